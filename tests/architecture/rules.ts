/** What one folder of `src` may import. */
export interface FolderRule {
  /** Folders below it, which it may import beside itself. */
  readonly below: readonly string[];
  /** Packages that belong to this folder, each with the one file that may import it; null where several may. */
  readonly packages: Readonly<Record<string, string | null>>;
}

/** The folder of files that stand in `src` itself. */
export const top = '.';

/** The layers of the house, from the bottom to the top. A folder imports only folders above it in this table. */
export const folders: Readonly<Record<string, FolderRule>> = {
  values: { below: [], packages: {} },
  wordpress: { below: ['values'], packages: { 'node-fetch': null } },
  site: { below: ['values', 'wordpress'], packages: {} },
  content: {
    below: ['site', 'values'],
    packages: {
      htmlparser2: 'content/html.ts',
      'mdast-util-to-markdown': 'content/markdown/markdown.ts',
      mdast: null,
    },
  },
  loading: { below: ['content', 'site', 'values', 'wordpress'], packages: { dataloader: null } },
  schema: {
    below: ['content', 'loading', 'site', 'values', 'wordpress'],
    packages: { '@pothos/core': null, entities: 'schema/kit/base/text.ts' },
  },
  compare: {
    below: ['values'],
    packages: { '@babel/parser': 'compare/read/module.ts', '@babel/types': null },
  },
  server: {
    below: ['loading', 'schema', 'site', 'values', 'wordpress'],
    packages: {
      'graphql-yoga': null,
      '@graphql-yoga/render-graphiql': 'server/graphiql.ts',
      '@fastify/busboy': 'server/uploads.ts',
    },
  },
  config: { below: ['loading', 'site', 'values', 'wordpress'], packages: {} },
  demo: { below: ['values', 'wordpress'], packages: {} },
  [top]: { below: ['config', 'loading', 'schema', 'server', 'site', 'values', 'wordpress'], packages: {} },
  cli: {
    below: [top, 'compare', 'config', 'demo', 'loading', 'schema', 'server', 'site', 'values', 'wordpress'],
    packages: {},
  },
};

/**
 * The layers inside of a folder, from the bottom to the top: a folder imports only folders before it in its list, and
 * each folder of source files is in the list. Files that stand beside these folders are above all of them.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  loading: ['base', 'access', 'rest', 'entities', 'pages', 'menus'],
  compare: ['read', 'ask', 'transport', 'diff', 'print'],
  schema: [
    'kit/base',
    'kit/plugins/reads',
    'kit/plugins',
    'kit/graph',
    'kit/where',
    'kit/relay',
    'kit/fields',
    'find/uri',
    'find',
    'where',
    'body',
    'terms',
    'content',
    'custom',
    'comments',
    'users',
    'menus',
    'site',
    'seo',
    'roots',
    'mutations',
  ],
};

/** Packages that any folder may import: the language of the graph itself. */
export const shared: readonly string[] = ['graphql'];

/** Longest file, in lines. */
export const longest = 300;
