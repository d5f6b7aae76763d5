<?php
// WordPress for code from outside: loaded with the functions of its administration, as the administrator.
require getenv( 'PRESSQL_WP_ROOT' ) . '/wp-load.php';
foreach ( array( 'image', 'taxonomy', 'post', 'media', 'file', 'user', 'nav-menu' ) as $part ) {
	require_once ABSPATH . "wp-admin/includes/$part.php";
}
unset( $part );
wp_set_current_user( 1 );
