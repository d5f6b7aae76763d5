// WordPress inside of a stack: installed, filled, copied and put back as it was.
import { join } from 'node:path';
import { asAccount, run } from './daemons.mjs';
import { dump, restore } from './database.mjs';

/** The command that runs the PHP code on its standard input at a site, WordPress loaded, as its administrator. */
export function phpCommand(stack, site) {
  return asAccount(php(stack, site, 'wordpress/run.php'));
}

/** Runs PHP code at a site, as `phpCommand` does; what it prints. */
export function runPhp(stack, site, code) {
  return run(php(stack, site, 'wordpress/run.php'), { input: code });
}

/** Runs one of the stack's scripts, which loads WordPress from `PRESSQL_WP_ROOT`; what it prints. */
export function runScript(stack, site, script) {
  return run(php(stack, site, `scripts/${script}`));
}

/** Installs WordPress at a site whose database is empty. */
export function installSite(stack, site) {
  run(php(stack, site, 'wordpress/install.php'));
  setPermalinks(stack, site);
}

/** Makes a site hold what another one holds, under permalinks of its own. */
export function copySite(stack, from, to) {
  const file = join(stack.dir, 'copy.sql');
  dump(stack.dir, from.name, file);
  restore(stack.dir, to.name, file);
  setPermalinks(stack, to);
}

/** Keeps what a site holds now for `resetSite`. */
export function keepSite(stack, site) {
  dump(stack.dir, site.name, keptDatabase(stack, site));
}

/** Keeps the files uploaded so far, which all sites share. */
export function keepUploads(stack) {
  run(['cp', '-a', uploads(stack), keptUploads(stack)]);
}

/** Makes a site what it was when it was kept. */
export function resetSite(stack, site) {
  restore(stack.dir, site.name, keptDatabase(stack, site));
  run(['rm', '-rf', uploads(stack)]);
  run(['cp', '-a', keptUploads(stack), uploads(stack)]);
}

/** In two runs: taxonomies and post types take the structure into their rules when WordPress starts. */
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
  return ['env', ...pairs, 'php', '-d', 'memory_limit=512M', `${dir}/${file}`];
}

const uploads = ({ dir }) => join(dir, 'wordpress/wp-content/uploads');
const keptUploads = ({ dir }) => join(dir, 'uploads.kept');
const keptDatabase = ({ dir }, { name }) => join(dir, `${name}.sql`);
