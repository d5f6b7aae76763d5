import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getPHPLoaderModule, jspi } from '@php-wasm/node-8-3';
import { loadPHPRuntime, PHP, PHPRequestHandler, setPhpIniEntries } from '@php-wasm/universal';

/** Requests after which PHP starts anew: its memory grows by some 0.13 MB with each. */
const requestsPerRuntime = 3000;

/** Where the files of `php/` are inside. */
const ownFolder = '/pressql-demo';

/** Where code from outside is put to be run; its compiled form isn't kept. */
const scratch = '/tmp/pressql-run-';
const uncompiled = '/tmp/pressql-uncompiled';

/** What a site is made of beside its code. */
const dataFolders = ['database', 'uploads'];

const settings = {
  memory_limit: '256M',
  display_errors: '0',
  html_errors: '0',
  // Compiled code in memory, and on disk for the next start; without this a request takes a second.
  'opcache.file_cache_only': '0',
  'opcache.file_cache': '/opcache',
  'opcache.file_cache_consistency_checks': '1',
  'opcache.validate_timestamps': '0',
  'opcache.file_update_protection': '0',
  'opcache.max_accelerated_files': '10000',
  'opcache.memory_consumption': '96',
  'opcache.blacklist_filename': uncompiled,
};

/**
 * @typedef {object} Engine
 * @property {(request: object) => Promise<{ httpStatusCode: number, headers: Record<string, string[]>, bytes: Uint8Array }>} request
 * @property {(code: string) => Promise<string>} php runs code inside of WordPress, as the administrator
 * @property {(file: string) => Promise<string>} script runs a file of `php/`
 * @property {(from: string) => Promise<void>} restore puts the database and uploads of another folder in the place of its own
 */

/**
 * PHP with WordPress in this process: one request at a time, since there is one PHP and one database file.
 *
 * @param {{ url: string, wordpress: string, opcache: string, data: string }} folders `data` holds the database and uploads
 * @returns {Promise<Engine>}
 */
export async function startEngine({ url, wordpress, opcache, data }) {
  for (const name of dataFolders) mkdirSync(join(data, name), { recursive: true });
  mkdirSync(opcache, { recursive: true });
  const php = new PHP(await newRuntime());
  // Under no name that opcache knows, it stays off.
  await php.setSapiName('cli');
  const mounts = {
    '/wordpress': wordpress,
    '/wordpress/wp-content/database': join(data, 'database'),
    '/wordpress/wp-content/uploads': join(data, 'uploads'),
    '/opcache': opcache,
    [ownFolder]: fileURLToPath(new URL('./php', import.meta.url)),
  };
  for (const [inside, outside] of Object.entries(mounts)) await mount(php, inside, outside);
  php.writeFile(uncompiled, `${scratch}*\n`);
  await setPhpIniEntries(php, settings);
  php.enableRuntimeRotation({ recreateRuntime: newRuntime, maxRequests: requestsPerRuntime });
  const handler = new PHPRequestHandler({
    php,
    documentRoot: '/wordpress',
    absoluteUrl: url,
    cookieStore: false,
    getFileNotFoundAction: () => ({ type: 'internal-redirect', uri: '/index.php' }),
  });
  let last = Promise.resolve();
  const inTurn = (work) => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
  const run = (scriptPath) =>
    inTurn(async () => {
      try {
        const answer = await php.run({
          scriptPath,
          env: { PRESSQL_WP_ROOT: '/wordpress' },
          $_SERVER: { HTTP_HOST: new URL(url).host, REQUEST_METHOD: 'GET', SERVER_PROTOCOL: 'HTTP/1.1' },
        });
        return answer.text;
      } catch (error) {
        throw new Error(wordsOf(error));
      }
    });
  return {
    request: (request) => inTurn(() => handler.request(request)),
    script: (file) => run(`${ownFolder}/${file}`),
    php: async (code) => {
      // A file of its own each time: opcache never looks again at one it knows.
      const path = `${scratch}${randomUUID()}.php`;
      php.writeFile(path, `<?php require '${ownFolder}/as-admin.php';\n${code}`);
      return run(path).finally(() => php.unlink(path));
    },
    restore: (from) =>
      inTurn(async () => {
        for (const name of dataFolders) {
          // Few tests touch the uploads, a hundred files.
          if (name === 'uploads' && listing(join(from, name)) === listing(join(data, name))) continue;
          empty(php, `/wordpress/wp-content/${name}`);
          cpSync(join(from, name), join(data, name), { recursive: true });
        }
      }),
  };
}

/** Of a failure PHP's own words count, not the page that WordPress shows of it. */
function wordsOf({ message }) {
  return /PHP [\s\S]*/.exec(message.split('=== Stderr ===').at(-1))?.[0].trim() ?? message;
}

async function newRuntime() {
  return loadPHPRuntime(await getPHPLoaderModule(), {
    phpWasmAsyncMode: (await jspi()) ? 'jspi' : 'asyncify',
    processId: process.pid & 0x7fff,
    quit: (_code, error) => {
      throw error;
    },
  });
}

/** Empties a folder by PHP's own file system: it would go on believing in what vanished behind its back. */
function empty(php, folder) {
  for (const path of php.listFiles(folder, { prependPath: true })) {
    if (php.isDir(path)) php.rmdir(path, { recursive: true });
    else php.unlink(path);
  }
}

/** The files of a folder with their sizes. */
function listing(folder) {
  const paths = readdirSync(folder, { recursive: true });
  return JSON.stringify(paths.sort().map((path) => [path, statSync(join(folder, path)).size]));
}

async function mount(php, inside, outside) {
  if (!php.fileExists(inside)) php.mkdir(inside);
  await php.mount(inside, (_php, FS, at) => {
    FS.mount(FS.filesystems.NODEFS, { root: outside }, at);
    return () => FS.unmount(at);
  });
}
