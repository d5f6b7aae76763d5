import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { endServices, freePort, pause, root, type Service, startService } from './service.ts';

/*
 * The command as a service, in a process of its own.
 */
let site: TestSite;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site.close());

interface Got {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** Sends a query over a connection of the agent. */
const ask = (origin: string, query: string, agent?: Agent) =>
  new Promise<Got>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    request(`${origin}/graphql`, { method: 'POST', headers, ...(agent ? { agent } : {}) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
      );
      response.on('error', reject);
    })
      .on('error', reject)
      .end(JSON.stringify({ query }));
  });

const statusAt = async (url: string) => (await fetch(url)).status;

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

describe('the log', () => {
  let service: Service;
  beforeAll(async () => {
    const risks = ['--production', '--graphiql', 'true', '--rate-logins', '0'];
    service = await startService(site.url, '--log', 'json', ...risks);
    await service.printed('PressQL serves');
  });
  afterAll(endServices);

  it('has one line of JSON for each operation', async () => {
    const query = 'query Named { posts(first: 1, where: { search: "secret" }) { nodes { id } } }';
    const { headers } = await ask(service.origin, query);
    await service.printed('Named');
    const lines = service
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines.at(-1)).toEqual({
      level: 'info',
      time: expect.any(String),
      msg: 'operation',
      requestId: headers['x-request-id'],
      kind: 'query',
      name: 'Named',
      status: 200,
      ms: expect.any(Number),
      requests: expect.any(Number),
      hits: expect.any(Number),
      errors: {},
    });
    expect(service.output()).not.toContain('secret');
  });

  it('has one line for an operation that its client aborts, and no stack', async () => {
    const { port } = new URL(service.origin);
    const socket = connect(Number(port), 'localhost');
    const body = JSON.stringify({ query: 'query Left { posts(first: 90) { nodes { content title } } }' });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await pause(60);
    socket.destroy();
    await service.printed('Left');
    await pause(300);
    expect(service.output().match(/Left/g)).toHaveLength(1);
    expect(service.output()).toContain('"status":499');
    expect(service.output()).not.toMatch(/\\n +at |AbortError/);
  });

  it('says which settings are risky', async () => {
    expect(service.output()).toContain('GraphiQL is on in production mode');
    expect(service.output()).toContain('any number of passwords');
    for (let n = 0; n < 3; n++)
      await fetch(`${service.origin}/livez`, { headers: { 'x-forwarded-for': '198.51.100.1' } });
    await service.printed('sends X-Forwarded-For');
    expect(service.output().match(/sends X-Forwarded-For/g)).toHaveLength(1);
  });
});

describe('metrics', () => {
  afterAll(endServices);

  it('are at a port of their own, for operations, WordPress and the process', async () => {
    const port = await freePort();
    const service = await startService(site.url, '--log', 'none', '--metrics-port', String(port));
    await service.printed('Ctrl-C stops');
    await ask(service.origin, '{ posts(first: 1) { nodes { id } } }');
    await ask(service.origin, '{ nothing }');
    const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text();
    for (const line of [
      'pressql_operation_duration_seconds_count{kind="query",outcome="ok"} 1',
      'pressql_operation_duration_seconds_count{kind="query",outcome="errors"} 1',
      'pressql_operation_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1',
      'pressql_upstream_duration_seconds_count{route="/wp/v2/posts",method="GET",status="200"}',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ])
      expect(metrics).toContain(line);
    expect(await statusAt(`${service.origin}/metrics`)).toBe(404);
    const routes = [...metrics.matchAll(/route="([^"]*)"/g)].map(([, route]) => route);
    expect(routes.filter((route) => /\d{2}|[?]/.test(route ?? ''))).toEqual([]);
    const dashboard = JSON.parse(readFileSync(join(root, 'docs/grafana.json'), 'utf8')) as Dashboard;
    // The dashboard asks for no metric, and groups and filters by no label, that the gateway does not have.
    for (const { expr } of dashboard.panels.flatMap(({ targets }) => targets)) {
      const [metric = 'no metric'] = /\b(pressql|nodejs|process)_\w+/.exec(expr) ?? [];
      expect(metrics).toMatch(new RegExp(`^(# TYPE )?${metric}[ {]`, 'm'));
      const groups = /\bby \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? [];
      const filters = [...expr.matchAll(/(\w+)(?:=~?|!=|!~)"/g)].map(([, label]) => label);
      for (const label of [...groups, ...filters])
        expect(metrics).toMatch(new RegExp(`^${metric}\\{(?:.*,)?${label}="`, 'm'));
    }
  });
});

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}
