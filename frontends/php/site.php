<?php
/* Plugin Name: Site of frontends. What WPGraphQL's users configure for their frontends: places of menus, and types in the graph. */
add_action('init', fn() => register_nav_menus(['main' => 'Main']));

add_filter('register_post_type_args', fn($args, $name) => 'review' !== $name ? $args : array_merge($args, [
	'show_in_graphql' => true,
	'graphql_single_name' => 'review',
	'graphql_plural_name' => 'reviews',
]), 10, 2);

add_filter('register_taxonomy_args', fn($args, $name) => 'genre' !== $name ? $args : array_merge($args, [
	'show_in_graphql' => true,
	'graphql_single_name' => 'genre',
	'graphql_plural_name' => 'genres',
]), 10, 2);
