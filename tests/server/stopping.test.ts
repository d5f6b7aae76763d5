import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, type Listener, listen } from '../../src/server/node.ts';

const place = { port: 0, host: '127.0.0.1' };
const patient = { grace: 10_000, closesIdle: false };

let listener: Listener;
afterEach(() => listener.close({ grace: 0, closesIdle: true }));

/** A handler that answers when `release` is called, and counts its requests. */
function heldHandler() {
  const waiting: (() => void)[] = [];
  let isHeld = true;
  let began = 0;
  const handler: Handler = async ({ url }) => {
    began++;
    if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
    return new Response(new URL(url).pathname);
  };
  return {
    handler,
    began: () => began,
    release: () => {
      isHeld = false;
      for (const resolve of waiting) resolve();
    },
  };
}

interface Got {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

const get = (path: string, agent?: Agent) =>
  new Promise<Got>((resolve, reject) => {
    request(listener.origin + path, agent ? { agent } : {}, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ body, headers: response.headers }));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((done) => setTimeout(done, 10));
};

describe('a server that stops', () => {
  it('answers 500 requests in flight, and tells each client that the connection closes', async () => {
    const { handler, began, release } = heldHandler();
    listener = await listen(handler, place);
    const agent = new Agent({ keepAlive: true });
    const asked = Array.from({ length: 500 }, (_, n) => get(`/${n}`, agent));
    await until(() => began() === 500);
    const closed = listener.close(patient);
    release();
    const answers = await Promise.all(asked);
    await closed;
    agent.destroy();
    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 500 }, (_, n) => `/${n}`));
    expect(new Set(answers.map(({ headers }) => headers.connection))).toEqual(new Set(['close']));
  });

  it('answers requests that clients send on kept-alive connections while it stops', async () => {
    const { handler, release } = heldHandler();
    release();
    listener = await listen(handler, place);
    const agents = Array.from({ length: 50 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    // Each client has an open connection when the server begins to stop, and uses it at another time.
    await Promise.all(agents.map((agent) => get('/first', agent)));
    const closed = listener.close(patient);
    const late = await Promise.all(
      agents.map(async (agent, n) => {
        await new Promise((done) => setTimeout(done, n * 20));
        return get('/late', agent);
      }),
    );
    await closed;
    expect(late.map(({ body, headers }) => [body, headers.connection])).toEqual(
      agents.map(() => ['/late', 'close']),
    );
    for (const agent of agents) agent.destroy();
  });

  it('answers all requests that a client has sent on one connection without waiting for answers', async () => {
    const { handler, began, release } = heldHandler();
    listener = await listen(handler, place);
    const { port, hostname } = new URL(listener.origin);
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    const ended = new Promise((done) => socket.once('close', done));
    socket.write(['/a', '/b', '/c'].map((path) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`).join(''));
    await until(() => began() === 3);
    const closed = listener.close(patient);
    release();
    await Promise.all([closed, ended]);
    expect(received.match(/HTTP\/1.1 200/g)).toHaveLength(3);
    expect(received.match(/connection: close/gi)).toHaveLength(1);
    expect(received).toMatch(/\/a[\s\S]*\/b[\s\S]*connection: close[\s\S]*\/c/i);
  });

  it('accepts new connections until load balancers know, and then refuses them', async () => {
    const { handler, release } = heldHandler();
    listener = await listen(handler, place);
    const held = get('/held');
    await new Promise((done) => setTimeout(done, 50));
    const closed = listener.close(patient);
    const during = get('/during');
    await new Promise((done) => setTimeout(done, 200));
    release();
    expect([(await held).body, (await during).body]).toEqual(['/held', '/during']);
    await closed;
    await expect(get('/after')).rejects.toThrow('ECONNREFUSED');
  });

  it('ends requests that take longer than the grace', async () => {
    const { handler, began } = heldHandler();
    listener = await listen(handler, place);
    const outcome = get('/slow').catch(({ code }) => code);
    await until(() => began() === 1);
    await listener.close({ grace: 300, closesIdle: false });
    expect(await outcome).toBe('ECONNRESET');
  });

  it('does not wait for idle connections if a person stops it', async () => {
    const { handler, release } = heldHandler();
    release();
    listener = await listen(handler, place);
    const agent = new Agent({ keepAlive: true });
    await get('/', agent);
    const idle = new Promise((done) => Object.values(agent.freeSockets)[0]?.[0]?.once('close', done));
    await listener.close({ grace: 10_000, closesIdle: true });
    await idle;
  });
});
