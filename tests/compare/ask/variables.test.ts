import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { guessValue } from '../../../src/compare/ask/guesses.ts';
import { defineInsertedVariables } from '../../../src/compare/ask/inserted.ts';
import { readSampleNodes, type SampleNodes } from '../../../src/compare/ask/samples.ts';
import { type VariableSources, variableSet, variableSets } from '../../../src/compare/ask/variables.ts';
import { findDocuments } from '../../../src/compare/read/documents.ts';
import { fileKind } from '../../../src/compare/read/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'pressql-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns a source file. `§{…}` in its text means an interpolation. */
const source = (file: string, text: string) => ({
  file,
  text: text.replaceAll('§', '$'),
  kind: fileKind(file),
});
const fieldsOf = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('documents', () => {
  it('with inserted values are sent with variables instead', () => {
    const [document] = findDocuments([
      source(
        'a.js',
        'const q = (id, n) => `{ post(id: "§{id}", idType: SLUG) { comments(first: §{n.size}) { nodes { id } } } }`',
      ),
    ]).documents;
    expect(document && defineInsertedVariables(document, null)).toBeNull();
    const graph = buildSchema(`
      type Query { post(id: ID!, idType: IdType): Post }
      type Post { id: ID, comments(first: Int): Comments }
      type Comments { nodes: [Post] }
      enum IdType { SLUG }
    `);
    const complete = document && defineInsertedVariables(document, graph);
    expect(fieldsOf(complete?.text ?? '')).toContain(
      'query ($id: ID!, $size: Int!) { post(id: $id, idType: SLUG)',
    );
  });
});

describe('samples', () => {
  it('come from the list `allNews` for a type with equal names', async () => {
    const type = { graphqlSingleName: 'News', graphqlPluralName: 'News' };
    const query = async (text: string) => {
      const data = text.includes('allNews(') ? { News: { nodes: [{ slug: 'one' }] } } : null;
      return { answer: { data: data ?? { contentType: { nodes: [type] } }, errors: [], notices: [] }, ms: 1 };
    };
    const samples = await readSampleNodes({ name: 'WPGraphQL', address: 'https://site.example', query });
    expect(samples['News']).toEqual([{ slug: 'one' }]);
  });
});

describe('variables', () => {
  const [document] = findDocuments([
    source('q.graphql', 'query A($slug: ID!, $first: Int = 3, $after: String) { post(id: $slug) { id } }'),
  ]).documents;
  const sources = { folder, shared: {}, guess: () => undefined };

  it('that are required and have no value are reported, with the file to set them in', () => {
    expect(document && variableSet(document, sources)).toEqual({
      values: {},
      missing: ['$slug: ID!'],
      sampled: [],
      file: 'q.A.json',
    });
  });

  it('get values for all documents, or values from the site', () => {
    if (!document) throw new Error('no document');
    expect(variableSet(document, { ...sources, shared: { slug: 'x', other: 1 } }).values).toEqual({
      slug: 'x',
    });
    const guess = () => ({ value: 'y', role: 'identity' as const });
    expect(variableSet(document, { ...sources, guess })).toMatchObject({ values: { slug: 'y' } });
  });

  it.each(['q.json', 'A.json', 'q.variables.json', 'A.variables.json', 'q.A.json'])(
    'get values from the file %s next to the document',
    (name) => {
      writeFileSync(join(folder, name), '{ "slug": "hello", "after": null }');
      expect(document && variableSet(document, sources).values).toEqual({ slug: 'hello', after: null });
      rmSync(join(folder, name));
    },
  );

  const samples: SampleNodes = {
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
  ])('get a value from the site that fits their type and use: %s in %s', (definition, selection, value) => {
    const [found] = findDocuments([source('v.graphql', `query V(${definition}) { ${selection} }`)]).documents;
    const [variable] = found?.operation.variableDefinitions ?? [];
    if (!found || !variable) throw new Error('no document');
    expect(guessValue(found, variable, { samples, schema: null }, 0)?.value).toEqual(value);
  });

  it('have several sets of values: with other content, and with optional filters', () => {
    const [found] = findDocuments([
      source(
        'v.graphql',
        'query V($slug: ID!, $word: String) { post(id: $slug, idType: SLUG) { id } posts(where: { search: $word }) { nodes { id } } }',
      ),
    ]).documents;
    if (!found) throw new Error('no document');
    const guess: VariableSources['guess'] = (given, variable, set) =>
      guessValue(given, variable, { samples, schema: null }, set);
    expect(variableSets(found, { ...sources, guess }).map(({ values }) => values)).toEqual([
      { slug: 'one' },
      { slug: 'two', word: 'lighthouse' },
    ]);
  });
});
