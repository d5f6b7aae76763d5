import { describe, expect, it } from 'vitest';
import { findDocuments } from '../../../src/compare/read/documents.ts';
import { fileKind } from '../../../src/compare/read/files.ts';

/** Finds the documents in files. `§{…}` in a text means an interpolation. */
function found(files: Readonly<Record<string, string>>) {
  return findDocuments(
    Object.entries(files).map(([file, text]) => ({
      file,
      text: text.replaceAll('§', '$'),
      kind: fileKind(file),
    })),
  );
}

const documentsIn = (files: Readonly<Record<string, string>>) =>
  found(files).documents.map(({ file, line, name }) => `${file}:${line} ${name}`);

describe('documents in code', () => {
  it.each([
    ['a tag', 'gql`query A { a }`'],
    ['a tag under another name', 'import { gql as q } from "x"; q`query A { a }`'],
    ['a tag that is a member', 'Apollo.gql`query A { a }`'],
    ['a tag with a type', 'graphql<Query>`query A { a }`'],
    ['a call', 'gql(`query A { a }`)'],
    ['a call with a plain string', "graphql('query A { a }')"],
    ['the comment that editors recognize', 'const q = /* GraphQL */ `query A { a }`'],
    ['the comment inside the text', 'const q = `#graphql\nquery A { a }`'],
    ['a call and the comment', 'graphql(/* GraphQL */ `query A { a }`)'],
    ['a template without a tag', 'fetchAPI(`\n  query A { a }`)'],
    ['a plain string', 'const q = "query A { a }"'],
    [
      'a string with escapes',
      "const q = 'query A {\\n  a(b: \\'c\\')\\n}'.replace(/'/g, '')".replaceAll("\\'", '\\"'),
    ],
    ['a concatenation', "const q = 'query A {' + ' a' + '}'"],
    ['joined lines', "const q = ['query A {', '  a', '}'].join('\\n')"],
    ['an array of documents', 'const all = [`query A { a }`]'],
    ['a JSON body', `fetch(u, { body: '{"query":"query A { a }","variables":{}}' })`],
    [
      'a JSON body with an inserted value',
      'fetch(u, { body: `{"query":"query A { a }","variables":{"id":"§{id}"}}` })',
    ],
    ['an address', 'fetch(`§{u}?query=query%20A%20%7Ba%7D&variables=§{v}`)'],
    ['a default of a parameter', 'function load(q = `query A { a }`) {}'],
    ['an attribute of JSX', 'const x = <Query query="query A { a }" />'],
    ['typed code', 'const q = <const>`query A { a }` satisfies string; enum E { B }'],
  ])('are found: %s', (_, text) => {
    expect(found({ 'a.tsx': text, 'b.ts': '' }).documents.map(({ name }) => name)).toEqual(['A']);
    expect(found({ 'a.tsx': text }).unread).toEqual([]);
  });

  it.each([
    ['// gql`query A { a }`'],
    ['/* gql`query A { a }` */'],
    ['/**\n * gql`query A { a }`\n */'],
    ['say("// gql`query A { a }`")'],
    ['type Q = "query A { a }"; const map = { "query A { a }": 1 }'],
  ])('are not found in %s', (text) => {
    expect(found({ 'a.ts': text })).toEqual({ documents: [], unread: [] });
  });

  it('in shorthand are found by their shape, in contrast to other braces', () => {
    expect(
      documentsIn({
        'a.js':
          'ask(`{ posts(first: 3) { nodes { id } } }`); const css = "{ a { b: c; } }"; f("{count} of {all}")',
      }),
    ).toEqual(['a.js:1 a']);
  });

  it.each([
    [
      'Page.vue',
      '<template><p>don\'t</p></template>\n<script setup lang="ts">\nconst q = gql`query A { a }`\n</script>',
    ],
    ['page.svelte', '<p>it\'s</p>\n<script context="module">\nconst q = `query A { a }`;\n</script>'],
    ['page.astro', '---\nconst title = "a";\nconst q = `query A { a }`;\n---\n<p>don\'t</p>'],
    ['page.html', "<p>It's</p>\n\n<script>const q = `query A { a }`</script>"],
    ['page.php', "<?php\n\n$q = 'query A { a }';"],
    ['here.php', '<?php\n$q = <<<GRAPHQL\nquery A { a }\nGRAPHQL;'],
    ['requests.json', '{\n  "name": "x",\n  "query": "query A { a }"\n}'],
  ])('are found in %s, with their line numbers', (file, text) => {
    expect(documentsIn({ [file]: text })).toEqual([`${file}:3 A`]);
  });

  it('are found in the markup of a component', () => {
    expect(documentsIn({ 'a.astro': '---\n---\n{await ask(`query A { a }`)}' })).toEqual(['a.astro:3 A']);
  });

  it('are found in a file that cannot be parsed, and the file is reported', () => {
    const { documents, unread } = found({ 'a.js': 'const q = gql`query A { a }`; } else {' });
    expect(documents.map(({ name }) => name)).toEqual(['A']);
    expect(unread).toMatchObject([{ file: 'a.js', why: expect.stringContaining('neither') }]);
  });

  it('count once if a code generator repeats them', () => {
    const files = {
      'a.ts': 'graphql(`query A { a }`)',
      'gql/gql.ts':
        '/* eslint-disable */\nexport function graphql(s: "query A { a }"): X;\nconst d = { "query A { a }": A }',
      'generated/hooks.ts': '// generated\nexport const A = gql`query A { a }`',
    };
    expect(documentsIn(files)).toEqual(['a.ts:1 A']);
  });
});

describe('a value inserted into a document', () => {
  const card = 'fragment Card on Post { id }';
  it.each([
    [
      'a constant of the file',
      { 'a.ts': `const Card = gql\`${card}\`; gql\`query A { p { ...Card } } §{Card}\`` },
    ],
    [
      'an import',
      {
        'a.ts': "import { Card } from './b'; gql`§{Card} query A { p { ...Card } }`",
        'b.ts': `export const Card = gql\`${card}\``,
      },
    ],
    [
      'a default import of an index',
      {
        'a.ts': "import C from './b'; gql`query A { p { §{C} } }`",
        'b/index.js': 'const C = `id title`; export default C',
      },
    ],
    [
      'an alias of the bundler',
      {
        'src/a.ts': "import { F } from '@/lib/b'; gql`query A { p { §{F} } }`",
        'src/lib/b.ts': 'export const F = "id"',
      },
    ],
    [
      'an export of an imported name',
      {
        'a.ts': "import { F } from './i'; gql`query A { p { §{F} } }`",
        'i.ts': "export * from './b'",
        'b.ts': 'export const F = "id"',
      },
    ],
    [
      'CommonJS',
      {
        'a.js': "const { F } = {}; const b = require('./b'); gql`query A { p { §{b.F} } }`",
        'b.js': 'module.exports = { F: "id" }',
      },
    ],
    ['a member', { 'a.ts': 'const f = { post: { card: `id` } }; gql`query A { p { §{f.post.card} } }`' }],
    [
      'a member of a component',
      {
        'a.jsx': "import Header from './b'; gql`query A { p { ...H } } §{Header.fragments.entry}`",
        'b.jsx':
          'export default function Header() {}\nHeader.fragments = { entry: gql`fragment H on Post { id }` }',
      },
    ],
    [
      'the text of a document',
      {
        'a.ts': `const Card = gql\`${card}\`; const q = \`query A { p { ...Card } } §{Card.loc.source.body}\``,
      },
    ],
    [
      'the result of a function',
      { 'a.ts': 'const list = (f) => `p { §{f} }`; gql`query A { §{list("id")} }`' },
    ],
    [
      'a name that is imported automatically',
      {
        'a.vue': '<script setup>gql`query A { p { §{cardFields} } }`</script>',
        'utils/f.ts': 'export const cardFields = `id`',
      },
    ],
    ['a number', { 'a.ts': 'const size = 5; gql`query A { p(first: §{size}) { id } }`' }],
  ])('is resolved: %s', (_, files) => {
    const { documents, unread } = found(files as Record<string, string>);
    expect([documents.map(({ name }) => name), unread]).toEqual([['A'], []]);
    expect(documents[0]?.text).toMatch(/\bid\b/);
    expect(documents[0]?.inserted).toEqual([]);
  });

  it.each([
    ['fields that are known at run time', 'const q = (f) => gql`query A { posts { §{f} } }`', 'inserts §{f}'],
    ['a syntax error', 'gql`query A { posts { }`', 'Line 2 is not valid GraphQL'],
    ['a text that continues elsewhere', "let q = 'query A {'; q += ' a }'", 'not valid GraphQL'],
    ['an unknown fragment', 'gql`query A { ...Card }`', 'fragment Card is not defined'],
    ['text in a string', 'const q = (s) => gql`query A { p(slug: "x-§{s}") { id } }`', 'inserts §{s}'],
  ])('is reported if it cannot be resolved: %s', (_, text, why) => {
    const { documents, unread } = found({ 'a.ts': `\n${text}` });
    expect(documents).toEqual([]);
    expect(unread).toMatchObject([
      { file: 'a.ts', line: 2, why: expect.stringContaining(why.replace('§', '$')) },
    ]);
  });

  it('is no separate document', () => {
    const { documents, unread } = found({
      'fields.ts': 'export const fields = gql`id ...on Post { title }`',
      'a.ts': "import { fields } from './fields'; gql`query A { p { §{fields} } }`",
      'client.ts': 'const ask = (query) => client.query({ query: gql`§{query}` }); const run = (q) => gql(q)',
    });
    expect([documents.length, unread]).toEqual([1, []]);
  });
});
