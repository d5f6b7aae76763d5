import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/arguments.ts';
import { runners } from '../../src/cli/runners.ts';
import { changesFor } from '../../src/compare/check/changes.ts';
import { findDocuments } from '../../src/compare/read/documents.ts';
import { buildSchema } from '../../src/packages/graphql.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { recordingTerminal } from './terminal.ts';

let site: TestSite;
const folder = mkdtempSync(join(tmpdir(), 'pressql-check-'));
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Runs a command line in the folder. */
async function run(...argv: readonly string[]): Promise<{ code: number; out: string }> {
  const terminal = recordingTerminal();
  const line = await readCommandLine(argv, {}, folder);
  const context = { terminal, ask: null, argv, env: {}, folder, onServe: () => undefined };
  const code = await runners[line.command]?.(line, context);
  return { code: code ?? -1, out: terminal.written.out };
}

describe('pressql check', () => {
  it('accepts documents of every kind of file that the site can answer', async () => {
    write({
      'good/a.graphql': 'query A { posts(first: 3) { nodes { ...Card } } }',
      'good/card.ts': 'const card = gql`fragment Card on Post { title author { node { name } } }`;',
      'good/page.vue':
        '<script setup>\nconst q = gql`query V($uri: String!) { nodeByUri(uri: $uri) { uri } }`;\n</script>',
      'good/page.svelte': '<script>const q = gql`query S { pages { nodes { title } } }`;</script>',
      'good/page.astro': '---\nconst q = gql`query T { categories { nodes { name } } }`;\n---\n<p>Hello</p>',
    });
    const { code, out } = await run('check', site.url, 'good');
    expect(out).toBe("✓ 4 documents checked. The site's schema has everything that they ask for.\n");
    expect(code).toBe(0);
  });

  it('names file and line of what the site cannot answer, also inside of fragments of other files', async () => {
    write({
      'bad/a.graphql': 'query A {\n  posts {\n    nodes { ...Card }\n  }\n}',
      'bad/b.graphql': 'query B {\n  posts { nodes { ...Card } }\n  nowhere\n}',
      'bad/card.tsx':
        'const one = 1;\nconst card = gql`\n  fragment Card on Post {\n    title\n    titel\n  }\n`;',
      'bad/c.graphql': 'query C {\n  posts {',
    });
    const { code, out } = await run('check', 'bad', '--url', site.url);
    expect(code).toBe(1);
    expect(out).toContain('bad/b.graphql:3  B\n    Cannot query field "nowhere" on type "RootQuery".');
    expect(
      out.match(/bad\/card\.tsx:5 {2}\w\n {4}Cannot query field "titel" on type "Post"\. Did you mean/g),
    ).toHaveLength(1);
    expect(out).toContain('bad/c.graphql:');
    const { problems } = JSON.parse((await run('check', 'bad', '--url', site.url, '--json')).out);
    expect(problems).toContainEqual({
      file: 'bad/card.tsx',
      line: 5,
      name: 'A',
      message: expect.stringContaining('titel'),
      advice: null,
    });
  });

  it('allows values that the frontend inserts into the text', async () => {
    write({
      'inserted/a.ts':
        'const q = gql`query I { posts(where: { search: "$' + '{term}" }) { nodes { id } } }`;',
    });
    expect((await run('check', site.url, 'inserted')).code).toBe(0);
  });

  it('needs no site if a file has the schema', async () => {
    write({
      'schema-only.graphql': 'type RootQuery { a: Int }\nschema { query: RootQuery }',
      'one/a.graphql': '{ a }',
      'two/b.graphql': '{ b }',
    });
    expect((await run('check', '--schema', 'schema-only.graphql', 'one')).code).toBe(0);
    expect((await run('check', '--schema', 'schema-only.graphql', 'two')).code).toBe(1);
  });

  it.each([
    [[], 'Name files or folders with documents: pressql check src'],
    [['nowhere'], 'There is no file or folder nowhere.'],
    [['empty.ts'], 'There is no GraphQL document in empty.ts (1 file read).'],
    [['--schema', 'nowhere.graphql', 'one'], 'There is no schema in nowhere.graphql'],
  ])('refuses %j with a sentence', async (argv, sentence) => {
    write({ 'empty.ts': '', 'one/a.graphql': '{ a }' });
    await expect(run('check', ...argv)).rejects.toThrow(sentence);
  });
});

describe('pressql diff', () => {
  it('finds no change of a schema that the site still has', async () => {
    writeFileSync(join(folder, 'schema.graphql'), (await run('schema', site.url)).out);
    const { code, out } = await run('diff', site.url, 'good');
    expect(out).toBe('✓ No change since schema.graphql breaks one of 4 documents.\n');
    expect(code).toBe(0);
  });

  it('names the changes that concern the documents, with the places of these, and no others', async () => {
    const now = (await run('schema', site.url)).out;
    // The site once had more: this is the schema of that time.
    const before = now
      .replace(/^type Post implements .*\{$/m, '$&\n  rating: Int!\n  unusedByAll: Int')
      .replace(/^type Category implements .*\{$/m, '$&\n  colour: String');
    expect(before).not.toBe(now);
    write({
      'old.graphql': before,
      'shop/a.graphql': 'query A { posts { nodes { ...R } } }',
      'shop/b.graphql': 'query B($id: ID!) {\n  post(id: $id) { ...R }\n}',
      'shop/r.graphql': 'fragment R on Post { title rating }',
      'shop/c.graphql': 'query C { categories { nodes { name } } }',
    });
    const { code, out } = await run('diff', site.url, '--against', 'old.graphql', 'shop');
    expect(out).toBe(
      '✗ Post.rating was removed.\n    shop/a.graphql:1  A\n    shop/b.graphql:1  B\n✗ 1 change since old.graphql breaks documents.\n',
    );
    expect(code).toBe(1);
    expect((await run('diff', site.url, '--against', 'old.graphql', 'shop/c.graphql')).code).toBe(0);
  });

  it.each([
    ['type RootQuery { a: Int! }', 'type RootQuery { a: Int }', '{ a }', 'breaking FIELD_CHANGED_KIND'],
    ['type RootQuery { a: Int }', 'type RootQuery { a: Int! }', '{ a }', ''],
    [
      'type RootQuery { a: Int }',
      'type RootQuery { a(b: Int!): Int }',
      '{ a }',
      'breaking REQUIRED_ARG_ADDED',
    ],
    ['type RootQuery { a: Int }', 'type RootQuery { a(b: Int): Int }', '{ a }', ''],
    ['type RootQuery { a(b: Int, c: Int): Int }', 'type RootQuery { a(c: Int): Int }', '{ a(c: 1) }', ''],
    [
      'type RootQuery { a(b: Int, c: Int): Int }',
      'type RootQuery { a(c: Int): Int }',
      '{ a(b: 1) }',
      'breaking ARG_REMOVED',
    ],
    [
      'type RootQuery { e: E } enum E { A B }',
      'type RootQuery { e: E } enum E { A B C }',
      '{ e }',
      'dangerous VALUE_ADDED_TO_ENUM',
    ],
    [
      'type RootQuery { a(e: E): Int } enum E { A B }',
      'type RootQuery { a(e: E): Int } enum E { A }',
      '{ a(e: A) }',
      '',
    ],
    [
      'type RootQuery { a(e: E): Int } enum E { A B }',
      'type RootQuery { a(e: E): Int } enum E { A }',
      '{ a(e: B) }',
      'breaking VALUE_REMOVED_FROM_ENUM',
    ],
    [
      'type RootQuery { a(i: I): Int } input I { x: Int y: Int }',
      'type RootQuery { a(i: I): Int } input I { x: Int }',
      '{ a(i: { x: 1 }) }',
      '',
    ],
    [
      'type RootQuery { a(i: I): Int } input I { x: Int y: Int }',
      'type RootQuery { a(i: I): Int } input I { x: Int }',
      'query ($i: I) { a(i: $i) }',
      'breaking FIELD_REMOVED',
    ],
    [
      'type RootQuery { a(i: I): Int } input I { x: Int }',
      'type RootQuery { a(i: I): Int } input I { x: Int y: Int! }',
      '{ a(i: { x: 1 }) }',
      'breaking REQUIRED_INPUT_FIELD_ADDED',
    ],
    [
      'type RootQuery { u: U } union U = A | B type A { x: Int } type B { x: Int }',
      'type RootQuery { u: U } union U = A type A { x: Int }',
      '{ u { ... on A { x } } }',
      '',
    ],
    [
      'type RootQuery { u: U } union U = A | B type A { x: Int } type B { x: Int }',
      'type RootQuery { u: U } union U = A type A { x: Int }',
      '{ u { ... on B { x } } }',
      'breaking TYPE_REMOVED breaking TYPE_REMOVED_FROM_UNION',
    ],
    [
      'type RootQuery { n: N } interface N { id: ID } type A implements N { id: ID }',
      'type RootQuery { n: N } interface N { id: ID } type A { id: ID }',
      '{ n { ... on A { id } } }',
      'breaking IMPLEMENTED_INTERFACE_REMOVED',
    ],
  ])('of %s and %s, for %s: %s', async (before, after, document, expected) => {
    const withRoot = (text: string) => buildSchema(`schema { query: RootQuery } ${text}`);
    const { documents } = findDocuments([{ file: 'a.graphql', text: document, kind: 'graphql' }]);
    const changes = changesFor(documents, { before: withRoot(before), after: withRoot(after) });
    expect(
      changes
        .map(({ level, type }) => `${level} ${type}`)
        .sort()
        .join(' '),
    ).toBe(expected);
  });
});
