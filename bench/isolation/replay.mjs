// A proxy in front of a WordPress that repeats its answers, so that 100,000 requests are a matter of minutes.
import { createServer } from 'node:http';

/** Headers by which WordPress tells its clients apart. */
const personal = ['authorization', 'cookie', 'x-wp-nonce'];

/**
 * Starts the proxy. It remembers what WordPress answered to each combination of method, address and credentials, until
 * somebody writes. Returns its address, and functions that forget the answers and close it.
 */
export async function startReplay(target) {
  let answers = new Map();
  const forget = () => {
    answers = new Map();
  };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { method, url, headers } = request;
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method);
    const key = JSON.stringify([method, url, personal.map((name) => headers[name])]);
    const current = answers;
    const asked = (isRead && current.get(key)) || ask({ method, url, headers, body: Buffer.concat(parts) });
    if (isRead) current.set(key, asked);
    try {
      const { status, headers: own, body } = await asked;
      if (!isRead) forget();
      response.writeHead(status, own).end(body);
    } catch {
      current.delete(key);
      response.destroy();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${server.address().port}`;

  async function ask({ method, url, headers, body }) {
    const { host: _host, connection: _connection, 'content-length': _length, ...others } = headers;
    const answer = await fetch(target + url, {
      method,
      headers: { ...others, 'accept-encoding': 'identity' },
      redirect: 'manual',
      ...(body.length > 0 ? { body } : {}),
    });
    const text = await answer.text();
    const kept = [...answer.headers].filter(
      ([name]) => !['content-length', 'transfer-encoding', 'connection', 'content-encoding'].includes(name),
    );
    return {
      status: answer.status,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, value.replaceAll(target, own)])),
      body: text.replaceAll(target, own).replaceAll(inJson(target), inJson(own)),
    };
  }
  return { url: own, forget, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Returns an address as PHP writes it in JSON. */
function inJson(address) {
  return address.replaceAll('/', '\\/');
}
