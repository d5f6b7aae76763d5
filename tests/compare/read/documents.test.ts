import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findDocuments } from '../../../src/compare/read/documents.ts';
import { fileKind, readSources } from '../../../src/compare/read/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'pressql-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns a source file. `§{…}` in its text means an interpolation. */
const source = (file: string, text: string) => ({
  file,
  text: text.replaceAll('§', '$'),
  kind: fileKind(file),
});
const names = (found: ReturnType<typeof findDocuments>) => found.documents.map(({ name }) => name);

describe('documents', () => {
  it('are operations with the fragments that they use, from all files', () => {
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

  it('in one file have their own line numbers', () => {
    const found = findDocuments([source('many.graphql', 'query A { a }\nquery B { b }\n\nmutation C { c }')]);
    expect(found.documents.map(({ name, line }) => `${name}:${line}`)).toEqual(['A:1', 'B:2', 'C:4']);
    expect(found.documents[1]?.text).toBe('query B {\n  b\n}');
  });

  it('use the nearest of several fragments with the same name, and note it', () => {
    const found = findDocuments([
      source('src/a/q.graphql', 'query A { posts { ...Card } }'),
      source('src/b/card.graphql', 'fragment Card on X { far }'),
      source('src/a/card.graphql', 'fragment Card on X { near }'),
    ]);
    expect(found.documents[0]?.text).toContain('near');
    expect(found.documents[0]?.notes).toEqual([
      '2 fragments are named Card. The comparison uses the one in src/a/card.graphql.',
    ]);
  });

  it('with alternative texts are one document with alternatives', () => {
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

  it('are not found in texts that only resemble them, nor in a schema', () => {
    const found = findDocuments([
      source('a.ts', 'log(`query the site { or not`); log("the query { failed"); css`a { b { c: d } }`'),
      source('b.ts', 'const typeDefs = gql`type Query { a: Int }`'),
      source('schema.graphql', 'type Query { a: Int }'),
    ]);
    expect(found).toEqual({ documents: [], unread: [] });
  });

  it('are read from folders, without installed packages and build results', () => {
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
