import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { endServices, freePort, startService } from './service.ts';

let site: TestSite;
const folder = mkdtempSync(join(tmpdir(), 'pressql-sites-'));
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(async () => {
  await endServices();
  await site.close();
  rmSync(folder, { recursive: true });
});

it('serves several sites, one of which is down, and reads each again', async () => {
  const config = join(folder, 'sites.json');
  const write = (sites: object) => writeFileSync(config, JSON.stringify({ sites, feed: 0 }));
  const down = { url: `http://127.0.0.1:${await freePort()}` };
  write({ news: { url: site.url }, down, gone: down });
  const metricsPort = await freePort();
  const service = await startService(`--config=${config}`, '--metrics-port', String(metricsPort));
  await service.printed('Ctrl-C stops');
  expect(service.output()).toMatch(/down \| .*The site answers 503/);
  const ask = async (name: string) => {
    const response = await fetch(`${service.origin}/${name}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ posts(first: 500) { nodes { id } } }' }),
    });
    const { data } = (await response.json()) as { data?: { posts: { nodes: unknown[] } } };
    return [response.status, data?.posts.nodes.length] as const;
  };
  const [status, all = 0] = await ask('news');
  expect(status).toBe(200);
  expect(all).toBeGreaterThan(1);
  expect(await ask('down')).toEqual([503, undefined]);
  expect(service.output()).toMatch(/news \| 200 query/);
  const metrics = await (await fetch(`http://localhost:${metricsPort}/metrics`)).text();
  expect(metrics).toContain(
    'pressql_operation_duration_seconds_count{site="news",kind="query",outcome="ok"} 1',
  );
  expect(metrics).toContain('pressql_upstream_limit{site="news"}');

  write({
    news: { url: site.url, maxPageSize: 1 },
    down: { ...down, grants: ['menus'] },
    twin: { url: site.url },
  });
  service.child.kill('SIGHUP');
  await service.printed('configuration and twin again');
  expect(service.output()).toMatch(
    /down \| .*could not be read again[\s\S]*grants. need a .serviceCredential/,
  );
  expect(await ask('news')).toEqual([200, 1]);
  expect(await ask('twin')).toEqual([200, all]);
  expect(service.output()).toContain('gone is served no more');
  expect(await ask('gone')).toEqual([404, undefined]);

  const own = join(folder, 'documents.json');
  writeFileSync(own, JSON.stringify({ one: '{ __typename }' }));
  const twin = { url: site.url, trustedDocuments: own };
  const broken = { sites: { twin }, feed: 0, oneGraph: true, trustedDocuments: join(folder, 'none.json') };
  writeFileSync(config, JSON.stringify(broken));
  service.child.kill('SIGHUP');
  await service.printed('The sites were read again, but not the graph of several sites');
  expect(service.output()).toContain('none.json does not exist');
  expect(service.output()).not.toContain('The configuration could not be read again');
  expect(await ask('twin')).toEqual([403, undefined]);
  service.child.kill('SIGTERM');
  expect(await service.exited).toBe(0);
}, 120_000);
