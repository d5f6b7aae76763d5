import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A frontend's source: fragments on interfaces, a node by its address, and what its types must allow. */
const source = `
import { graphql } from './generated/index.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';

export const cardFragment = graphql(\`
  fragment Card on ContentNode {
    uri
    date
    ... on NodeWithTitle { title }
    ... on NodeWithFeaturedImage { featuredImage { node { sourceUrl(size: MEDIUM) altText } } }
  }
\`);
export const posts = graphql(\`
  query Posts($first: Int!, $after: String) {
    posts(first: $first, after: $after, where: { orderby: [{ field: DATE, order: DESC }] }) {
      totalCount
      nodes { id databaseId ...Card author { node { name } } categories { nodes { name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
\`);
export const byUri = graphql(\`
  query ByUri($uri: String!) {
    nodeByUri(uri: $uri) {
      __typename
      ... on Post { title content comments { nodes { author { node { __typename name ... on User { slug } } } } } }
      ... on Page { title children { nodes { uri } } }
      ... on Category { name posts { nodes { title } } }
    }
  }
\`);

type PostsResult = ResultOf<typeof posts>;
export function titles(result: PostsResult): number[] {
  return (result.posts?.nodes ?? []).map((post) => post.databaseId);
}
export function headline(node: NonNullable<ResultOf<typeof byUri>['nodeByUri']>): string | null | undefined {
  return node.__typename === 'Category' ? node.name : node.__typename === 'Post' ? node.title : null;
}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, 'tests', 'codegen', 'generated-'));
  writeFileSync(join(folder, 'app.ts'), source);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('@graphql-codegen/cli with the client preset', () => {
  it('makes types of schema/schema.graphql that compile', async () => {
    await generate(
      {
        schema: join(root, 'schema', 'schema.graphql'),
        documents: join(folder, 'app.ts'),
        silent: true,
        generates: {
          [`${join(folder, 'generated')}/`]: {
            preset: 'client',
            presetConfig: { fragmentMasking: false },
            config: { useTypeImports: true, enumsAsTypes: true },
            importExtension: '.ts',
          } as never,
        },
      },
      true,
    );
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags =
      '--ignoreConfig --noEmit --strict --target es2022 --module esnext --moduleResolution bundler --skipLibCheck';
    const { stdout, status } = spawnSync(
      process.execPath,
      [tsc, ...flags.split(' '), '--allowImportingTsExtensions', join(folder, 'app.ts')],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
