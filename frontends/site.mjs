// The WordPress of all frontends: the demo's newspaper on Debian's servers, with WPGraphQL.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasFolderInCommand } from '../tools/stack/daemons.mjs';
import { dump, restore } from '../tools/stack/database.mjs';
import { embeddedWordPress } from '../tools/stack/embedded.mjs';
import { readStack, startStack, stopStack } from '../tools/stack/stack.mjs';
import { installSite, runPhp, runScript } from '../tools/stack/wordpress.mjs';
import { activateWPGraphQL } from '../tools/stack/wpgraphql.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const content = readFileSync(here('php/content.php'), 'utf8').replace('<?php', '');

/** The file that says with which content a WordPress was filled. It is missing while that content is incomplete or changed. */
const contentFile = (dir) => join(dir, 'content.txt');

/**
 * @typedef {object} RunningSite
 * @property {string} dir
 * @property {number} port
 * @property {string} url
 * @property {string} credential User and application password of the administrator.
 * @property {{ wordpress: string, wpgraphql: string, theme: string }} versions
 */

/**
 * Starts the WordPress in a folder, or finds the one that runs there. It always has the given plugin. One that listens on another
 * port, has other content or has stopped is replaced by a new one.
 *
 * @param {string} dir
 * @param {object} options
 * @param {string} options.wpgraphql Folder of the plugin WPGraphQL.
 * @param {string} [options.theme] Folder of a theme. @default a classic theme that prints its menus
 * @param {number} [options.port] @default the port of the WordPress that runs, or else 8881
 * @returns {Promise<RunningSite>}
 */
export async function startSite(dir, { wpgraphql, theme = here('php/theme'), port }) {
  const stack = (await kept(dir, port)) ?? (await create(dir, port ?? 8881));
  const [site] = stack.sites;
  cpSync(here('php/site.php'), join(dir, 'wordpress/wp-content/mu-plugins/site.php'));
  rmSync(join(dir, 'wordpress/wp-content/plugins/wp-graphql'), { recursive: true, force: true });
  activateWPGraphQL(stack, site, wpgraphql);
  const themeName = activateTheme(stack, site, theme);
  const password = `echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'Frontends'])[0];`;
  return {
    dir,
    port: site.port,
    url: `http://127.0.0.1:${site.port}`,
    credential: `admin:${runPhp(stack, site, password)}`,
    versions: {
      wordpress: runPhp(stack, site, 'echo $wp_version;'),
      wpgraphql: runPhp(stack, site, 'echo WPGRAPHQL_VERSION;'),
      theme: themeName,
    },
  };
}

/** Installs and activates a theme, which gets the menus of the one before at the same locations. Returns its name. */
function activateTheme(stack, site, folder) {
  const themes = join(stack.dir, 'wordpress/wp-content/themes');
  rmSync(join(themes, basename(folder)), { recursive: true, force: true });
  cpSync(folder, join(themes, basename(folder)), { recursive: true, dereference: true });
  const activate = `$places = get_theme_mod('nav_menu_locations'); switch_theme('${basename(folder)}');
    set_theme_mod('nav_menu_locations', $places); echo wp_get_theme()->get('Name');`;
  return runPhp(stack, site, activate);
}

/** Resolves to the WordPress that runs in a folder, or to null. Removes one that cannot be used. */
async function kept(dir, port) {
  if (!existsSync(join(dir, 'stack.json'))) return null;
  const stack = readStack(dir);
  const runs = stack.processes.every((id) => hasFolderInCommand(id, stack.dir));
  const isFilled = existsSync(contentFile(dir)) && readFileSync(contentFile(dir), 'utf8') === content;
  if (runs && isFilled && [undefined, stack.sites[0].port].includes(port)) return stack;
  await stopStack(dir);
  return null;
}

async function create(dir, port) {
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
  runPhp(stack, site, content);
  writeFileSync(contentFile(dir), content);
  return stack;
}

/**
 * Returns the texts that a site shows: titles and paragraphs of what is published, and names of terms.
 *
 * @param {RunningSite} site
 * @returns {import('./own-words.mjs').OwnTexts}
 */
export function textsOf({ dir }) {
  const stack = readStack(dir);
  return JSON.parse(
    runPhp(
      stack,
      stack.sites[0],
      `$texts = [];
      foreach (get_posts(['post_type' => get_post_types(['public' => true]), 'numberposts' => -1]) as $post) {
        preg_match_all('#<p\\b[^>]*>(.*?)</p>#s', $post->post_content, $paragraphs);
        array_push($texts, $post->post_title, ...array_map('wp_strip_all_tags', $paragraphs[1]));
      }
      $names = get_terms(['taxonomy' => get_taxonomies(['public' => true]), 'fields' => 'names']);
      echo json_encode(array_map(fn($all) => array_map(fn($text) => html_entity_decode($text), $all), ['texts' => $texts, 'names' => $names]));`,
    ),
  );
}

/**
 * Runs a function while the content of a site is changed.
 *
 * @param {RunningSite} site
 * @param {string | undefined} change PHP that changes it. Undefined: nothing changes.
 * @param {() => Promise<void>} use
 */
export async function withContent({ dir }, change, use) {
  if (!change) return use();
  const stack = readStack(dir);
  const [site] = stack.sites;
  const saved = join(dir, 'before.sql');
  rmSync(contentFile(dir));
  dump(dir, site.name, saved);
  runPhp(stack, site, change);
  try {
    await use();
  } finally {
    restore(dir, site.name, saved);
    writeFileSync(contentFile(dir), content);
  }
}
