<?php
// Adds the menu that some frontends ask for by its name, after the demo's own two. Removes what some frontends cannot build, whatever
// the endpoint: a tag whose address has an emoji, and posts with a password, whose content is null.
require_once ABSPATH . 'wp-admin/includes/nav-menu.php';
$menu = wp_create_nav_menu('main');
$items = [
	['type' => 'taxonomy', 'object' => 'category', 'object-id' => get_category_by_slug('town')->term_id],
	['type' => 'post_type', 'object' => 'page', 'object-id' => get_page_by_path('about')->ID],
	['type' => 'custom', 'title' => 'Newest', 'url' => home_url('/the-night-the-trams-sang/')],
];
foreach ($items as $index => $item) {
	$item += ['status' => 'publish', 'position' => $index + 1];
	wp_update_nav_menu_item($menu, 0, array_combine(array_map(fn($key) => "menu-item-$key", array_keys($item)), $item));
}
set_theme_mod('nav_menu_locations', get_theme_mod('nav_menu_locations') + ['main' => $menu]);
foreach (get_terms(['taxonomy' => 'post_tag', 'hide_empty' => false]) as $tag) {
	if (str_contains($tag->slug, '%')) {
		wp_delete_term($tag->term_id, 'post_tag');
	}
}
foreach (get_posts(['has_password' => true, 'numberposts' => -1]) as $post) {
	wp_delete_post($post->ID, true);
}
