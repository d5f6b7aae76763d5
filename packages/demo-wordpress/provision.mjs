import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { locked } from './lock.mjs';
import { untar } from './untar.mjs';

/** The npm package that carries WordPress 7.1.1 and the SQLite driver 3.0.2, and its checksum. */
const source = 'wp-studio@1.22.0';
const sha512 = 'boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw==';

const wordpressFiles = 'package/dist/cli/wp-files/latest/wordpress/';
const driverFiles = 'package/dist/cli/wp-files/sqlite-database-integration/';
const driverFolder = 'wp-content/mu-plugins/sqlite-database-integration/';

/** Where what is fetched and made stays between starts: `PRESSQL_CACHE`, or the system's cache folder. */
export const cacheFolder = process.env.PRESSQL_CACHE || join(systemCache(), 'pressql');

/**
 * WordPress with its database driver, fetched and unpacked at the first call on a machine.
 *
 * @param {(text: string) => void} progress told what happens, in sentences
 * @returns {Promise<string>} the folder
 */
export async function provision(progress) {
  const folder = join(cacheFolder, source.replace('@', '-'));
  if (!existsSync(folder)) {
    await locked(`${folder}.lock`, {
      work: () => make(folder, progress),
      onWait: () => progress('Waiting for another start that is fetching WordPress …'),
    });
  }
  return folder;
}

async function make(folder, progress) {
  if (existsSync(folder)) return;
  const work = `${folder}.new`;
  // Of a process that was ended before it was done.
  rmSync(work, { recursive: true, force: true });
  try {
    progress('Fetching WordPress, 67 MB …');
    const tarball = process.env.PRESSQL_WP_STUDIO_TARBALL || (await download(work));
    const archive = readFileSync(tarball);
    if (createHash('sha512').update(archive).digest('base64') !== sha512) {
      throw new Error(
        `What came as ${source} isn't it: its checksum differs. Is there a proxy that changes files?`,
      );
    }
    progress('Unpacking WordPress …');
    const files = join(work, 'files');
    untar(gunzipSync(archive), files, placeOf);
    installDriver(files);
    renameSync(files, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(folder) {
  mkdirSync(folder, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  try {
    const args = ['pack', source, '--loglevel=error', '--fetch-retries=1'];
    const { stdout } = await promisify(execFile)(npm, args, {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    return join(folder, stdout.trim().split('\n').at(-1));
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error("WordPress can't be fetched: there is no npm on the PATH.");
    // npm's own words, without its stack.
    const words = (error.stderr ?? error.message)
      .split('\n')
      .filter((line) => !/^npm error\s+at /.test(line));
    throw new Error(
      [
        `WordPress can't be fetched: npm pack ${source} failed. Is the network there?`,
        ...words.slice(0, 4),
      ].join('\n'),
    );
  }
}

/** Where a file of the archive goes; null for what a server doesn't need. */
function placeOf(name) {
  if (name.startsWith(driverFiles)) return driverFolder + name.slice(driverFiles.length);
  if (!name.startsWith(wordpressFiles)) return null;
  const path = name.slice(wordpressFiles.length);
  if (path.startsWith('wp-content/plugins/') || path.endsWith('.map')) return null;
  if (/^wp-content\/themes\/(twentytwentyfour|twentytwentythree)\//.test(path)) return null;
  const isUnminified = /^wp-includes\/js\/dist\/.*(?<!\.min)\.js$/.test(path);
  return isUnminified ? null : path;
}

function installDriver(folder) {
  const template = readFileSync(join(folder, driverFolder, 'db.copy'), 'utf8');
  const code = template
    .replace("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", "__DIR__.'/mu-plugins/sqlite-database-integration'")
    .replaceAll('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php');
  writeFileSync(join(folder, 'wp-content', 'db.php'), code);
  // Our own files are mounted beside WordPress; these lead to them.
  writeFileSync(join(folder, 'wp-config.php'), "<?php require '/pressql-demo/wp-config.php';\n");
  writeFileSync(
    join(folder, 'wp-content', 'mu-plugins', 'pressql-demo.php'),
    "<?php /* Plugin Name: PressQL demo */ require '/pressql-demo/pressql-demo.php';\n",
  );
  for (const name of ['uploads', 'database'])
    mkdirSync(join(folder, 'wp-content', name), { recursive: true });
}

function systemCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'win32') return process.env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
