// WordPress in a stack: installs, fills, copies and resets sites.
import { join } from 'node:path';
import { asAccount, run } from './daemons.mjs';
import { dump, restore } from './database.mjs';

/** Returns a command that runs the PHP code on its standard input, in WordPress, as the site's administrator. */
export function phpCommand(stack, site) {
  return asAccount(php(stack, site, 'wordpress/run.php'));
}

/** Runs PHP code as `phpCommand` does. Returns its output. */
export function runPhp(stack, site, code) {
  return run(php(stack, site, 'wordpress/run.php'), { input: code });
}

/** Runs a script of the stack, which loads WordPress from `PRESSQL_WP_ROOT`. Returns its output. */
export function runScript(stack, site, script) {
  return run(php(stack, site, `scripts/${script}`));
}

/** Installs WordPress in a site with an empty database. */
export function installSite(stack, site) {
  run(php(stack, site, 'wordpress/install.php'));
  setPermalinks(stack, site);
}

/** Replaces the content of a site by that of another one, and keeps its permalinks. */
export function copySite(stack, from, to) {
  const file = join(stack.dir, 'copy.sql');
  dump(stack.dir, from.name, file);
  restore(stack.dir, to.name, file);
  setPermalinks(stack, to);
}

/** Saves the content of a site for `resetSite`. */
export function saveSite(stack, site) {
  dump(stack.dir, site.name, savedDatabase(stack, site));
}

/** Saves the uploaded files, which all sites share, for `resetSite`. */
export function saveUploads(stack) {
  run(['cp', '-a', uploads(stack), savedUploads(stack)]);
}

/** Restores the saved content of a site, and the saved uploads. */
export function resetSite(stack, site) {
  restore(stack.dir, site.name, savedDatabase(stack, site));
  run(['rm', '-rf', uploads(stack)]);
  run(['cp', '-a', savedUploads(stack), uploads(stack)]);
}

/** Sets the permalinks in two runs, because taxonomies and post types read the structure when WordPress starts. */
function setPermalinks(stack, site) {
  runPhp(stack, site, `update_option('permalink_structure', '${site.permalinks}');`);
  runPhp(stack, site, 'flush_rewrite_rules(false);');
}

function php({ dir }, { name, port }, file) {
  const environment = {
    SITE_DATABASE: name,
    SITE_DATABASE_SOCKET: `${dir}/mariadb.sock`,
    HTTP_HOST: `127.0.0.1:${port}`,
    PRESSQL_WP_ROOT: `${dir}/wordpress`,
  };
  const pairs = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  const settings = ['memory_limit=512M', ...cachedCode(dir)].flatMap((setting) => ['-d', setting]);
  return ['env', ...pairs, 'php', ...settings, `${dir}/${file}`];
}

/** Settings that keep compiled PHP in files: one command then takes a fifth of the processor time. */
const cachedCode = (dir) => [
  'opcache.enable_cli=1',
  'opcache.file_cache_only=1',
  `opcache.file_cache=${join(dir, 'opcache')}`,
];

const uploads = ({ dir }) => join(dir, 'wordpress/wp-content/uploads');
const savedUploads = ({ dir }) => join(dir, 'uploads.saved');
const savedDatabase = ({ dir }, { name }) => join(dir, `${name}.sql`);
