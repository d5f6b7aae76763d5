import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findDocuments } from '../../src/compare/documents.ts';
import { readSources } from '../../src/compare/files.ts';
import { graphqlTexts } from '../../src/compare/templates.ts';
import { resolveVariables } from '../../src/compare/variables.ts';

const folder = mkdtempSync(join(tmpdir(), 'pressql-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file; `§{…}` stands for an interpolation. */
const source = (file: string, text: string) => ({
  file,
  text: text.replaceAll('§', '$'),
  isGraphQL: file.endsWith('.graphql'),
});
const names = (found: ReturnType<typeof findDocuments>) => found.documents.map(({ name }) => name);

describe('GraphQL in source files', () => {
  it.each([
    ['gql`{ a }`'],
    ['graphql`{ a }`'],
    ['gql(`{ a }`)'],
    ['graphql( `{ a }` )'],
    ['graphql<Query>`{ a }`'],
    ['graphql(/* GraphQL */ `{ a }`)'],
    ['const q = /* GraphQL */ `{ a }`'],
    ['const q = `#graphql\n{ a }`'],
    ["<script setup>const q = gql`{ a }`</script> <p>don't</p>"],
  ])('is found in %s', (text) => {
    expect(graphqlTexts(text).map((found) => found.text.replace('#graphql', '').trim())).toEqual(['{ a }']);
  });

  it('is found without a tag where it begins as a document does', () => {
    expect(graphqlTexts('fetchAPI(`\n  query A { a }`); say(`the query failed`)')).toMatchObject([
      { isTagged: false, line: 1 },
    ]);
  });

  it.each([['// gql`{ a }`'], ['/* gql`{ a }` */'], [' * gql`{ a }`'], ['myGql`{ a }`'], ['sql`{ a }`']])(
    'is not seen in %s',
    (text) => {
      expect(graphqlTexts(text)).toEqual([]);
    },
  );

  it('ends where its template ends, whatever stands in its interpolations', () => {
    const text = "gql`{ a } §{ b({ c: '}', d: `}§{e}` }) /* } */ } { \\`b\\` }` gql`{ z }`";
    expect(
      graphqlTexts(text.replaceAll('§', '$')).map((found) =>
        found.text.replace(/#.*\n/, '').replace(/\s+/g, ' '),
      ),
    ).toEqual(['{ a } { `b` }', '{ z }']);
  });
});

describe('documents', () => {
  it('are operations, each with the fragments that it needs, from wherever they are', () => {
    const found = findDocuments([
      source(
        'a.ts',
        'gql`query A { posts { nodes { ...Card } } } §{Card}`; gql`query B { posts { ...Other } }`',
      ),
      source('b.graphql', 'fragment Card on Post { title ...Deep } fragment Deep on Post { id }'),
    ]);
    expect(names(found)).toEqual(['A']);
    expect(found.documents[0]?.text).toContain('fragment Deep on Post');
    expect(found.documents[0]?.notes).toEqual([]);
    expect(found.unreadable).toMatchObject([{ name: 'B', why: expect.stringContaining('fragment Other') }]);
  });

  it('of one file are told apart, with their lines', () => {
    const found = findDocuments([source('many.graphql', 'query A { a }\nquery B { b }\n\nmutation C { c }')]);
    expect(found.documents.map(({ name, line }) => `${name}:${line}`)).toEqual(['A:1', 'B:2', 'C:4']);
    expect(found.documents[1]?.text).toBe('query B {\n  b\n}');
  });

  it('take the nearest of several fragments of one name, and say so', () => {
    const found = findDocuments([
      source('src/a/q.graphql', 'query A { posts { ...Card } }'),
      source('src/b/card.graphql', 'fragment Card on X { far }'),
      source('src/a/card.graphql', 'fragment Card on X { near }'),
    ]);
    expect(found.documents[0]?.text).toContain('near');
    expect(found.documents[0]?.notes).toEqual([
      '2 fragments are named Card; the one of src/a/card.graphql was taken.',
    ]);
  });

  it('that are put together at run time are named as what they are', () => {
    const found = findDocuments([
      source('a.ts', 'gql`query A { posts { id §{more} } }`; gql`query B { post(id: §{id}) { id } }`'),
    ]);
    expect(found.documents[0]?.notes).toEqual(['Parts of it are put in at run time and were left out.']);
    expect(found.unreadable[0]?.why).toContain('put together at run time');
  });

  it('are not looked for in what only looks like one, nor in a schema', () => {
    const found = findDocuments([
      source('a.ts', 'log(`query { is no document`)'),
      source('schema.graphql', 'type Query { a: Int }'),
    ]);
    expect(found).toEqual({ documents: [], unreadable: [] });
  });

  it('are read from folders, less what was installed or built', () => {
    for (const file of [
      'src/a.graphql',
      'src/deep/b.vue',
      'node_modules/x/c.graphql',
      '.next/d.js',
      'dist/e.js',
      'f.md',
    ]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), 'query A { a }');
    }
    expect(readSources(['.'], folder).map(({ file }) => file)).toEqual(['src/a.graphql', 'src/deep/b.vue']);
    expect(readSources(['dist/e.js', 'src/a.graphql'], folder)).toHaveLength(2);
    expect(() => readSources(['nowhere'], folder)).toThrow('There is no file or folder nowhere.');
  });
});

describe('variables', () => {
  const [document] = findDocuments([
    source('q.graphql', 'query A($slug: ID!, $first: Int = 3, $after: String) { post(id: $slug) { id } }'),
  ]).documents;
  const supply = { folder, common: {}, sample: () => undefined };

  it('without a value and required are missing, and it is said where they belong', () => {
    expect(document && resolveVariables(document, supply)).toEqual({
      values: {},
      missing: ['$slug: ID!'],
      sampled: [],
      file: 'q.A.json',
    });
  });

  it('come from what is given for all, or from the site', () => {
    if (!document) throw new Error('no document');
    expect(resolveVariables(document, { ...supply, common: { slug: 'x', other: 1 } }).values).toEqual({
      slug: 'x',
    });
    expect(resolveVariables(document, { ...supply, sample: () => 'y' })).toMatchObject({
      values: { slug: 'y' },
      sampled: ['slug'],
    });
  });

  it.each(['q.json', 'A.json', 'q.variables.json', 'A.variables.json', 'q.A.json'])(
    'come from %s beside it',
    (name) => {
      writeFileSync(join(folder, name), '{ "slug": "hello", "after": null }');
      expect(document && resolveVariables(document, supply).values).toEqual({ slug: 'hello', after: null });
      rmSync(join(folder, name));
    },
  );
});
