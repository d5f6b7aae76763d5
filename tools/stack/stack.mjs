// A native WordPress for tests and measurements: Debian's nginx, php-fpm and MariaDB over a copy of WordPress' files,
// all in one folder, on ports of 127.0.0.1, beside whatever else the machine runs.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fpmConfig, nginxConfig, phpSettings } from './config.mjs';
import { endAll, freePort, isNamedBy, own, startDaemon, waitFor } from './daemons.mjs';
import { sql, startDatabase } from './database.mjs';

/**
 * One address of the WordPress, with a database of its own.
 * @typedef {object} StackSite
 * @property {string} name Also the name of its database.
 * @property {string} permalinks WordPress' `permalink_structure`; empty for plain.
 * @property {boolean} rewrites Whether nginx hands every address without a file to WordPress.
 * @property {number} [port] Any free one when left out.
 */

/**
 * What is written down about running servers.
 * @typedef {object} Stack
 * @property {string} dir
 * @property {readonly Required<StackSite>[]} sites
 * @property {readonly number[]} processes Newest first: the order to end them in.
 */

const phpFiles = fileURLToPath(new URL('php/', import.meta.url));

/**
 * Starts the servers before empty databases.
 *
 * @param {object} options
 * @param {string} options.dir An existing, empty folder; everything goes there.
 * @param {string} options.wordpress Folder with WordPress' files; they are copied.
 * @param {string} options.scripts Folder with PHP files that fill sites; it is copied.
 * @param {readonly string[]} [options.plugins] Those of them that are must-use plugins. @default []
 * @param {readonly StackSite[]} options.sites
 * @param {number} [options.workers] PHP processes. @default 4
 * @returns {Promise<Stack>}
 */
export async function startStack({ dir, wordpress, scripts, plugins = [], sites: wanted, workers = 4 }) {
  const sites = [];
  for (const site of wanted) sites.push({ ...site, port: site.port ?? (await freePort()) });
  prepareFolder(dir, { wordpress, scripts, plugins });
  writeFileSync(join(dir, 'php-fpm.conf'), fpmConfig(dir, { workers }));
  writeFileSync(join(dir, 'nginx.conf'), nginxConfig(dir, sites));
  const stack = { dir, sites, processes: [] };
  const started = (id) => {
    stack.processes.unshift(id);
    writeFileSync(stateFile(dir), JSON.stringify(stack, null, 2));
  };
  await startDatabase(dir, started);
  for (const { name } of sites) sql(dir, `CREATE DATABASE ${name}`);
  started(startDaemon(dir, 'php-fpm', [fpmProgram(), '-F', '-y', `${dir}/php-fpm.conf`, ...phpSettings]));
  started(
    startDaemon(dir, 'nginx', ['nginx', '-e', 'stderr', '-c', `${dir}/nginx.conf`, '-g', 'daemon off;']),
  );
  for (const site of sites) await waitFor(dir, 'nginx', () => isAnswered(site));
  return stack;
}

/** What `startStack` wrote down in a folder. */
export function readStack(dir) {
  return JSON.parse(readFileSync(stateFile(dir), 'utf8'));
}

/** Ends a stack's servers, though not what may have taken the ids of servers long gone, and removes its folder. */
export async function stopStack(dir) {
  const stack = readStack(dir); // its `dir` is how the servers were told of the folder
  await endAll(stack.processes.filter((id) => isNamedBy(id, stack.dir)));
  rmSync(dir, { recursive: true, force: true });
}

/** WordPress' files, ours among them; SQLite's driver, which the embedded WordPress needs, stays behind. */
function prepareFolder(dir, { wordpress, scripts, plugins }) {
  const root = join(dir, 'wordpress');
  const content = join(root, 'wp-content');
  cpSync(wordpress, root, { recursive: true, dereference: true });
  rmSync(join(content, 'db.php'), { force: true });
  rmSync(join(content, 'mu-plugins'), { recursive: true, force: true });
  for (const file of ['wp-config.php', 'install.php', 'run.php']) cpSync(phpFiles + file, join(root, file));
  cpSync(scripts, join(dir, 'scripts'), { recursive: true });
  cpSync(`${phpFiles}offline.php`, join(content, 'mu-plugins', 'offline.php'));
  // Where they stand, since they may load files beside them.
  for (const name of plugins) {
    writeFileSync(join(content, 'mu-plugins', name), `<?php require '${join(dir, 'scripts', name)}';\n`);
  }
  mkdirSync(join(content, 'uploads'), { recursive: true });
  mkdirSync(join(dir, 'tmp'));
  own(dir);
}

async function isAnswered({ port }) {
  try {
    await fetch(`http://127.0.0.1:${port}/license.txt`);
    return true;
  } catch {
    return false;
  }
}

/** Debian names the program by its version: `php-fpm8.2`. */
function fpmProgram() {
  const name = readdirSync('/usr/sbin').find((file) => /^php-fpm[\d.]+$/.test(file));
  if (!name) throw new Error('There is no php-fpm in /usr/sbin: install the package php-fpm');
  return join('/usr/sbin', name);
}

function stateFile(dir) {
  return join(dir, 'stack.json');
}
