<?php
/* Plugin Name: Offline. Keeps WordPress from sending requests and mail. */
add_filter('pre_http_request', fn() => new WP_Error('offline', 'This site makes no requests.'));
add_filter('pre_wp_mail', '__return_true');
add_filter('wp_is_application_passwords_available', '__return_true');
