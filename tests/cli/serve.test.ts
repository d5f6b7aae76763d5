import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { ask, endServices, freePort, pause, type Service, startService, statusAt } from './service.ts';

/*
 * The command as a service, in a process of its own.
 */
let site: TestSite;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site.close());

describe('a gateway whose WordPress is down', () => {
  afterEach(endServices);

  it('listens, says why it cannot answer, and serves the site as soon as it is up', async () => {
    const port = await freePort();
    const service = await startService(`http://127.0.0.1:${port}`);
    await service.printed('tries again in 1 s');
    expect(service.output()).toContain('refuses connections');
    expect(await statusAt(`${service.origin}/healthcheck`)).toBe(200);
    expect(await statusAt(`${service.origin}/readiness`)).toBe(503);
    const answer = await ask(service.origin, '{ __typename }');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
    expect(JSON.parse(answer.body)).toEqual({
      errors: [
        {
          message: 'WordPress cannot be reached, so the gateway cannot start yet. It tries again by itself.',
          extensions: { code: 'UPSTREAM_UNREACHABLE' },
        },
      ],
    });
    const proxy = proxyTo(site.url).listen(port, '127.0.0.1');
    try {
      await service.printed('Ctrl-C stops');
      expect(await statusAt(`${service.origin}/readiness`)).toBe(200);
      expect((await ask(service.origin, '{ __typename }')).body).toBe('{"data":{"__typename":"RootQuery"}}');
    } finally {
      proxy.close();
      proxy.closeAllConnections();
    }
  });

  it('waits for a server that fails, and for one in maintenance', async () => {
    let status = 502;
    const server = createServer((_request, response) => response.writeHead(status).end('<h1>Sorry</h1>'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const service = await startService(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await service.printed('tries again in 1 s');
    status = 503;
    await service.printed('tries again in 2 s');
    service.child.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    server.close();
  });

  it.each([
    ['there is no such host', 'http://nowhere.invalid', 'There is no host'],
    ['no WordPress is there', '', 'shows no sign of WordPress'],
  ])('does not wait if %s', async (_what, url, message) => {
    const server = createServer((_request, response) => response.end('<h1>Hello</h1>')).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const service = await startService(url || `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain(message);
    server.close();
  });
});

/** A server that passes requests on to a site, and keeps each answer for some milliseconds. It remembers answers to GET. */
function proxyTo(target: string, delay = 0): Server {
  const known = new Map<string, Promise<Answer>>();
  return createServer((incoming, response) => {
    const { method = 'GET', url = '/' } = incoming;
    const own = `http://${incoming.headers.host}`;
    const answer = known.get(`${method} ${url}`) ?? pass(method, url, { target, own });
    if (method === 'GET') known.set(`${method} ${url}`, answer);
    void answer.then(({ status, headers, body }) =>
      setTimeout(() => response.writeHead(status, headers).end(body), delay),
    );
  });
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Asks the site, and replaces its address in the answer with that of the proxy. */
async function pass(
  method: string,
  path: string,
  { target, own }: { target: string; own: string },
): Promise<Answer> {
  const response = await fetch(target + path, { method, redirect: 'manual' });
  const inJson = (address: string) => address.replaceAll('/', '\\/');
  const body = (await response.text()).replaceAll(target, own).replaceAll(inJson(target), inJson(own));
  const kept = ['content-type', 'x-wp-total', 'x-wp-totalpages', 'link', 'location'];
  const headers = kept.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value.replaceAll(target, own)]];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body };
}

describe('a gateway that gets SIGTERM', () => {
  afterEach(endServices);

  it('loses none of 500 requests in flight, nor those that clients send on open connections', async () => {
    const upstream = proxyTo(site.url, 200).listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const service = await startService(url, '--log', 'none', '--concurrency', '100');
    await service.printed('Ctrl-C stops');
    const agent = new Agent({ keepAlive: true, maxSockets: 500 });
    const query = (n: number) => `{ posts(first: 1, where: { search: "${n % 5}" }) { nodes { id } } }`;
    // The clients have used their connections before.
    await Promise.all(Array.from({ length: 500 }, () => ask(service.origin, '{ __typename }', agent)));
    const inFlight = Array.from({ length: 500 }, (_, n) => ask(service.origin, query(n), agent));
    await pause(300);
    service.child.kill('SIGTERM');
    const answers = await Promise.all(inFlight);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ body }) => !body.startsWith('{"data":'))).toEqual([]);
    agent.destroy();
    expect(await service.exited).toBe(0);
    upstream.close();
    upstream.closeAllConnections();
  });

  it('is no longer ready, and ends at once after a second signal', async () => {
    const slow = proxyTo(site.url, 1000).listen(0, '127.0.0.1');
    await once(slow, 'listening');
    const service = await startService(`http://127.0.0.1:${(slow.address() as AddressInfo).port}`);
    await service.printed('Ctrl-C stops');
    const lost = ask(service.origin, '{ posts { nodes { id } } }').catch(({ code }) => code);
    await pause(200);
    service.child.kill('SIGTERM');
    await service.printed('Stopping');
    expect(await statusAt(`${service.origin}/readyz`)).toBe(503);
    expect(await statusAt(`${service.origin}/livez`)).toBe(200);
    await pause(600);
    service.child.kill('SIGTERM');
    expect(await service.exited).toBe(143);
    expect(await lost).toBe('ECONNRESET');
    slow.close();
    slow.closeAllConnections();
  });
});

describe('a gateway that gets SIGHUP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pressql-reload-'));
  const config = join(folder, 'pressql.json');
  let service: Service;
  beforeAll(async () => {
    writeFileSync(config, JSON.stringify({ maxBatch: 10 }));
    service = await startService(site.url, '--config', config, '--log', 'none');
    await service.printed('Ctrl-C stops');
  });
  afterAll(async () => {
    await endServices();
    rmSync(folder, { recursive: true });
  });

  it('reads its configuration and the site again, and loses no request', async () => {
    writeFileSync(config, JSON.stringify({ maxBatch: 1, introspection: false }));
    let isReloaded = false;
    const reloading = service.printed(/again\. Other/).then(() => {
      isReloaded = true;
    });
    service.child.kill('SIGHUP');
    const statuses = new Set<number>();
    while (!isReloaded)
      statuses.add((await ask(service.origin, '{ posts(first: 1) { nodes { id } } }')).status);
    await reloading;
    expect(statuses).toEqual(new Set([200]));
    expect((await ask(service.origin, '{ __schema { queryType { name } } }')).body).toContain('disabled');
  });

  it('goes on as before if the configuration is wrong', async () => {
    writeFileSync(config, '{ "maxBatch": "many" }');
    service.child.kill('SIGHUP');
    await service.printed('goes on as before');
    await service.printed(`maxBatch in ${config}`);
    expect((await ask(service.origin, '{ __typename }')).status).toBe(200);
  });
});
