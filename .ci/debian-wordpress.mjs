// node .ci/debian-wordpress.mjs start <folder> [WordPress' files], stop <folder>, reset <folder> <site>: a WordPress,
// usually Debian's, on Debian's servers, with the demo content and in three permalink styles. `start` writes
// <folder>/<site>.json for each style. Tests read the file in PRESSQL_TEST_SITE, and use its style unless they ask for
// another one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStack, startStack, stopStack } from '../tools/stack/stack.mjs';
import {
  copySite,
  installSite,
  phpCommand,
  resetSite,
  runPhp,
  runScript,
  saveSite,
  saveUploads,
} from '../tools/stack/wordpress.mjs';

/** nginx rewrites addresses of the first site only. The other sites need addresses of a PHP file. */
const sites = [
  { name: 'pretty', style: 'pretty', restPath: '/wp-json/', permalinks: '/%postname%/', rewrites: true },
  {
    name: 'indexed',
    style: 'index.php',
    restPath: '/index.php/wp-json/',
    permalinks: '/index.php/%year%/%monthnum%/%day%/%postname%/%category%/',
    rewrites: false,
  },
  { name: 'plain', style: 'plain', restPath: '/?rest_route=/', permalinks: '', rewrites: false },
];

const commands = { start, stop: stopStack, reset };
const [command, dir, argument] = process.argv.slice(2);
if (!commands[command] || !dir)
  throw new Error('Two arguments are needed: start, stop or reset, and a folder');
await commands[command](dir, argument);

async function start(folder, wordpress = '/usr/share/wordpress') {
  const stack = await startStack({
    dir: folder,
    wordpress,
    scripts: fileURLToPath(new URL('../packages/demo-wordpress/php', import.meta.url)),
    plugins: ['pressql-demo.php'],
    sites,
  });
  const [first, ...others] = stack.sites;
  installSite(stack, first);
  runScript(stack, first, 'seed.php');
  const users = JSON.parse(runScript(stack, first, 'users.php'));
  for (const other of others) copySite(stack, first, other);
  saveUploads(stack);
  for (const site of stack.sites) saveSite(stack, site);
  const external = {
    version: runPhp(stack, first, 'echo $wp_version;'),
    users,
    sites: Object.fromEntries(stack.sites.map((site) => [site.style, describe(stack, site)])),
  };
  for (const { name, style } of stack.sites) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...external, permalinks: style }, null, 2));
  }
}

function reset(folder, name) {
  const stack = readStack(folder);
  resetSite(
    stack,
    stack.sites.find((site) => site.name === name),
  );
}

/** Returns the description of a site for tests. */
function describe(stack, site) {
  const url = `http://127.0.0.1:${site.port}`;
  return {
    url,
    restRoot: url + site.restPath,
    phpCommand: phpCommand(stack, site),
    resetCommand: [process.execPath, fileURLToPath(import.meta.url), 'reset', stack.dir, site.name],
  };
}
