<?php
// Runs the PHP code on standard input in WordPress, as the administrator.
$_SERVER += ['REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1'];
require __DIR__ . '/wp-load.php';
foreach (['image', 'taxonomy', 'post', 'media', 'file', 'user', 'nav-menu'] as $part) {
	require_once ABSPATH . "wp-admin/includes/$part.php";
}
wp_set_current_user(1);
eval(stream_get_contents(STDIN));
