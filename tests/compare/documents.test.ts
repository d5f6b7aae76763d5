import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { findDocuments } from '../../src/compare/documents.ts';
import { kindOf, readSources } from '../../src/compare/files.ts';
import { guessFor } from '../../src/compare/guesses.ts';
import { withInsertedVariables } from '../../src/compare/inserted.ts';
import type { Samples } from '../../src/compare/samples.ts';
import { resolveVariables, type Supply, variableSets } from '../../src/compare/variables.ts';

const folder = mkdtempSync(join(tmpdir(), 'pressql-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file; `§{…}` stands for an interpolation. */
const source = (file: string, text: string) => ({
  file,
  text: text.replaceAll('§', '$'),
  kind: kindOf(file),
});
const names = (found: ReturnType<typeof findDocuments>) => found.documents.map(({ name }) => name);
const fieldsOf = (text: string) => text.replaceAll(/\s+/g, ' ');

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
    expect(found.unread).toMatchObject([{ name: 'B', why: expect.stringContaining('fragment Other') }]);
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

  it('that a source chooses between are one document, compared with each text', () => {
    const found = findDocuments([
      source(
        'a.ts',
        'const q = (preview) => `query A { posts { id §{preview ? "revisions { id }" : ""} } }`;',
      ),
    ]);
    expect(found.documents).toHaveLength(1);
    const texts = found.documents.flatMap((document) => [document, ...document.alternatives]);
    expect(texts.map(({ text }) => text.includes('revisions'))).toEqual([true, false]);
  });

  it('that differ only in values put in are sent with variables in their place', () => {
    const [document] = findDocuments([
      source(
        'a.js',
        'const q = (id, n) => `{ post(id: "§{id}", idType: SLUG) { comments(first: §{n.size}) { nodes { id } } } }`',
      ),
    ]).documents;
    expect(document && withInsertedVariables(document, null)).toBeNull();
    const graph = buildSchema(`
      type Query { post(id: ID!, idType: IdType): Post }
      type Post { id: ID, comments(first: Int): Comments }
      type Comments { nodes: [Post] }
      enum IdType { SLUG }
    `);
    const whole = document && withInsertedVariables(document, graph);
    expect(fieldsOf(whole?.text ?? '')).toContain(
      'query ($id: ID!, $size: Int!) { post(id: $id, idType: SLUG)',
    );
  });

  it('are not looked for in what only looks like one, nor in a schema', () => {
    const found = findDocuments([
      source('a.ts', 'log(`query the site { or not`); log("the query { failed"); css`a { b { c: d } }`'),
      source('b.ts', 'const typeDefs = gql`type Query { a: Int }`'),
      source('schema.graphql', 'type Query { a: Int }'),
    ]);
    expect(found).toEqual({ documents: [], unread: [] });
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
    const sample = () => ({ value: 'y', role: 'identity' as const });
    expect(resolveVariables(document, { ...supply, sample })).toMatchObject({ values: { slug: 'y' } });
  });

  it.each(['q.json', 'A.json', 'q.variables.json', 'A.variables.json', 'q.A.json'])(
    'come from %s beside it',
    (name) => {
      writeFileSync(join(folder, name), '{ "slug": "hello", "after": null }');
      expect(document && resolveVariables(document, supply).values).toEqual({ slug: 'hello', after: null });
      rmSync(join(folder, name));
    },
  );

  const samples: Samples = {
    post: ['one', 'two'].map((slug, index) => ({
      ...{ id: `id-${slug}`, databaseId: index + 1, slug, uri: `/${slug}/` },
      ...{ title: 'The lighthouse', date: '2024-05-06T07:08:09' },
    })),
    category: [{ databaseId: 9, slug: 'news', name: 'News' }],
    user: [{ databaseId: 4, slug: 'ann' }],
    menu: [{ slug: 'main', locations: ['PRIMARY'] }],
    book: [{ id: 'id-book', slug: 'dune', uri: '/book/dune/' }],
  };

  it.each([
    ['$slug: ID!', 'post(id: $slug, idType: SLUG) { id }', 'one'],
    ['$id: ID!', 'post(id: $id) { id }', 'id-one'],
    ['$id: ID!', 'post(id: $id, idType: DATABASE_ID) { id }', '1'],
    ['$id: ID!', 'book(id: $id, idType: URI) { id }', '/book/dune/'],
    ['$uri: String!', 'nodeByUri(uri: $uri) { id }', '/one/'],
    ['$n: Int!', 'posts(where: { categoryId: $n }) { nodes { id } }', 9],
    ['$in: [ID]!', 'posts(where: { authorIn: $in }) { nodes { id } }', ['4']],
    ['$s: String!', 'posts(where: { search: $s }) { nodes { id } }', 'lighthouse'],
    ['$y: Int!', 'posts(where: { dateQuery: { year: $y } }) { nodes { id } }', 2024],
    ['$l: MenuLocationEnum!', 'menuItems(where: { location: $l }) { nodes { id } }', 'PRIMARY'],
    ['$first: Int', 'posts(first: $first) { nodes { id } }', 10],
    ['$show: Boolean!', 'posts { nodes { id @include(if: $show) } }', true],
  ])('get a value from the site by type and place: %s in %s', (definition, selection, value) => {
    const [found] = findDocuments([source('v.graphql', `query V(${definition}) { ${selection} }`)]).documents;
    const [variable] = found?.operation.variableDefinitions ?? [];
    if (!found || !variable) throw new Error('no document');
    expect(guessFor(found, variable, { samples, schema: null }, 0)?.value).toEqual(value);
  });

  it('are sent in several sets: other content, and filters that may be left out', () => {
    const [found] = findDocuments([
      source(
        'v.graphql',
        'query V($slug: ID!, $word: String) { post(id: $slug, idType: SLUG) { id } posts(where: { search: $word }) { nodes { id } } }',
      ),
    ]).documents;
    if (!found) throw new Error('no document');
    const sample: Supply['sample'] = (given, variable, set) =>
      guessFor(given, variable, { samples, schema: null }, set);
    expect(variableSets(found, { ...supply, sample }).map(({ values }) => values)).toEqual([
      { slug: 'one' },
      { slug: 'two', word: 'lighthouse' },
    ]);
  });
});
