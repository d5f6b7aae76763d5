<?php
// The menus of the demo site: two classic ones at their places, and one for block themes.

function pressql_demo_menus( $terms, $pages ) {
	$primary = wp_create_nav_menu( 'Primary' );
	$town    = pressql_demo_menu_item( $primary, 'taxonomy', 'category', $terms['category']['town'] );
	pressql_demo_menu_item( $primary, 'taxonomy', 'category', $terms['category']['harbour'], $town );
	pressql_demo_menu_item( $primary, 'taxonomy', 'category', $terms['category']['council'], $town );
	pressql_demo_menu_item( $primary, 'taxonomy', 'category', $terms['category']['food'] );
	$about = pressql_demo_menu_item( $primary, 'post_type', 'page', $pages['about'] );
	pressql_demo_menu_item( $primary, 'post_type', 'page', $pages['newsroom'], $about );
	pressql_demo_menu_link( $primary, 'Tide table', 'https://tides.example/agra' );

	$footer = wp_create_nav_menu( 'Footer' );
	pressql_demo_menu_item( $footer, 'post_type', 'page', $pages['contact'] );
	pressql_demo_menu_item( $footer, 'post_type', 'page', $pages['privacy'] );
	set_theme_mod( 'nav_menu_locations', array( 'primary' => $primary, 'footer' => $footer ) );

	wp_insert_post(
		array(
			'post_type'    => 'wp_navigation',
			'post_status'  => 'publish',
			'post_title'   => 'Navigation',
			'post_date'    => '2025-02-01 09:00:00',
			'post_content' => implode(
				"\n\n",
				array(
					pressql_demo_navigation_link( 'category', $terms['category']['town'] ),
					pressql_demo_navigation_link( 'category', $terms['category']['food'] ),
					pressql_demo_navigation_link( 'category', $terms['category']['culture'] ),
					pressql_demo_navigation_link( 'page', $pages['about'] ),
				)
			),
		)
	);
}

/** A block of the menu that block themes have. */
function pressql_demo_navigation_link( $type, $id ) {
	$is_page = 'page' === $type;
	$link    = array(
		'label' => $is_page ? get_the_title( $id ) : get_term( $id )->name,
		'type'  => $type,
		'id'    => $id,
		'url'   => $is_page ? get_permalink( $id ) : get_term_link( $id ),
		'kind'  => $is_page ? 'post-type' : 'taxonomy',
	);
	return wp_slash( '<!-- wp:navigation-link ' . serialize_block_attributes( $link ) . ' /-->' );
}

/** @return int The item. */
function pressql_demo_menu_item( $menu, $type, $object, $id, $parent = 0 ) {
	return wp_update_nav_menu_item(
		$menu,
		0,
		array(
			'menu-item-type'      => $type,
			'menu-item-object'    => $object,
			'menu-item-object-id' => $id,
			'menu-item-parent-id' => $parent,
			'menu-item-status'    => 'publish',
			'menu-item-position'  => pressql_demo_menu_position( $menu ),
			'menu-item-post-date' => '2025-02-01 09:00:00',
		)
	);
}

function pressql_demo_menu_link( $menu, $title, $url ) {
	wp_update_nav_menu_item(
		$menu,
		0,
		array(
			'menu-item-type'      => 'custom',
			'menu-item-title'     => $title,
			'menu-item-url'       => $url,
			'menu-item-status'    => 'publish',
			'menu-item-position'  => pressql_demo_menu_position( $menu ),
			'menu-item-post-date' => '2025-02-01 09:00:00',
		)
	);
}

/** @return int The place behind the items that a menu has. */
function pressql_demo_menu_position( $menu ) {
	return count( get_objects_in_term( $menu, 'nav_menu' ) ) + 1;
}
