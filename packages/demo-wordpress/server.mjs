// The demo WordPress as a process: flags in, messages to the parent out, HTTP on loopback.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from './engine.mjs';
import { listen, servesFiles } from './http.mjs';
import { provision } from './provision.mjs';
import { opcacheFolder, seededUrl, snapshot, workingCopy } from './snapshot.mjs';

/** Structures of permalinks; all but the first are for servers that don't rewrite addresses. */
const structures = {
  pretty: '/%year%/%monthnum%/%postname%/',
  'index.php': '/index.php/%year%/%monthnum%/%day%/%postname%/%category%/',
  plain: '',
};

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    permalinks: { type: 'string', default: 'pretty' },
    control: { type: 'boolean', default: false },
  },
});

const tell = (message) =>
  process.send ? process.send(message) : console.log(message.text ?? JSON.stringify(message));
const progress = (text) => tell({ type: 'progress', text });

/** Folders to be removed at the end. */
const temporary = [];

function end(code) {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

async function start() {
  const structure = structures[flags.permalinks];
  if (structure === undefined)
    throw new Error(`--permalinks must be ${Object.keys(structures).join(', ')}, not ${flags.permalinks}.`);
  const { url, serve } = await listen(Number(flags.port));
  const wordpress = await provision(progress);
  const seeded = await snapshot({ wordpress, progress });
  const data = workingCopy(seeded);
  temporary.push(data);
  const engine = await startEngine({ url, wordpress, opcache: opcacheFolder, data });
  const version = await settle(engine, { url, structure });
  serve({
    engine,
    isServed: flags.permalinks === 'pretty' ? () => true : servesFiles({ wordpress, data }),
    reset: flags.control ? resetter(engine, data) : null,
  });
  const users = JSON.parse(readFileSync(join(seeded, 'users.json'), 'utf8'));
  tell({ type: 'ready', url, version, users });
}

/** Makes the site the one at this address, with these permalinks; WordPress' version. */
async function settle(engine, { url, structure }) {
  await engine.php(`
    global $wpdb;
    foreach (['post_content', 'guid'] as $column) {
      $wpdb->query("UPDATE $wpdb->posts SET $column = REPLACE($column, '${seededUrl}', '${url}')");
    }
    update_option('permalink_structure', '${structure}');`);
  // In a request of its own: types and taxonomies have rules only where there was a structure when they were registered.
  return engine.php('flush_rewrite_rules(false); echo $GLOBALS["wp_version"];');
}

/** Keeps a copy of the site as it is now, to go back to. */
function resetter(engine, data) {
  const pristine = mkdtempSync(join(tmpdir(), 'pressql-pristine-'));
  temporary.push(pristine);
  cpSync(data, pristine, { recursive: true });
  return () => engine.restore(pristine);
}

for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.on(event, () => end(0));
start().catch((error) => {
  const done = () => end(1);
  if (process.send) process.send({ type: 'failed', message: error.message }, done);
  else {
    console.error(error.message);
    done();
  }
});
