// npm run examples: copies each example to an empty folder, installs PressQL there as npm would publish it, builds and starts
// the example over the demo WordPress, and uses it in Chromium as readers and editors do.
// Arguments: names of examples; without one, all are checked.
// Flags: --lighthouse measures the article page, --screenshot writes screenshot.png of the example.
// Runs the browser in $CHROMIUM, by default /usr/bin/chromium.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startDemoWordPress } from '../dist/demo/wordpress.js';
import { checkAstro } from './checks/astro.mjs';
import { startBrowser } from './checks/browser.mjs';
import { checkLiveComments } from './checks/live-comments.mjs';
import { checkNext } from './checks/next.mjs';
import { newerNode } from './checks/node.mjs';
import { checkNuxt } from './checks/nuxt.mjs';
import { freePort, npm, npmPack, run, start, stopAll, waitFor } from './checks/processes.mjs';
import { checkSvelteKit } from './checks/sveltekit.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const checks = {
  next: checkNext,
  'live-comments': checkLiveComments,
  astro: checkAstro,
  sveltekit: checkSvelteKit,
  nuxt: checkNuxt,
};
/** Packages of this repository that examples use, with their folders. */
const ours = { pressql: '.', 'pressql-astro': 'packages/astro-loader' };

const { values: flags, positionals } = parseArgs({
  options: { lighthouse: { type: 'boolean' }, screenshot: { type: 'boolean' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(checks);
const unknown = names.filter((name) => !checks[name]);
if (unknown.length > 0)
  throw new Error(`There is no example ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`);

const folder = mkdtempSync(join(tmpdir(), 'pressql-examples-'));
const tarballs = Object.fromEntries(
  Object.entries(ours).map(([name, path]) => [name, `file:${join(folder, pack(join(root, path)))}`]),
);
const newer = await newerNode(folder);
const browser = await startBrowser();
try {
  for (const name of names) {
    await check(name);
    console.log(`examples/${name} passed`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Checks one example, over a WordPress of its own. */
async function check(name) {
  const site = await startDemoWordPress({ control: true, onProgress: console.log });
  try {
    const app = copyOf(name);
    await run(npm, ['install', '--no-audit', '--no-fund'], { cwd: app, env: newer.env });
    await checks[name]({
      app,
      site: { ...site, php: (code) => php(site, code) },
      browser,
      flags,
      newer,
      startGateway: (port, env, args) => startGateway({ app, site, port }, env, args),
      freePort,
      save: (file) => join(root, 'examples', name, file),
    });
  } finally {
    await stopAll();
    await site.close();
  }
}

/** Serves the site with the example's own config. */
async function startGateway({ app, site, port }, env = {}, args = []) {
  const bin = join(app, 'node_modules', 'pressql', 'dist', 'cli', 'main.js');
  const { username, applicationPassword } = site.users.admin;
  const credential = {
    PRESSQL_SERVICE_CREDENTIAL: `${username}:${applicationPassword}`,
    PRESSQL_GRANTS: 'menus,settings',
    // The embedded WordPress answers one request at a time, and a build asks for much.
    PRESSQL_TIMEOUT: '60000',
    PRESSQL_DEADLINE: '120000',
  };
  const gateway = start(process.execPath, [bin, site.url, '--port', String(port), ...args], {
    cwd: app,
    env: { ...credential, ...env },
  });
  await waitFor(
    `the gateway at port ${port}`,
    async () => (await fetch(`http://localhost:${port}/readyz`)).ok,
  );
  return gateway;
}

/** Packs the package in a folder. Returns the name of the file. */
function pack(path) {
  const [{ filename }] = JSON.parse(
    npmPack(['--json', '--ignore-scripts', '--pack-destination', folder], path),
  );
  return filename;
}

/** Copies an example, without what is installed and built in it. Returns the folder of the copy. */
function copyOf(name) {
  const copy = join(folder, name);
  const isSource = (path) =>
    !/[\\/](node_modules|\.next|\.astro|\.nuxt|\.output|\.svelte-kit|build|dist|gql|schema\.graphql|\.env)$/.test(
      path,
    );
  cpSync(join(root, 'examples', name), copy, { recursive: true, filter: isSource });
  const file = join(copy, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const dependencies of [manifest.dependencies, manifest.devDependencies])
    for (const [name, tarball] of Object.entries(tarballs))
      if (dependencies?.[name]) dependencies[name] = tarball;
  writeFileSync(file, JSON.stringify(manifest));
  return copy;
}

/** Runs PHP in WordPress as the administrator, behind the gateway's back. Returns its output. */
async function php({ url }, code) {
  const response = await fetch(`${url}/__control/php`, { method: 'POST', body: code });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text.trim();
}
