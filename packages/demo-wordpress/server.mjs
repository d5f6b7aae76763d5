import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from './engine.mjs';
import { provision } from './provision.mjs';
import { opcacheFolder, restore, snapshot, workingCopy } from './snapshot.mjs';

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

function end() {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

async function start() {
  const structure = structures[flags.permalinks];
  if (structure === undefined)
    throw new Error(`--permalinks must be ${Object.keys(structures).join(', ')}, not ${flags.permalinks}.`);
  // PHP blocks this process while it runs: with Node's own timers kept-alive connections are reset under load.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 0,
    keepAliveTimeout: 0,
    connectionsCheckingInterval: 2 ** 30,
  });
  await new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(Number(flags.port), '127.0.0.1', ready);
  });
  const url = `http://127.0.0.1:${server.address().port}`;
  const wordpress = await provision(progress);
  const seeded = await snapshot({ wordpress, url, progress });
  const data = workingCopy(seeded);
  temporary.push(data);
  const engine = await startEngine({ url, wordpress, opcache: opcacheFolder, data });
  await engine.php(`update_option('permalink_structure', ${JSON.stringify(structure)});`);
  // In a request of its own: types and taxonomies have rules only where there was a structure when they were registered.
  await engine.php('flush_rewrite_rules(false);');
  const pristine = mkdtempSync(join(tmpdir(), 'pressql-pristine-'));
  temporary.push(pristine);
  cpSync(data, pristine, { recursive: true });
  const reset = () => engine.exclusively(async () => restore(pristine, data));
  const isServed = (path) => structure.startsWith('/%') || isFile(path, { wordpress, data });
  server.on('request', (incoming, outgoing) => void answer({ engine, reset, isServed }, incoming, outgoing));
  const version = await engine.php('echo $GLOBALS["wp_version"];');
  const users = JSON.parse(readFileSync(join(seeded, 'users.json'), 'utf8'));
  tell({ type: 'ready', url, version, users });
}

/** Whether a server without rewriting has an answer: for files, and for what goes to `index.php`. */
function isFile(path, { wordpress, data }) {
  if (path === '/' || /^\/index\.php(\/|$)/.test(path)) return true;
  const upload = /^\/wp-content\/uploads(\/.+)$/.exec(path)?.[1];
  return existsSync(upload ? join(data, 'uploads', upload) : join(wordpress, path));
}

async function answer({ engine, reset, isServed }, incoming, outgoing) {
  try {
    const { method, url } = incoming;
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (flags.control && method === 'POST' && url.startsWith('/__control/')) {
      if (url === '/__control/reset') await reset();
      outgoing.end(url === '/__control/php' ? await engine.php(body.toString()) : '');
      return;
    }
    if (!isServed(decodeURIComponent(new URL(url, 'http://localhost').pathname))) {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found\n');
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    );
    const {
      httpStatusCode,
      headers: given,
      bytes,
    } = await engine.request({
      method,
      url,
      headers,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    outgoing.statusCode = httpStatusCode;
    for (const [name, value] of Object.entries(given)) {
      if (!/^(transfer-encoding|content-length|connection)$/i.test(name)) outgoing.setHeader(name, value);
    }
    outgoing.setHeader('content-length', bytes.length);
    outgoing.end(method === 'HEAD' ? undefined : Buffer.from(bytes));
  } catch (error) {
    outgoing.statusCode = 500;
    outgoing.end(String(error?.message ?? error));
  }
}

process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', end);
start().catch((error) => {
  tell({ type: 'failed', message: error.message, text: error.message });
  process.exitCode = 1;
  process.disconnect?.();
});
