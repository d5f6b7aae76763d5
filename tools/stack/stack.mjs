// A native WordPress for tests and measurements: Debian's nginx, php-fpm and MariaDB with a copy of WordPress' files.
// Everything is in one folder and on ports of 127.0.0.1, so it does not disturb other servers of the machine.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fpmConfig, nginxConfig, phpSettings } from './config.mjs';
import { changeOwner, freePort, hasFolderInCommand, startDaemon, stopAll, waitFor } from './daemons.mjs';
import { sql, startDatabase } from './database.mjs';

/**
 * One site: the same WordPress at another address, with its own database.
 * @typedef {object} StackSite
 * @property {string} name The name of the site and of its database.
 * @property {string} permalinks WordPress' `permalink_structure`. Empty for plain permalinks.
 * @property {boolean} rewrites Whether nginx passes every address without a file to WordPress.
 * @property {number} [port] @default any free port
 */

/**
 * The running servers, as the state file describes them.
 * @typedef {object} Stack
 * @property {string} dir
 * @property {readonly Required<StackSite>[]} sites
 * @property {readonly number[]} processes Ids of the processes, the newest first. They are stopped in this order.
 */

const phpFiles = fileURLToPath(new URL('php/', import.meta.url));

/**
 * Starts the servers with empty databases.
 *
 * @param {object} options
 * @param {string} options.dir An existing, empty folder for all files.
 * @param {string} options.wordpress Folder with WordPress' files. They are copied.
 * @param {string} options.scripts Folder with PHP files that fill sites. It is copied.
 * @param {readonly string[]} [options.plugins] Names of scripts that are must-use plugins. @default []
 * @param {readonly StackSite[]} options.sites
 * @param {number} [options.workers] PHP processes. @default 4
 * @returns {Promise<Stack>}
 */
export async function startStack({ dir, wordpress, scripts, plugins = [], sites: siteOptions, workers = 4 }) {
  const sites = [];
  for (const site of siteOptions) sites.push({ ...site, port: site.port ?? (await freePort()) });
  prepareFolder(dir, { wordpress, scripts, plugins });
  writeFileSync(join(dir, 'php-fpm.conf'), fpmConfig(dir, { workers }));
  writeFileSync(join(dir, 'nginx.conf'), nginxConfig(dir, sites));
  const stack = { dir, sites, processes: [] };
  const recordProcess = (id) => {
    stack.processes.unshift(id);
    writeFileSync(stateFile(dir), JSON.stringify(stack, null, 2));
  };
  await startDatabase(dir, recordProcess);
  for (const { name } of sites) sql(dir, `CREATE DATABASE ${name}`);
  recordProcess(
    startDaemon(dir, 'php-fpm', [fpmProgram(), '-F', '-y', `${dir}/php-fpm.conf`, ...phpSettings]),
  );
  recordProcess(
    startDaemon(dir, 'nginx', ['nginx', '-e', 'stderr', '-c', `${dir}/nginx.conf`, '-g', 'daemon off;']),
  );
  for (const site of sites) await waitFor(dir, 'nginx', () => isReady(site));
  return stack;
}

/** Returns the stack whose state file is in a folder. */
export function readStack(dir) {
  return JSON.parse(readFileSync(stateFile(dir), 'utf8'));
}

/**
 * Stops the servers of a stack and removes its folder. It never stops another process that meanwhile has the id of a
 * server.
 */
export async function stopStack(dir) {
  const stack = readStack(dir); // its `dir` is the one in the servers' command lines
  await stopAll(stack.processes.filter((id) => hasFolderInCommand(id, stack.dir)));
  rmSync(dir, { recursive: true, force: true });
}

/** Copies WordPress and adds our files. Leaves out the SQLite driver, which only the embedded WordPress needs. */
function prepareFolder(dir, { wordpress, scripts, plugins }) {
  const root = join(dir, 'wordpress');
  const content = join(root, 'wp-content');
  cpSync(wordpress, root, { recursive: true, dereference: true });
  rmSync(join(content, 'db.php'), { force: true });
  rmSync(join(content, 'mu-plugins'), { recursive: true, force: true });
  for (const file of ['wp-config.php', 'install.php', 'run.php']) cpSync(phpFiles + file, join(root, file));
  cpSync(scripts, join(dir, 'scripts'), { recursive: true });
  cpSync(`${phpFiles}offline.php`, join(content, 'mu-plugins', 'offline.php'));
  // The plugins stay in their folder, because they may load files next to them.
  for (const name of plugins) {
    writeFileSync(join(content, 'mu-plugins', name), `<?php require '${join(dir, 'scripts', name)}';\n`);
  }
  mkdirSync(join(content, 'uploads'), { recursive: true });
  for (const name of ['tmp', 'opcache']) mkdirSync(join(dir, name));
  changeOwner(dir);
}

async function isReady({ port }) {
  try {
    await fetch(`http://127.0.0.1:${port}/license.txt`);
    return true;
  } catch {
    return false;
  }
}

/** Returns the path of php-fpm. Its name contains its version: `php-fpm8.2`. */
function fpmProgram() {
  const name = readdirSync('/usr/sbin').find((file) => /^php-fpm[\d.]+$/.test(file));
  if (!name) throw new Error('There is no php-fpm in /usr/sbin: install the package php-fpm');
  return join('/usr/sbin', name);
}

function stateFile(dir) {
  return join(dir, 'stack.json');
}
