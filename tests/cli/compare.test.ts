import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/arguments.ts';
import { readCompareFlags } from '../../src/cli/compare-flags.ts';
import { type Report, summarize } from '../../src/compare/diff/report.ts';
import { toNodeHandler } from '../../src/index.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';
import { documents, readRequest, runCompareIn } from './compare-run.ts';

/*
 * These tests need no WPGraphQL. A second gateway over the same site takes its place, and some tests alter its answers.
 */

let gateway: TestGateway;
let endpoint: string;
const servers: Server[] = [];
const folder = mkdtempSync(join(tmpdir(), 'pressql-compare-'));

beforeAll(async () => {
  gateway = await startGateway();
  endpoint = await listen(toNodeHandler(gateway.pressql.fetch));
  mkdirSync(join(folder, 'src'));
  for (const [file, text] of Object.entries(documents)) writeFileSync(join(folder, file), text);
});

afterAll(async () => {
  for (const server of servers) server.close();
  await gateway.close();
  rmSync(folder, { recursive: true });
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

/** Starts an endpoint that alters the gateway's answers. It records the documents that it gets in `seen`. */
async function altered(
  alter: (answer: string, query: string) => string,
  seen: string[] = [],
): Promise<string> {
  return listen(async (request, response) => {
    const body = await readRequest(request, response);
    if (body === null) return;
    const { query, variables } = body;
    seen.push(query);
    response.end(alter(JSON.stringify(await gateway.ask(query, variables)), query));
  });
}

const run = (...args: string[]) => runCompareIn(folder, args);
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out) as Report;
const site = () => ['--url', gateway.site.url];

describe('pressql compare', () => {
  it('finds equal answers of equal endpoints, and never sends a mutation', async () => {
    const seen: string[] = [];
    const { code, out } = await run(await altered((answer) => answer, seen), ...site());
    expect(out).toContain('3 of 3 documents have the same answer (100 %).');
    expect(out).toContain('The comparison never sends a mutation: it could change the site.');
    expect(out).toContain('Introspection, not compared (1)');
    expect(code).toBe(0);
    expect(seen.filter((query) => /^\s*mutation/.test(query))).toEqual([]);
  }, 120_000);

  it('shows where answers differ, and counts the documents', async () => {
    const theirs = await altered((answer) => answer.replaceAll(/"name":"[^"]+"/g, '"name":"Somebody"'));
    const report = await json(
      theirs,
      'src/posts.ts',
      'src/post.graphql',
      'src/card.graphql',
      '--runs',
      '1',
      ...site(),
    );
    expect(report.documents.map(({ name, result }) => [name, result])).toEqual([
      ['AllPosts', 'differs'],
      ['PostBySlug', 'same'],
    ]);
    expect(report.documents[0]?.differences).toMatchObject([
      {
        path: 'posts.nodes[*].author.node.name',
        kind: 'value',
        count: 3,
        field: 'User.name',
        wpgraphql: 'Somebody',
      },
    ]);
    expect(report.documents[0]?.timing?.requests).toBe(2);
    expect(report.summary).toMatchObject({ compared: 2, sameShare: 0.5, passed: false });
    expect(summarize(report.documents, 0.5).passed).toBe(true);
  });

  it('names what the gateway lacks, but not what WPGraphQL refuses, too', async () => {
    writeFileSync(join(folder, 'lacks.graphql'), '{ posts { nodes { seo { title } } } }');
    writeFileSync(join(folder, 'wrong.graphql'), '{ nowhere }');
    const theirs = await altered((answer, query) =>
      query.includes('seo') ? '{"data":{"posts":null}}' : answer,
    );
    const { documents: reports } = await json(theirs, 'lacks.graphql', 'wrong.graphql', ...site());
    expect(reports).toMatchObject([
      { result: 'unsupported', unsupported: [{ subject: 'Post.seo' }] },
      { result: 'refused', why: expect.stringContaining('nowhere') },
    ]);
  });

  it('takes over the names that WPGraphQL has for types, and prints them for the config file', async () => {
    writeFileSync(
      join(folder, 'renamed.graphql'),
      '{ critiques(first: 2) { nodes { __typename id title slug } } }',
    );
    const renamed = (text: string) =>
      text.replaceAll('"review"', '"critique"').replaceAll('"reviews"', '"critiques"');
    const theirs = await altered((answer, query) => {
      if (query.includes('graphqlSingleName'))
        return answer
          .replace(/"graphqlSingleName":"review","graphqlPluralName":"reviews"/, renamed)
          .replace('"graphqlSingleName":"category"', '"graphqlSingleName":"comment"');
      return answer;
    });
    const asked = await listen(async (request, response) => {
      const body = await readRequest(request, response);
      if (body === null) return;
      const query = body.query.replace('critiques', 'critiques: reviews');
      const forwarded = await fetch(theirs, { method: 'POST', body: JSON.stringify({ ...body, query }) });
      response.end((await forwarded.text()).replaceAll('"Review"', '"Critique"'));
    });
    const { code, out } = await run(asked, 'renamed.graphql', '--runs', '1', ...site());
    expect(out).toContain('With `names`, the gateway has the names that WPGraphQL has here.');
    expect(out).toContain('"review": {\n        "singular": "critique",');
    expect(out).not.toContain('"singular": "comment"');
    expect(out).toMatch(/Not taken over from WPGraphQL: `names\.category` has "Comment",\s+which is taken/);
    expect([code, out]).toEqual([0, expect.stringContaining('1 of 1 document has the same answer')]);
  });

  it('names the variables without a value, and reads values from files', async () => {
    writeFileSync(
      join(folder, 'other.graphql'),
      'query Other($a: String!) { posts(where: { password: $a }) { nodes { id } } }',
    );
    const { documents: reports } = await json(endpoint, 'other.graphql', ...site());
    expect(reports).toMatchObject([
      { result: 'skipped', advice: expect.stringContaining('other.Other.json') },
    ]);
    writeFileSync(join(folder, 'all.json'), '{ "a": "x" }');
    const withVariables = await json(endpoint, 'other.graphql', '--variables', 'all.json', ...site());
    expect(withVariables.documents[0]?.result).not.toBe('skipped');
  });

  it('compares with a running gateway, which gets no header that is for WPGraphQL', async () => {
    writeFileSync(
      join(folder, 'deprecated.graphql'),
      `query Deprecated($asPreview: Boolean = false) {
        post(id: "fog-is-a-public-service", idType: SLUG, asPreview: $asPreview) { id title slug date uri content }
      }`,
    );
    const headers: string[] = [];
    const elsewhere = await listen((request, response) => {
      // A preflight announces headers, but does not carry them.
      if (request.method !== 'OPTIONS') {
        headers.push(`${request.headers['x-both']} ${request.headers['x-theirs']}`);
      }
      void toNodeHandler(gateway.pressql.fetch)(request, response);
    });
    const { code } = await run(
      ...[
        endpoint,
        'src/term.graphql',
        'deprecated.graphql',
        '--gateway',
        elsewhere,
        '--header',
        'X-Both: 1',
        '--endpoint-header',
        'X-Theirs: 2',
      ],
    );
    expect([code, new Set(headers)]).toEqual([0, new Set(['1 undefined'])]);
  });

  it.each([
    [
      'a page',
      200,
      '<!doctype html>',
      'answers with a web page instead of GraphQL (HTTP 200)',
      'is usually /graphql',
    ],
    ['a login', 401, '', 'denies access (HTTP 401)', "--header 'Authorization"],
    ['nothing there', 404, '', 'has no GraphQL endpoint at this address (HTTP 404)', '/graphql'],
    ['a broken server', 502, '', 'failed to answer (HTTP 502)', 'error log'],
    ['other JSON', 200, '{"hello":1}', 'instead of GraphQL', 'Check the address'],
    ['a redirect', 301, '', 'redirects to http://elsewhere.example/', 'If you trust that address'],
  ])('explains %s', async (_, status, body, message, advice) => {
    const theirs = await listen((_request, response) => {
      response.writeHead(status, status === 301 ? { location: 'http://elsewhere.example/' } : {}).end(body);
    });
    const { code, error } = await run(theirs, 'src', ...site());
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
    expect(error).toContain(advice);
  });

  it.each([
    [['http://127.0.0.1:1/graphql', 'src'], 'cannot be reached'],
    [[], 'address of WPGraphQL is missing'],
    [['https://site.example/graphql', 'nowhere'], 'There is no file or folder nowhere'],
  ])('%j ends with a clear error', async (args, sentence) => {
    const { code, error } = await run(...args);
    expect([code, error]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('does not pass while a text that looks like GraphQL could not be read', async () => {
    const parts = 'const q = (f) => gql`query Open { posts { $' + '{f} } }`;';
    writeFileSync(join(folder, 'open.ts'), parts);
    const { code, out } = await run(endpoint, 'open.ts', 'src/post.graphql', '--runs', '1', ...site());
    expect(code).toBe(1);
    expect(out).toContain('open.ts');
    expect(out).toContain('inserts $' + '{f}');
    expect(out).not.toContain('can switch to PressQL');
  });

  it('counts answers separately that have too few values to prove anything', async () => {
    writeFileSync(
      join(folder, 'empty.graphql'),
      '{ posts(where: { search: "zzz" }) { nodes { id title } } }',
    );
    const { code, out } = await run(endpoint, 'empty.graphql', '--runs', '1', ...site());
    expect([code, out]).toEqual([2, expect.stringContaining('too small to prove anything (1)')]);
  });

  it("compares page two with each endpoint's own cursor", async () => {
    writeFileSync(
      join(folder, 'pages.graphql'),
      'query Pages($first: Int!, $after: String) { tags(first: $first, after: $after) { nodes { name slug } pageInfo { endCursor hasNextPage } } }',
    );
    const cursors: unknown[] = [];
    const theirs = await listen(async (request, response) => {
      const body = await readRequest(request, response);
      if (body === null) return;
      const { query, variables } = body;
      const { after } = variables;
      if (query.includes('Pages')) cursors.push(after);
      // This endpoint has cursors that the gateway does not understand, and another name on its second page.
      const cursor = typeof after === 'string' ? after.replace('theirs-', '') : after;
      const answer = JSON.stringify(await gateway.ask(query, { ...variables, after: cursor }));
      const text = answer.replace('"endCursor":"', '"endCursor":"theirs-');
      response.end(after ? text.replace('"name":"', '"name":"Other ') : text);
    });
    const { documents: reports } = await json(theirs, 'pages.graphql', '--runs', '1', ...site());
    expect(reports[0]?.cases.map(({ label, result }) => [label, result])).toEqual([
      [null, 'same'],
      ['page two', 'differs'],
    ]);
    expect(cursors).toEqual([undefined, expect.stringMatching(/^theirs-/)]);
    expect(reports[0]?.differences.map(({ path }) => path)).toEqual(['tags.nodes[0].name']);
  });

  it('reports a document without an answer, and compares the others', async () => {
    const theirs = await altered((answer, query) => (query.includes('ByTag') ? '<html>' : answer));
    const { summary } = await json(theirs, 'src', '--runs', '1', ...site());
    expect(summary.results).toMatchObject({ failed: 1, same: 2, skipped: 1 });
  });
});

describe('the flags of pressql compare', () => {
  it.each([
    [['--runs', '0'], '--runs must be a whole number, 1 to 100'],
    [['--min-same', 'all'], '--min-same must be a whole number, 0 to 100'],
    [['--header', 'nothing'], '--header must be a name, a colon and a value'],
  ])('%j is refused with a clear error', async (args, sentence) => {
    const { values } = await readCommandLine(['compare', 'https://site.example/graphql', ...args], {});
    expect(() => readCompareFlags(values)).toThrow(sentence);
  });
});
