import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type OperationEvent, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { authorizationOf, pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

/*
 * The site for language models, asked by the official client.
 */
let site: TestSite;
/** Ids, and the addresses of the third and of the last post. */
let made: { readonly draft: number; readonly first: number; readonly third: string; readonly last: string };
const operations: OperationEvent[] = [];
beforeAll(async () => {
  site = await startSite();
  made = await site.phpJson(`
    wp_insert_term('Sea & Sky', 'category', ['slug' => 'sea-and-sky', 'description' => 'Waves.']);
    foreach (range(1, 12) as $n) {
      $id = wp_insert_post(['post_type' => 'post', 'post_status' => 'publish', 'post_title' => "Quern $n", 'post_name' => "quern-$n",
        'post_excerpt' => "Ships <b>$n</b>", 'post_content' => '<h2>Ships</h2><p>The <em>lighthouse</em> keeper.</p>',
        'post_date' => "2026-01-" . sprintf('%02d', $n) . " 10:00:00"]);
      wp_set_object_terms($id, 'sea-and-sky', 'category');
      if ($n === 1) $first = $id;
      if ($n === 3) $third = get_permalink($id);
    }
    $draft = wp_insert_post(['post_status' => 'draft', 'post_title' => 'Secret harbour', 'post_content' => 'Not yet.']);
    echo json_encode(['draft' => $draft, 'first' => $first, 'third' => $third, 'last' => get_permalink($id)]);`);
});
afterAll(() => site.close());

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
  operations.length = 0;
});

async function open(options: Partial<PressQLOptions> = {}): Promise<PressQL> {
  const common = { url: site.url, timeout: 60_000, deadline: 120_000, feed: 0, onError: () => undefined };
  const onOperation = (event: OperationEvent) => void operations.push(event);
  const pressql = await createPressQL({ ...common, onOperation, ...options });
  opened.push(pressql);
  return pressql;
}

/** Connects a client. Returns a function that calls a tool. */
async function connect(
  pressql: PressQL,
  { headers = {}, mode = 'auto' }: { headers?: Record<string, string>; mode?: 'auto' | 'legacy' } = {},
) {
  const transport = new StreamableHTTPClientTransport(new URL('http://gateway.test/mcp'), {
    fetch: (input, init) => pressql.fetch(new Request(input, init), { clientAddress: '203.0.113.7' }),
    requestInit: { headers },
  });
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(transport);
  opened.push(client);
  const call = async (name: string, input: Record<string, unknown> = {}) => {
    const { content, isError = false } = await client.callTool({ name, arguments: input });
    const text = content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n');
    return { text, isError };
  };
  return { client, call };
}

describe('a language model', () => {
  it.each(['auto', 'legacy'] as const)('finds, lists and reads content: protocol %s', async (mode) => {
    const { client, call } = await connect(await open(), { mode });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['search', 'read', 'sections', 'list']);

    const found = await call('search', { text: 'Quern', first: 2 });
    expect(found.text).toContain(`- [Quern 12](${made.last}) (Post, 2026-01-12)\n  Ships 12`);
    expect(found.text).not.toContain('Quern 10');
    const [, after] = /`after`: (\S+)/.exec(found.text) ?? [];
    const further = await call('search', { text: 'Quern', first: 2, after });
    expect(further.text).toContain('Quern 10');
    expect(further.text).not.toContain('Quern 12');

    for (const address of [made.third, new URL(made.third).pathname, `/?p=${made.first + 2}`]) {
      const { text } = await call('read', { address });
      expect(text).toMatch(/^# Quern 3\n\nPost, 2026-01-03/);
      expect(text).toContain('## Ships\n\nThe *lighthouse* keeper.');
    }
    expect((await call('sections')).text).toContain('- Sea & Sky (`sea-and-sky`, 12): Waves.');
    const section = await call('list', { section: 'sea-and-sky', first: 3 });
    expect(section.text.match(/Quern \d+/g)).toEqual(['Quern 12', 'Quern 11', 'Quern 10']);
    expect((await call('read', { address: '/category/sea-and-sky/' })).text).toContain('# Sea & Sky');
    const pages = await call('list', { type: 'page', first: 50 });
    expect(pages.text).toContain('(Page, ');
    expect(pages.text).not.toContain('(Post, ');
  });

  it('learns what is wrong', async () => {
    const { call } = await connect(await open());
    expect(await call('read', { address: '/nowhere/' })).toEqual({
      text: 'The site shows nothing at /nowhere/. Find addresses with search or list.',
      isError: true,
    });
    expect((await call('list', { section: 'no-such' })).text).toContain(
      'No category and no tag has the slug',
    );
    const tooMany = await call('search', { text: 'a', first: 51 }).catch((error: unknown) => ({
      text: String(error),
      isError: true,
    }));
    expect(tooMany).toMatchObject({ isError: true, text: expect.stringMatching(/50/) });
  });

  it('sees what a visitor sees, unless its client signs in', async () => {
    const pressql = await open();
    const visitor = await connect(pressql);
    const address = `/?p=${made.draft}`;
    expect((await visitor.call('read', { address })).text).not.toContain('Secret harbour');
    const editor = await connect(pressql, { headers: authorizationOf(pairOf(site, 'admin')) });
    expect((await editor.call('read', { address })).text).toContain('# Secret harbour');
    expect((await visitor.call('read', { address })).text).not.toContain('Secret harbour');
  });

  it('is told if WordPress fails, and gets no empty answer', async () => {
    const pressql = await open({ cache: false });
    const { call } = await connect(pressql);
    await site.plugin(
      `add_filter('rest_pre_dispatch', fn($answer, $server, $request) => str_contains($request->get_route(), '/wp/v2/')
        ? new WP_Error('broken', 'Broken.', ['status' => 500]) : $answer, 10, 3);`,
    );
    try {
      for (const [name, input] of [
        ['search', { text: 'lighthouse' }],
        ['read', { address: made.third }],
        ['list', { section: 'sea-and-sky' }],
      ] as const) {
        const { text, isError } = await call(name, input);
        expect([isError, text]).toEqual([true, expect.stringMatching(/The site failed/)]);
      }
    } finally {
      await site.plugin('');
    }
  });

  it('runs the queries that the operator has saved, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pressql-mcp-'));
    const file = join(folder, 'manifest.json');
    writeFileSync(
      file,
      JSON.stringify({
        one: 'query Titles($first: Int!) { posts(first: $first) { nodes { title } } }',
        two: 'mutation Remove { deletePost(input: { id: "1" }) { deletedId } }',
        three: '{ generalSettings { title } }',
      }),
    );
    try {
      const pressql = await open({ trustedDocuments: file });
      const { client, call } = await connect(pressql);
      const { tools } = await client.listTools();
      const saved = tools.find(({ name }) => name === 'run_saved_query');
      expect(saved?.description).toContain('- Titles($first: Int!)');
      expect(JSON.stringify(saved)).not.toContain('Remove');
      const { text } = await call('run_saved_query', { name: 'Titles', variables: { first: 1 } });
      expect(JSON.parse(text)).toEqual({ posts: { nodes: [{ title: expect.any(String) }] } });
      const wrong = await call('run_saved_query', { name: 'Titles', variables: { first: 'x' } });
      expect([wrong.isError, wrong.text]).toEqual([true, expect.stringContaining('$first')]);
      // The gateway's own documents are trusted.
      expect((await call('search', { text: 'Quern' })).text).toContain('Quern');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the gateway', () => {
  it('counts the calls of a model as operations of its client, within the same limits', async () => {
    const pressql = await open({ rateReads: 2 });
    const { call } = await connect(pressql);
    await call('sections');
    await call('list', { type: 'page' });
    const third = await call('read', { address: '/' });
    expect([third.isError, third.text]).toEqual([true, expect.stringMatching(/2 queries in a minute/)]);
    expect(operations.map(({ name, kind }) => [name, kind])).toEqual([
      ['McpSections', 'query'],
      ['McpNewest', 'query'],
      ['McpRead', 'query'],
    ]);
  });

  it('answers from memory what visitors have read, and stores nothing at the client', async () => {
    const requests: string[] = [];
    const pressql = await open({ onRequest: ({ route }) => void requests.push(route) });
    const { call } = await connect(pressql);
    const first = await call('list', { section: 'sea-and-sky' });
    requests.length = 0;
    expect(await call('list', { section: 'sea-and-sky' })).toEqual(first);
    expect(requests).toEqual([]);
    const response = await pressql.fetch(
      new Request('http://gateway.test/mcp', { method: 'POST', body: '{}' }),
    );
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it.each([
    ['has another method', { method: 'GET' }, 405],
    ['is too large', { method: 'POST', body: JSON.stringify({ a: 'x'.repeat(70_000) }) }, 413],
    ['is no JSON', { method: 'POST', body: 'x' }, 400],
    ['is a preflight', { method: 'OPTIONS' }, 204],
  ])('answers at once if a request %s', async (_what, init, status) => {
    const pressql = await open();
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const response = await pressql.fetch(new Request('http://gateway.test/mcp', { ...init, headers }));
    expect(response.status).toBe(status);
  });

  it.each([{ mcp: false }, { production: true }])('has no such address with %j', async (options) => {
    const pressql = await open(options);
    const response = await pressql.fetch(
      new Request('http://gateway.test/mcp', { method: 'POST', body: '{}' }),
    );
    expect(response.status).toBe(404);
  });
});
