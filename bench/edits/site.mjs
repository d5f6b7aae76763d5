// What the benchmark of edits creates in WordPress, and how it removes that again.

/** A plugin with a location for menus, because visitors see no others. */
export const plugin = `<?php
add_action('after_setup_theme', fn () => register_nav_menus(['edits' => 'Edits', 'edits-too' => 'Edits too']));`;

/** Creates documents for the edits. Prints their ids. */
export const setUp = `
  $image = function ($name) {
    $id = wp_insert_attachment(['post_title' => $name, 'post_mime_type' => 'image/png', 'post_status' => 'inherit'], "2026/01/$name.png");
    update_post_meta($id, '_wp_attachment_metadata', ['width' => 10, 'height' => 10, 'file' => "2026/01/$name.png", 'sizes' => []]);
    return $id;
  };
  require_once ABSPATH . 'wp-admin/includes/user.php';
  $writer = wp_insert_user(['user_login' => 'edits-writer', 'user_pass' => wp_generate_password(), 'display_name' => 'Edits writer', 'role' => 'author']);
  $heir = wp_insert_user(['user_login' => 'edits-heir', 'user_pass' => wp_generate_password(), 'display_name' => 'Edits heir', 'role' => 'author']);
  $cat = wp_insert_term('Edits section', 'category')['term_id'];
  $above = wp_insert_term('Edits above', 'category')['term_id'];
  $other = wp_insert_term('Edits other', 'category')['term_id'];
  $tag = wp_insert_term('Edits tag', 'post_tag')['term_id'];
  $p = wp_insert_post(['post_title' => 'Edits post', 'post_name' => 'edits-post', 'post_content' => 'Words', 'post_status' => 'publish', 'post_category' => [$cat], 'post_author' => $writer]);
  $h = wp_insert_post(['post_title' => 'Edits of the heir', 'post_content' => 'Words', 'post_status' => 'publish', 'post_category' => [$other], 'post_author' => $heir]);
  $old = wp_insert_post(['post_title' => 'Edits past', 'post_name' => 'edits-past', 'post_content' => 'Words', 'post_status' => 'publish', 'post_date' => '2001-01-01 10:00:00', 'post_author' => $heir]);
  $top = wp_insert_post(['post_type' => 'page', 'post_title' => 'Edits top', 'post_name' => 'edits-top', 'post_status' => 'publish']);
  $sub = wp_insert_post(['post_type' => 'page', 'post_title' => 'Edits sub', 'post_name' => 'edits-sub', 'post_status' => 'publish', 'post_parent' => $top]);
  $img = $image('edits-one'); $img2 = $image('edits-two');
  set_post_thumbnail($p, $img);
  $c = wp_insert_comment(['comment_post_ID' => $p, 'comment_content' => 'Edits comment', 'comment_author' => 'Ann', 'comment_approved' => 0]);
  $menu = wp_create_nav_menu('Edits menu');
  $item = fn ($title, $position) => wp_update_nav_menu_item($menu, 0, ['menu-item-title' => $title, 'menu-item-url' => 'https://a.example/' . $position, 'menu-item-status' => 'publish', 'menu-item-position' => $position]);
  set_theme_mod('nav_menu_locations', ['edits' => $menu]);
  $i1 = $item('Edits one', 1); $i2 = $item('Edits two', 2);
  echo json_encode(compact('writer', 'heir', 'cat', 'above', 'other', 'tag', 'p', 'h', 'old', 'top', 'sub', 'img', 'img2', 'c', 'menu', 'i1', 'i2')
    + ['options' => array_map('get_option', array_combine($names = ['blogname', 'blogdescription', 'posts_per_page', 'permalink_structure', 'show_on_front', 'page_on_front', 'sticky_posts'], $names))]);`;

/** Removes them, also those of a run that was stopped, and restores the options. */
export const cleanUp = ({ options = {} } = {}) => `
  require_once ABSPATH . 'wp-admin/includes/user.php';
  foreach (get_posts(['numberposts' => -1, 'post_type' => 'any', 'post_status' => ['any', 'trash', 'inherit'], 's' => 'Edits']) as $post)
    if (str_starts_with($post->post_title, 'Edits')) wp_delete_post($post->ID, true);
  foreach (['category', 'post_tag', 'nav_menu'] as $taxonomy)
    foreach (get_terms(['taxonomy' => $taxonomy, 'hide_empty' => false, 'name__like' => 'Edits']) as $term) wp_delete_term($term->term_id, $taxonomy);
  remove_theme_mod('nav_menu_locations');
  foreach (['edits-writer', 'edits-heir'] as $login) if ($user = get_user_by('login', $login)) wp_delete_user($user->ID, 1);
  foreach (json_decode(base64_decode('${Buffer.from(JSON.stringify(options)).toString('base64')}'), true) as $name => $value) update_option($name, $value);
  flush_rewrite_rules(false);`;
