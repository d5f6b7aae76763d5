<?php
// The configuration of the demo WordPress: SQLite, any host it is asked under, nothing that goes out.
foreach ( array( 'DB_NAME' => 'wordpress', 'DB_USER' => '', 'DB_PASSWORD' => '', 'DB_HOST' => '' ) as $key => $value ) {
	define( $key, $value );
}
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $key ) {
	define( $key . '_KEY', "pressql-demo-$key-key" );
	define( $key . '_SALT', "pressql-demo-$key-salt" );
}
// Servers hand PHP the path behind index.php with its escapes read.
if ( isset( $_SERVER['PATH_INFO'] ) ) {
	$_SERVER['PATH_INFO'] = rawurldecode( $_SERVER['PATH_INFO'] );
}
$table_prefix = 'wp_';
$pressql_home = 'http://' . ( $_SERVER['HTTP_HOST'] ?? '127.0.0.1' );
define( 'WP_HOME', $pressql_home );
define( 'WP_SITEURL', $pressql_home );
define( 'WP_DEBUG', false );
// Application passwords over plain HTTP are for local sites only.
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISALLOW_FILE_MODS', true );
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', ( getenv( 'PRESSQL_WP_ROOT' ) ?: '/wordpress' ) . '/' );
}
require_once ABSPATH . 'wp-settings.php';
