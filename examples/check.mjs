// npm run examples: copies each example to an empty folder, installs PressQL there as npm would publish it, builds and starts
// the example over the demo WordPress, and uses it in Chromium as readers and editors do.
// Flags: --lighthouse measures the article page, --screenshot writes screenshot.png of the example.
// Runs the browser in $CHROMIUM, by default /usr/bin/chromium.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startDemoWordPress } from '../dist/demo/wordpress.js';
import { startBrowser } from './checks/browser.mjs';
import { checkNext } from './checks/next.mjs';
import { freePort, npm, npmPack, run, start, stopAll, waitFor } from './checks/processes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: { lighthouse: { type: 'boolean' }, screenshot: { type: 'boolean' } },
});
const folder = mkdtempSync(join(tmpdir(), 'pressql-examples-'));
const site = await startDemoWordPress({ control: true, onProgress: console.log });
const browser = await startBrowser();

try {
  const app = copyOf('next');
  await run(npm, ['install', '--no-audit', '--no-fund'], { cwd: app });
  await checkNext({
    app,
    site: { ...site, php },
    browser,
    flags,
    /** Serves the site with the example's own config. */
    startGateway: async (port, env, args = []) => {
      const bin = join(app, 'node_modules', 'pressql', 'dist', 'cli', 'main.js');
      const { username, applicationPassword } = site.users.admin;
      const credential = {
        PRESSQL_SERVICE_CREDENTIAL: `${username}:${applicationPassword}`,
        PRESSQL_GRANTS: 'menus,settings',
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
    },
    freePort,
    save: (name) => join(root, 'examples', 'next', name),
  });
  console.log('examples/next passed');
} finally {
  await browser.close();
  await stopAll();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Copies an example, without what is installed and built in it. Returns the folder of the copy. */
function copyOf(name) {
  const [{ filename }] = JSON.parse(
    npmPack(['--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  const copy = join(folder, name);
  const isSource = (path) => !/[\\/](node_modules|\.next|gql|\.env)$/.test(path);
  cpSync(join(root, 'examples', name), copy, { recursive: true, filter: isSource });
  const manifest = join(copy, 'package.json');
  const text = readFileSync(manifest, 'utf8').replace('file:../..', `file:${join(folder, filename)}`);
  writeFileSync(manifest, text);
  return copy;
}

/** Runs PHP in WordPress as the administrator, behind the gateway's back. Returns its output. */
async function php(code) {
  const response = await fetch(`${site.url}/__control/php`, { method: 'POST', body: code });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text.trim();
}
