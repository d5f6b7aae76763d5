<?php
add_action('after_setup_theme', function () {
	add_theme_support('post-thumbnails');
	add_theme_support('title-tag');
	register_nav_menus(['primary' => 'Primary menu', 'footer' => 'Footer menu', 'main' => 'Main']);
});

/** Prints the menu at a location in a landmark with the name of the location, or nothing if there is no menu. */
function frontends_menu(string $location): void {
	if (!has_nav_menu($location)) {
		return;
	}
	echo '<nav class="', esc_attr($location), '-navigation" aria-label="', esc_attr(wp_get_nav_menu_name($location)), '">';
	wp_nav_menu([
		'theme_location' => $location,
		'container_class' => $location . '-menu-container',
		'menu_id' => $location . '-menu-list',
		'fallback_cb' => false,
	]);
	echo '</nav>';
}
