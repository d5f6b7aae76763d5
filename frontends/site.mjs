// The WordPress of all frontends: the demo's newspaper on Debian's servers, with WPGraphQL.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedWordPress } from '../tools/stack/embedded.mjs';
import { readStack, startStack } from '../tools/stack/stack.mjs';
import { installSite, runPhp, runScript } from '../tools/stack/wordpress.mjs';
import { activateWPGraphQL } from '../tools/stack/wpgraphql.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @typedef {object} RunningSite
 * @property {string} dir
 * @property {string} url
 * @property {string} credential User and application password of the administrator.
 * @property {{ wordpress: string, wpgraphql: string }} versions
 */

/**
 * Starts the WordPress in a folder, or finds the one that runs there.
 *
 * @param {string} dir
 * @param {object} options
 * @param {string} options.wpgraphql Folder of the plugin WPGraphQL.
 * @param {number} options.port
 * @returns {Promise<RunningSite>}
 */
export async function startSite(dir, { wpgraphql, port }) {
  const stack = existsSync(join(dir, 'stack.json')) ? readStack(dir) : await create(dir, { wpgraphql, port });
  const [site] = stack.sites;
  const password = `echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'Frontends'])[0];`;
  return {
    dir,
    url: `http://127.0.0.1:${site.port}`,
    credential: `admin:${runPhp(stack, site, password)}`,
    versions: {
      wordpress: runPhp(stack, site, 'echo $wp_version;'),
      wpgraphql: runPhp(stack, site, 'echo WPGRAPHQL_VERSION;'),
    },
  };
}

async function create(dir, { wpgraphql, port }) {
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const stack = await startStack({
    dir,
    wordpress: embeddedWordPress(),
    scripts: here('../packages/demo-wordpress/php'),
    plugins: ['pressql-demo.php'],
    sites: [{ name: 'frontends', permalinks: '/%postname%/', rewrites: true, port }],
    workers: 6,
  });
  const [site] = stack.sites;
  cpSync(here('php/site.php'), join(dir, 'wordpress/wp-content/mu-plugins/site.php'));
  installSite(stack, site);
  runScript(stack, site, 'seed.php');
  runPhp(stack, site, readFileSync(here('php/content.php'), 'utf8').replace('<?php', ''));
  activateWPGraphQL(stack, site, wpgraphql);
  return stack;
}
