<?php
/**
 * Runs the PHP code of the option `pressql_test_plugin` where WordPress loads must-use plugins, so that a test can turn
 * the site into one that a real plugin has changed. The option is empty unless a test sets it.
 */

$pressql_test_plugin = get_option( 'pressql_test_plugin', '' );
if ( is_string( $pressql_test_plugin ) && '' !== $pressql_test_plugin ) {
	// phpcs:ignore Squiz.PHP.Eval.Discouraged -- only a test's own code, written into a database of its own.
	eval( $pressql_test_plugin );
}
unset( $pressql_test_plugin );
