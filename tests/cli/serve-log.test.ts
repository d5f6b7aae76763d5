import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { ask, endServices, freePort, pause, root, type Service, startService, statusAt } from './service.ts';

/*
 * What operators see of the command: its log and its metrics.
 */
let site: TestSite;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site.close());

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
