import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** Headers that Node writes itself. */
const ownHeaders = /^(transfer-encoding|content-length|connection)$/i;

/**
 * @typedef {object} Site
 * @property {import('./engine.mjs').Engine} engine
 * @property {(path: string) => boolean} isServed whether the web server has something at a path
 * @property {(() => Promise<void>) | null} reset puts the demo content back; null where tests have no say
 */

/**
 * A server on loopback that answers nothing yet.
 *
 * @param {number} port 0 for any free one
 * @returns {Promise<{ url: string, serve: (site: Site) => void }>}
 */
export async function listen(port) {
  // PHP blocks this process while it runs: with Node's own timers kept-alive connections are reset under load.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 0,
    keepAliveTimeout: 0,
    connectionsCheckingInterval: 2 ** 30,
  });
  await new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    serve: (site) => {
      server.on('request', (incoming, outgoing) => {
        answer(site, incoming, outgoing).catch((error) => {
          if (!outgoing.headersSent) outgoing.statusCode = 500;
          outgoing.end(String(error?.message ?? error));
        });
      });
    },
  };
}

/**
 * What a server without rewriting serves: files, and what goes to `index.php`.
 *
 * @param {{ wordpress: string, data: string }} folders
 * @returns {(path: string) => boolean}
 */
export function servesFiles({ wordpress, data }) {
  const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  return (path) => {
    if (/^\/(index\.php(\/.*)?)?$/.test(path)) return true;
    const upload = /^\/wp-content\/uploads\/(.+)$/.exec(path)?.[1];
    const file = upload ? join(data, 'uploads', upload) : join(wordpress, path);
    return isFile(file) || isFile(join(file, 'index.php'));
  };
}

async function answer(site, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const path = pathOf(incoming.url);
  if (site.reset && isControl(incoming)) {
    outgoing.end(await control(site, incoming.url, body.toString()));
  } else if (path === null || !site.isServed(path)) {
    const [status, words] = path === null ? [400, 'Bad Request'] : [404, 'Not Found'];
    outgoing.writeHead(status, { 'content-type': 'text/plain' }).end(`${words}\n`);
  } else {
    await forward(site.engine, incoming, body, outgoing);
  }
}

/** Browsers name the page that sends a request: none may run PHP here. */
function isControl({ method, url, headers }) {
  return method === 'POST' && url.startsWith('/__control/') && headers.origin === undefined;
}

async function control({ engine, reset }, url, body) {
  switch (url) {
    case '/__control/reset':
      await reset();
      return '';
    case '/__control/php':
      return engine.php(body);
    default:
      throw new Error(`There is no ${url}: POST to /__control/reset or /__control/php.`);
  }
}

async function forward(engine, { method, url, headers }, body, outgoing) {
  const given = await engine.request({
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  outgoing.statusCode = given.httpStatusCode;
  // A list for each name: WordPress sends several `Link` headers.
  for (const [name, values] of Object.entries(given.headers)) {
    if (!ownHeaders.test(name)) outgoing.setHeader(name, values);
  }
  outgoing.setHeader('content-length', given.bytes.length);
  outgoing.end(method === 'HEAD' ? undefined : Buffer.from(given.bytes));
}

/** The path with its escapes read, as servers look for files; null where they can't be read. */
function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
}
