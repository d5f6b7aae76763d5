import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findDocuments } from '../../../src/compare/read/documents.ts';
import { kindOf, readSources } from '../../../src/compare/read/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'pressql-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file; `§{…}` stands for an interpolation. */
const source = (file: string, text: string) => ({
  file,
  text: text.replaceAll('§', '$'),
  kind: kindOf(file),
});
const names = (found: ReturnType<typeof findDocuments>) => found.documents.map(({ name }) => name);

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
