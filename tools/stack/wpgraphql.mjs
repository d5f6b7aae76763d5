// WPGraphQL in a stack.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runPhp } from './wordpress.mjs';

/**
 * Installs and activates WPGraphQL in a site. Its endpoint is then at `/graphql`.
 *
 * @param {import('./stack.mjs').Stack} stack
 * @param {import('./stack.mjs').StackSite} site
 * @param {string} folder The plugin as it is released, with its folder `vendor`.
 * @throws Error if the plugin cannot be activated
 */
export function activateWPGraphQL(stack, site, folder) {
  cpSync(folder, join(stack.dir, 'wordpress/wp-content/plugins/wp-graphql'), { recursive: true });
  const activate = `require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $error = activate_plugin('wp-graphql/wp-graphql.php');
    echo is_wp_error($error) ? $error->get_error_message() : '';`;
  const error = runPhp(stack, site, activate);
  if (error) throw new Error(`WPGraphQL cannot be activated: ${error}`);
  // The endpoint's rewrite rule exists from the next request on.
  runPhp(stack, site, 'flush_rewrite_rules(false);');
}
