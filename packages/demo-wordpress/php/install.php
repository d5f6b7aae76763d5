<?php
// Makes the tables and the administrator.
define( 'WP_INSTALLING', true );
require ( getenv( 'PRESSQL_WP_ROOT' ) ?: dirname( __DIR__ ) ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Demo', 'admin', 'admin@example.test', true, '', 'password' );
