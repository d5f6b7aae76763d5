import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../cache/redis/redis-server.ts';
import { pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { endServices, freePort, pause, type Service, startService } from './service.ts';

/*
 * Several processes that serve one site at one port.
 */
let site: TestSite;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site.close());
afterEach(endServices);

/** Sends a query over a connection of its own, so that any process may get it. */
function send({ origin }: Service, query: string, headers: Record<string, string>) {
  return fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
    body: JSON.stringify({ query }),
  });
}

/** Sends a query over a connection of its own. Returns its data. */
async function ask(service: Service, query: string, headers: Record<string, string> = {}) {
  const response = await send(service, query, headers);
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Returns the numbers of the processes that have answered an operation. */
function answering(service: Service): Set<number> {
  const lines = service.output().matchAll(/^\{.*"worker":(\d+).*"msg":"operation".*$/gm);
  return new Set([...lines].map(([, worker]) => Number(worker)));
}

/** Returns the ids of the processes that a process has started. */
function childrenOf(id: number): number[] {
  const text = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

const isRunning = (id: number) => {
  try {
    return !readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

it('needs Redis, and says so', async () => {
  const service = await startService(site.url, '--fork', '2');
  expect(await service.exited).toBe(2);
  expect(service.output()).toContain('2 processes need the cache and Redis');
});

describe.skipIf(!hasRedis || process.platform !== 'linux')('a gateway of two processes', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
    vi.stubEnv('PRESSQL_REDIS', redis.url);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await redis.close();
  });

  /** Starts a gateway of two processes, and waits until it is ready. */
  async function startBoth(...flags: readonly string[]) {
    const service = await startService(site.url, ...['--fork', '2', '--log', 'json', ...flags]);
    const isReady = () =>
      fetch(`${service.origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isReady())) {
      expect(service.child.exitCode).toBeNull();
      await pause(20);
    }
    return service;
  }

  it('is ready when both answer, shows a mutation in both at once, and replaces one that is killed', async () => {
    const metricsPort = await freePort();
    const service = await startBoth('--metrics-port', String(metricsPort));
    expect(service.output()).toContain('All 2 processes serve the site.');
    const titles = '{ posts(first: 3) { nodes { title } } }';
    for (let time = 0; time < 6; time++) await ask(service, titles);
    expect([...answering(service)].sort()).toEqual([1, 2]);
    const authorization = `Basic ${Buffer.from(pairOf(site, 'editor')).toString('base64')}`;
    const create = 'mutation { createPost(input: { title: "Of two", status: PUBLISH }) { post { title } } }';
    await ask(service, create, { authorization });
    for (let time = 0; time < 8; time++)
      expect(await ask(service, titles)).toMatchObject({
        posts: { nodes: [{ title: 'Of two' }, {}, {}] },
      });
    const metrics = await (await fetch(`http://localhost:${metricsPort}/metrics`)).text();
    const counts = metrics.matchAll(/^pressql_operation_duration_seconds_count\{.*\} (\d+)$/gm);
    expect([...counts].reduce((sum, [, count]) => sum + Number(count), 0)).toBe(6 + 1 + 8);

    const primary = service.child.pid ?? 0;
    const [victim = 0] = childrenOf(primary);
    process.kill(victim, 'SIGKILL');
    await service.printed(/Worker \d ended by SIGKILL\. Another one starts in 1 s\./);
    for (let time = 0; time < 4; time++) await ask(service, titles);
    expect((await fetch(`${service.origin}/readyz`)).status).toBe(200);
    while (childrenOf(primary).length < 2) await pause(50);
    const workers = childrenOf(primary);
    expect(workers).not.toContain(victim);
    service.child.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(workers.filter(isRunning)).toEqual([]);
    expect(service.output().match(/Stopping\./g)).toHaveLength(1);
  }, 120_000);

  it('counts the requests of a client at both, keeps its port, and ends at once after a second signal', async () => {
    const service = await startBoth('--rate-reads', '4');
    const answers = [];
    for (let time = 0; time < 8; time++)
      answers.push(await send(service, '{ generalSettings { title } }', {}));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429, 429, 429]);

    const { port } = new URL(service.origin);
    const second = await startService(site.url, '--fork', '2', '--port', port);
    expect(await second.exited).toBe(1);
    expect(second.output().match(/Port \d+ is in use\..*/g)).toHaveLength(1);
    expect(second.output()).not.toContain('Worker');

    const workers = childrenOf(service.child.pid ?? 0);
    // A client that does not send its body holds the gateway up.
    const connection = connect(Number(port), 'localhost').on('error', () => undefined);
    const head = ['POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
    connection.write(`${[...head, 'Content-Length: 9'].join('\r\n')}\r\n\r\n{`);
    await pause(200);
    service.child.kill('SIGTERM');
    await service.printed('Stopping.');
    await pause(600);
    expect(workers.filter(isRunning)).toHaveLength(1);
    service.child.kill('SIGTERM');
    expect(await service.exited).toBe(143);
    while (workers.some(isRunning)) await pause(20);
    connection.destroy();
  }, 120_000);

  it('leaves no process behind when the primary process is killed', async () => {
    const service = await startBoth();
    const workers = childrenOf(service.child.pid ?? 0);
    expect(workers).toHaveLength(2);
    service.child.kill('SIGKILL');
    await service.exited;
    while (workers.some(isRunning)) await pause(20);
  }, 120_000);

  it('ends at once if there is no WordPress at the address, and one process says so', async () => {
    const server = createServer((_request, response) => response.end('<h1>Hello</h1>')).listen(0);
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const service = await startService(url, '--fork', '2');
    expect(await service.exited).toBe(1);
    server.close();
    expect(service.output()).toContain('Worker 1 ended with code 1 before it served the site.');
    expect(service.output()).not.toContain('Worker 2');
  }, 120_000);
});
