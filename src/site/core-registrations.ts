/**
 * Arguments with which WordPress registers its own post types and taxonomies (WordPress 6.9, `wp-includes/post.php`,
 * `wp-includes/taxonomy.php`). The REST API does not show them, so they are unknown for other types and taxonomies.
 */
export const coreRegistrations: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  post: { ...contentOf('WP_REST_Posts_Controller'), menu_position: 5 },
  page: { ...contentOf('WP_REST_Posts_Controller'), menu_position: 20, publicly_queryable: false },
  attachment: contentOf('WP_REST_Attachments_Controller'),
  category: { rest_controller_class: 'WP_REST_Terms_Controller', show_in_menu: true },
  post_tag: { rest_controller_class: 'WP_REST_Terms_Controller', show_in_menu: true },
  post_format: {
    show_in_menu: false,
    show_cloud: false,
    visibility: {
      public: true,
      show_admin_column: false,
      show_in_nav_menus: true,
      show_in_quick_edit: false,
      show_ui: false,
    },
  },
};

function contentOf(controller: string): Readonly<Record<string, unknown>> {
  return {
    can_export: true,
    delete_with_user: true,
    exclude_from_search: false,
    rest_controller_class: controller,
    show_in_admin_bar: true,
    show_in_menu: true,
  };
}
