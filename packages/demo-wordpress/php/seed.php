<?php
/*
 * Writes the demo content into a WordPress that was just installed: the same ids, dates and order every time,
 * on the embedded WordPress as on any other from 6.1 on.
 */
$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require_once ( getenv( 'PRESSQL_WP_ROOT' ) ?: dirname( __DIR__ ) ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
require_once ABSPATH . 'wp-admin/includes/nav-menu.php';
require_once __DIR__ . '/images.php';
require_once __DIR__ . '/markup.php';
require_once __DIR__ . '/menus.php';

/** The newest post's time, and the hours to the one before it. */
const PRESSQL_NEWEST = '2026-11-20 07:30:00';
const PRESSQL_STEP   = 31;
/** The second that five posts share. */
const PRESSQL_SAME = '2026-10-01 06:00:00';

function pressql_demo_seed() {
	global $wpdb;
	$site = require __DIR__ . '/content/site.php';
	wp_set_current_user( 1 );
	// What is published is, whatever the clock of the machine says of its date.
	add_filter(
		'wp_insert_post_data',
		function ( $columns, $given ) {
			return 'publish' === $given['post_status'] ? array_merge( $columns, array( 'post_status' => 'publish' ) ) : $columns;
		},
		10,
		2
	);
	wp_defer_term_counting( true );
	wp_defer_comment_counting( true );
	$wpdb->query( 'START TRANSACTION' );
	foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $stock ) {
		wp_delete_post( $stock->ID, true );
	}
	update_option( 'blogname', $site['name'] );
	update_option( 'blogdescription', $site['tagline'] );
	update_option( 'timezone_string', 'Europe/Lisbon' );
	$users = pressql_demo_users( $site['users'] );
	$terms = pressql_demo_terms( $site );
	$media = pressql_demo_media( $users );
	$pages = pressql_demo_pages( $site['pages'] );
	$posts = pressql_demo_posts( compact( 'users', 'terms', 'media' ) );
	pressql_demo_reviews( $site['reviews'], compact( 'users', 'terms', 'media' ) );
	pressql_demo_comments( $site['comments'], $users, $posts + $pages );
	pressql_demo_menus( $terms, $pages );
	wp_defer_term_counting( false );
	wp_defer_comment_counting( false );
	$wpdb->query( 'COMMIT' );
}

/** @return int[] Ids by login. */
function pressql_demo_users( $rows ) {
	$ids = array( 'admin' => 1 );
	wp_update_user( array( 'ID' => 1, 'display_name' => 'The Lantern', 'nickname' => 'The Lantern' ) );
	foreach ( $rows as list( $login, $name, $role, $bio, $url ) ) {
		list( $first, $last ) = explode( ' ', $name, 2 );
		$ids[ $login ]        = wp_insert_user(
			array(
				'user_login'      => $login,
				'user_pass'       => "demo-$login",
				'user_email'      => "$login@example.test",
				'user_url'        => $url,
				'display_name'    => $name,
				'first_name'      => $first,
				'last_name'       => $last,
				'description'     => $bio,
				'role'            => $role,
				'user_registered' => '2019-04-01 09:00:00',
			)
		);
	}
	return $ids;
}

/** @return int[][] Ids of categories and genres by slug, of tags by name. */
function pressql_demo_terms( $site ) {
	$ids  = array( 'category' => array(), 'post_tag' => array(), 'genre' => array() );
	$tree = array( 'category' => $site['categories'], 'genre' => $site['genres'] );
	foreach ( $tree as $taxonomy => $rows ) {
		foreach ( $rows as $row ) {
			$parent = $row[2] ? $ids[ $taxonomy ][ $row[2] ] : 0;
			$term   = wp_insert_term( $row[1], $taxonomy, array( 'slug' => $row[0], 'parent' => $parent, 'description' => $row[3] ?? '' ) );

			$ids[ $taxonomy ][ $row[0] ] = $term['term_id'];
		}
	}
	foreach ( $site['tags'] as $name ) {
		$ids['post_tag'][ $name ] = wp_insert_term( $name, 'post_tag' )['term_id'];
	}
	return $ids;
}

/** @return int[] Ids of the pictures by name. */
function pressql_demo_media( $users ) {
	$ids     = array();
	$folder  = wp_upload_dir( '2026/09' );
	$authors = array( 'author', 'noor', 'oskar', 'yuki' );
	foreach ( require __DIR__ . '/content/pictures.php' as $name => list( $title, $alt, $caption, $layers ) ) {
		$index = count( $ids );
		$file  = "{$folder['path']}/$name.jpg";
		pressql_demo_paint( $layers, $file );
		$id = wp_insert_attachment(
			array(
				'post_title'     => $title,
				'post_excerpt'   => $caption,
				'post_content'   => $alt ? "$alt Painted for the Lantern." : '',
				'post_mime_type' => 'image/jpeg',
				'post_author'    => $users[ $authors[ $index % 4 ] ],
				'post_date'      => sprintf( '2026-09-%02d 12:00:00', $index + 1 ),
			),
			$file
		);
		wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $file ) );
		if ( $alt ) {
			update_post_meta( $id, '_wp_attachment_image_alt', $alt );
		}
		$ids[ $name ] = $id;
	}
	$file = $folder['path'] . '/tide-table.txt';
	file_put_contents( $file, "High water 05:12 17:38\nLow water 11:21 23:50\n" );
	wp_insert_attachment( array( 'post_title' => 'Tide table', 'post_mime_type' => 'text/plain', 'post_author' => $users['author'], 'post_date' => '2026-09-20 12:00:00' ), $file );
	return $ids;
}

/** @return int[] Ids by slug. */
function pressql_demo_pages( $rows ) {
	$ids = array();
	foreach ( $rows as $index => list( $slug, $title, $parent, $order, $body ) ) {
		$ids[ $slug ] = wp_insert_post(
			array(
				'post_type'      => 'page',
				'post_status'    => 'publish',
				'post_name'      => $slug,
				'post_title'     => $title,
				'post_content'   => $body ? pressql_demo_blocks( $body, array() ) : '',
				'post_parent'    => $parent ? $ids[ $parent ] : 0,
				'menu_order'     => $order,
				'post_author'    => 1,
				'post_date'      => sprintf( '2025-01-%02d 09:00:00', $index + 1 ),
				'comment_status' => 'about' === $slug ? 'open' : 'closed',
			)
		);
	}
	return $ids;
}

/** @return int[] Ids by slug. */
function pressql_demo_posts( $known ) {
	$ids  = array();
	$text = '';
	foreach ( array( 1, 2, 3 ) as $part ) {
		$text .= file_get_contents( __DIR__ . "/content/posts-$part.txt" ) . "\n";
	}
	foreach ( preg_split( '/^@ /m', $text, -1, PREG_SPLIT_NO_EMPTY ) as $index => $entry ) {
		list( $slug, $id ) = pressql_demo_post( $entry, $index, $known );
		$ids[ $slug ]      = $id;
	}
	return $ids;
}

/** One post: a line of facts, its title, perhaps `! excerpt`, its body. */
function pressql_demo_post( $entry, $index, $known ) {
	list( $facts, $title, $body )                 = explode( "\n", $entry, 3 );
	list( $slug, $author, $cats, $tags, $flags ) = array_map( 'trim', explode( '|', $facts . '|||' ) );
	parse_str( $flags, $flags );
	$excerpt = '';
	if ( 0 === strpos( $body, '! ' ) ) {
		list( $excerpt, $body ) = explode( "\n", substr( $body, 2 ), 2 );
	}
	$date   = isset( $flags['same'] ) ? PRESSQL_SAME : pressql_demo_later( PRESSQL_NEWEST, -$index * PRESSQL_STEP );
	$status = current( array_intersect( array( 'private', 'draft', 'pending', 'future' ), array_keys( $flags ) ) ) ?: 'publish';
	$post   = array(
		'post_name'     => $slug,
		'post_title'    => $title,
		'post_content'  => pressql_demo_blocks( $body, $known['media'] ),
		'post_excerpt'  => $excerpt,
		'post_status'   => $status,
		'post_password' => $flags['password'] ?? '',
		'post_author'   => $known['users'][ $author ],
		'post_date'     => 'future' === $status ? '2099-01-01 00:00:00' : $date,
		'post_category' => pressql_demo_pick( $known['terms']['category'], $cats ),
		'tags_input'    => pressql_demo_pick( $known['terms']['post_tag'], $tags ),
		'meta_input'    => array(
			'subtitle'        => $excerpt ? 'A longer story' : '',
			'reading_minutes' => 1 + intdiv( str_word_count( $body ), 60 ),
			'sources'         => array_slice( array( 'Port Authority', 'Town archive' ), 0, $index % 3 ),
			'location'        => array( 'city' => 'Agra', 'lat' => 38.7 + $index / 100, 'lng' => -9.1 ),
		),
	);
	$id = wp_insert_post( wp_slash( $post ), true );
	pressql_demo_illustrate( $id, $flags['picture'] ?? null, $known['media'] );
	if ( 3 === $index % 5 && 'publish' === $status ) {
		$modified = pressql_demo_later( $post['post_date'], 26 );
		pressql_demo_set( $id, array( 'post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date( $modified ) ) );
	}
	if ( isset( $flags['sticky'] ) ) {
		stick_post( $id );
	}
	if ( isset( $flags['format'] ) ) {
		set_post_format( $id, $flags['format'] );
	}
	return array( $slug, $id );
}

/** Gives a post its picture, which is attached to the first post that has it. */
function pressql_demo_illustrate( $post, $name, $media ) {
	if ( ! $name ) {
		return;
	}
	set_post_thumbnail( $post, $media[ $name ] );
	if ( ! get_post( $media[ $name ] )->post_parent ) {
		pressql_demo_set( $media[ $name ], array( 'post_parent' => $post ) );
	}
}

/** Sets columns of a post without WordPress noting the time. */
function pressql_demo_set( $id, $columns ) {
	global $wpdb;
	$wpdb->update( $wpdb->posts, $columns, array( 'ID' => $id ) );
	clean_post_cache( $id );
}

function pressql_demo_later( $date, $hours ) {
	return gmdate( 'Y-m-d H:i:s', strtotime( "$date UTC" ) + $hours * 3600 );
}

/** Ids of names in a list with commas. */
function pressql_demo_pick( $ids, $names ) {
	return array_map(
		function ( $name ) use ( $ids ) {
			return $ids[ $name ];
		},
		array_filter( array_map( 'trim', explode( ',', $names ) ) )
	);
}

function pressql_demo_reviews( $rows, $known ) {
	foreach ( $rows as $index => list( $title, $genre, $author, $rating, $year, $recommended, $creator, $body ) ) {
		$id = wp_insert_post(
			wp_slash(
				array(
					'post_type'    => 'review',
					'post_status'  => 'publish',
					'post_title'   => $title,
					'post_content' => pressql_demo_blocks( $body, $known['media'] ),
					'post_author'  => $known['users'][ $author ],
					'post_date'    => sprintf( '2026-08-%02d 18:00:00', 20 - $index ),
					'meta_input'   => compact( 'rating', 'year', 'recommended', 'creator' ),
				)
			)
		);
		wp_set_object_terms( $id, array( $known['terms']['genre'][ $genre ] ), 'genre' );
		set_post_thumbnail( $id, array_values( $known['media'] )[ $index ] );
	}
}

function pressql_demo_comments( $rows, $users, $posts ) {
	$ids = array( 0 );
	foreach ( $rows as $index => list( $author, $slug, $body, $parent, $approved ) ) {
		$user  = isset( $users[ $author ] ) ? get_userdata( $users[ $author ] ) : null;
		$ids[] = wp_insert_comment(
			array(
				'comment_post_ID'      => $posts[ $slug ],
				'comment_author'       => $user ? $user->display_name : $author,
				'comment_author_email' => $user ? $user->user_email : sanitize_title( $author ) . '@example.test',
				'comment_author_url'   => 'Pim' === $author ? 'https://pim.example' : '',
				'comment_content'      => $body,
				'comment_parent'       => $ids[ $parent ],
				'comment_approved'     => $approved,
				'comment_date'         => gmdate( 'Y-m-d H:i:s', strtotime( '2026-11-20 09:00:00 UTC' ) + $index * 1380 ),
				'user_id'              => $user ? $user->ID : 0,
			)
		);
	}
	wp_insert_comment(
		array(
			'comment_post_ID'    => $posts['the-night-the-trams-sang'],
			'comment_author'     => 'Rails & Ridges',
			'comment_author_url' => 'https://rails.example/b-flat',
			'comment_content'    => '[…] a tram in B flat […]',
			'comment_type'       => 'pingback',
			'comment_approved'   => 1,
			'comment_date'       => '2026-11-21 08:00:00',
		)
	);
}

pressql_demo_seed();
