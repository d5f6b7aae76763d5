/** What one folder of `src` may import. */
export interface FolderRule {
  /** Folders below it, which it may import beside itself. */
  readonly below: readonly string[];
  /** Packages that this folder uses, each with the one file that may import it: its door. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The folder of files that stand in `src` itself. */
export const top = '.';

/** The folder that every other one may import: the door of the package that all of them use. */
export const shared = 'packages';

/** The layers of the house, from the bottom to the top. A folder imports only folders above it in this table. */
export const folders: Readonly<Record<string, FolderRule>> = {
  [shared]: { below: [], packages: { graphql: 'packages/graphql.ts' } },
  values: {
    below: [],
    packages: {
      'ipaddr.js': 'values/ip-address.ts',
      '@opentelemetry/api': 'values/tracing.ts',
      'lru-cache': 'values/lru-cache.ts',
      '@noble/hashes': 'values/hash.edge.ts',
    },
  },
  wordpress: { below: ['values'], packages: { 'node-fetch': 'wordpress/node-fetch.ts' } },
  site: { below: ['values', 'wordpress'], packages: {} },
  cache: { below: ['site', 'values', 'wordpress'], packages: { '@redis/client': 'cache/redis/client.ts' } },
  feed: { below: ['cache', 'site', 'values', 'wordpress'], packages: {} },
  content: {
    below: ['site', 'values'],
    packages: {
      htmlparser2: 'content/html.ts',
      'css-select': 'content/select.ts',
      'mdast-util-to-markdown': 'content/markdown/markdown.ts',
      mdast: 'content/markdown/mdast.ts',
    },
  },
  loading: {
    below: ['cache', 'content', 'site', 'values', 'wordpress'],
    packages: { dataloader: 'loading/base/wave-loader.ts' },
  },
  schema: {
    below: ['cache', 'content', 'loading', 'site', 'values', 'wordpress'],
    packages: { '@pothos/core': 'schema/kit/base/pothos.ts', entities: 'schema/kit/base/text.ts' },
  },
  integrations: {
    below: ['content', 'loading', 'schema', 'site', 'values', 'wordpress'],
    packages: {},
  },
  compare: {
    below: ['values'],
    packages: { '@babel/parser': 'compare/read/module.ts', '@babel/types': 'compare/read/babel.ts' },
  },
  server: {
    below: ['cache', 'content', 'loading', 'schema', 'site', 'values', 'wordpress'],
    packages: {
      'graphql-yoga': 'server/graphql-yoga.ts',
      '@fastify/busboy': 'server/multipart.node.ts',
      'rate-limiter-flexible': 'server/rate-limiter.ts',
      '@modelcontextprotocol/server': 'server/mcp/sdk.ts',
      'structured-headers': 'server/preview-context.ts',
      zod: 'server/mcp/sdk.ts',
    },
  },
  config: {
    below: ['cache', 'content', 'feed', 'integrations', 'loading', 'site', 'values', 'wordpress'],
    packages: { dotenv: 'config/dotenv.ts', jiti: 'config/jiti.ts' },
  },
  observe: {
    below: ['server', 'values', 'wordpress'],
    packages: { pino: 'observe/json-log.ts', 'prom-client': 'observe/metrics.ts' },
  },
  demo: { below: ['values', 'wordpress'], packages: {} },
  [top]: {
    below: [
      'cache',
      'config',
      'feed',
      'integrations',
      'loading',
      'schema',
      'server',
      'site',
      'values',
      'wordpress',
    ],
    packages: {},
  },
  edge: {
    below: [top, 'cache', 'integrations', 'schema', 'server', 'site', 'values', 'wordpress'],
    packages: {},
  },
  cli: {
    below: [
      top,
      'cache',
      'compare',
      'config',
      'demo',
      'feed',
      'integrations',
      'loading',
      'observe',
      'schema',
      'server',
      'site',
      'values',
      'wordpress',
    ],
    // The operator's integrations are loaded by the paths in the options.
    packages: {
      '(computed)': 'cli/own-modules.ts',
      commander: 'cli/commander.ts',
      '@clack/prompts': 'cli/prompts.ts',
    },
  },
};

/**
 * The layers inside of a folder, from the bottom to the top: a folder imports only folders before it in its list, and
 * each folder of source files is in the list. Files that stand beside these folders are above all of them.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  loading: ['base', 'access', 'rest', 'settings', 'entities', 'pages', 'menus'],
  integrations: [
    'acf/definitions',
    'acf/rest',
    'acf/graph',
    'acf',
    'template-hierarchy',
    'jwt',
    'seo',
    'seopress',
    'aioseo',
    'rank-math',
    'woocommerce',
    'gravity-forms/tables',
    'gravity-forms',
    'yoast',
  ],
  compare: ['read', 'check', 'ask', 'transport', 'diff', 'print'],
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
    'blocks',
    'body',
    'terms',
    'content',
    'custom',
    'comments',
    'users',
    'menus',
    'site',
    'roots',
    'routes',
    'federation',
    'subscriptions',
    'mutations',
    'integration',
    'many',
  ],
};

/** Groups of files whose types refer to one another, each with the reason. When the gateway runs, nothing of it is left. */
export const typeCycles: readonly { readonly files: readonly string[]; readonly because: string }[] = [
  {
    because:
      'A site is made of parts (menus, templates, overlaps), and each of their files works on the whole site.',
    files: [
      'site/custom-fields.ts',
      'site/menus.ts',
      'site/overlaps.ts',
      'site/resources.ts',
      'site/site-links.ts',
      'site/site.ts',
      'site/stock-rows.ts',
      'site/templates.ts',
    ],
  },
  {
    because: 'A graph knows the kinds of values that plugins have, and these make their types in the graph.',
    files: ['schema/kit/graph/field-groups.ts', 'schema/kit/graph/graph.ts'],
  },
];

/** Files that ask whether they run in Node before they use what it alone has. */
export const guards: readonly string[] = ['values/environment.ts', 'values/timers.ts'];

/** Longest file, in lines. */
export const longest = 300;
