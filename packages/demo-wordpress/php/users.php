<?php
// Makes sure that somebody of each role can sign in, and prints their application passwords as JSON.
require ( getenv( 'PRESSQL_WP_ROOT' ) ?: dirname( __DIR__ ) ) . '/wp-load.php';
$users = array();
foreach ( array( 'admin' => 'administrator', 'editor' => 'editor', 'author' => 'author', 'contributor' => 'contributor', 'subscriber' => 'subscriber' ) as $login => $role ) {
	$id = username_exists( $login );
	if ( ! $id ) {
		$id = wp_insert_user( array( 'user_login' => $login, 'user_pass' => wp_generate_password(), 'user_email' => "$login@example.test", 'role' => $role ) );
	}
	list( $password ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'pressql' ) );
	$users[ $login ]  = array( 'username' => $login, 'applicationPassword' => $password );
}
echo "\n" . wp_json_encode( $users ) . "\n";
