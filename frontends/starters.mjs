// The frontends that are built: one row for each.

/**
 * A published frontend. In `env`, `edits` and `start`, `{graphql}` stands for the endpoint, `{origin}` for the endpoint without its
 * path, `{site}` for WordPress, and `{own}` and `{port}` for the frontend's own address.
 *
 * @typedef {object} Starter
 * @property {string} name
 * @property {string} framework With its version.
 * @property {string} repository On GitHub.
 * @property {string} commit
 * @property {string} [folder] Of the frontend in its repository. @default the repository's root
 * @property {Readonly<Record<string, string>>} env Its environment variables.
 * @property {readonly { file: string, from: string, to: string }[]} [edits] Where the address of the endpoint is in the code.
 * @property {readonly string[]} [install] More arguments for `npm install`: versions of packages that it leaves open.
 * @property {string} [build] The script that builds it. @default build
 * @property {readonly string[]} start The command that serves what was built.
 * @property {readonly string[]} [entries] Where the crawl starts. @default ['/']
 * @property {string} [differs] What differs in a mode, and why, for readers of the table.
 */

const next = ['next', 'start', '-p', '{port}'];
const nitro = ['node', '.output/server/index.mjs'];
const vite = ['vite', 'preview', '--host', '127.0.0.1', '--port', '{port}'];
const faust = {
  framework: 'Faust 3',
  repository: 'wpengine/faustjs',
  commit: '836009b874843074a3b316a54825d6766e98d49b',
  env: { NEXT_PUBLIC_WORDPRESS_URL: '{origin}', NEXT_PUBLIC_URL: '{own}' },
  start: next,
};
/** WP Engine's examples of frontends without Faust. */
const toolkit = {
  repository: 'wpengine/hwptoolkit',
  commit: '3acd87058f2174837d9c5c25b96a2c2eafc5c55b',
  env: {},
};
/** The address in some of them, for which they read no variable. */
const local = (file) => [{ file, from: 'http://localhost:8888', to: '{origin}' }];

/** @type {readonly Starter[]} */
export const starters = [
  {
    name: 'astro-wordpress-starter',
    framework: 'Astro 2',
    repository: 'JEverhart383/astro-wordpress-starter',
    commit: 'f9cc3db5ebea996e64dac5a43ed024678437a434',
    env: { WORDPRESS_API_URL: '{graphql}' },
    start: ['node', 'dist/server/entry.mjs'],
  },
  {
    name: 'next-wordpress-starter',
    framework: 'Next 13, pages',
    repository: 'colbyfayock/next-wordpress-starter',
    commit: 'e93ef6b0ed5b0f882c319894d1e2bdba2dc1846d',
    env: { WORDPRESS_GRAPHQL_ENDPOINT: '{graphql}' },
    start: next,
    differs:
      'the menu; the pagination, from the setting `postsPerPage`; in both, the time of the build in the feed',
  },
  {
    name: 'next-wpgraphql-basic-starter',
    framework: 'Next 13, pages',
    repository: 'colbyfayock/next-wpgraphql-basic-starter',
    commit: 'b433ada739c9f3a68f997a71f61b76ddf3ede7f1',
    env: { WORDPRESS_GRAPHQL_ENDPOINT: '{graphql}' },
    start: next,
  },
  {
    name: 'isr-blog-nextjs-wordpress',
    framework: 'Next 14, pages',
    repository: 'pdxor/isr-blog-nextjs-wordpress',
    commit: '4e9ede78dce1edea779347a9d06c3cbd237d60a8',
    env: { WORDPRESS_API_URL: '{graphql}' },
    install: ['next@14'],
    start: next,
  },
  {
    ...faust,
    name: 'faustwp-getting-started',
    framework: 'Faust 3, Next 14, pages',
    folder: 'examples/next/faustwp-getting-started',
  },
  {
    ...faust,
    name: 'faust-app-router',
    framework: 'Faust 3, Next 15, app',
    folder: 'examples/next/app-router',
  },
  {
    ...toolkit,
    name: 'hwptoolkit-astro',
    framework: 'Astro 7, urql',
    folder: 'examples/astro/template-hierarchy-data-fetching-urql/example-app',
    edits: local('src/lib/client.js'),
    start: ['astro', 'preview', '--host', '127.0.0.1', '--port', '{port}'],
  },
  {
    ...toolkit,
    name: 'hwptoolkit-sveltekit',
    framework: 'SvelteKit 2, urql',
    folder: 'examples/sveltekit/template-hierarchy-data-fetching-urql/example-app',
    edits: local('src/lib/client.ts'),
    start: vite,
    differs: 'the menu',
  },
  {
    ...toolkit,
    name: 'hwptoolkit-next',
    framework: 'Next 15, pages, urql',
    folder: 'examples/next/template-hierarchy/example-app',
    edits: local('src/lib/client.js'),
    start: next,
  },
  {
    ...toolkit,
    name: 'hwptoolkit-apollo',
    framework: 'Next 15, pages, Apollo',
    folder: 'examples/next/apollo-client-data-fetch/example-app',
    env: { NEXT_PUBLIC_WORDPRESS_URL: '{origin}', NEXT_PRIVACY_POLICY_URI: '/privacy' },
    start: next,
  },
  {
    ...toolkit,
    name: 'hwptoolkit-app-router',
    framework: 'Next 15, app',
    folder: 'examples/next/client-app-router-fetch-data/example-app',
    env: { NEXT_PUBLIC_WORDPRESS_URL: '{origin}' },
    start: next,
  },
  {
    name: 'nuxt-wordpress-starter',
    framework: 'Nuxt 3',
    repository: 'JEverhart383/nuxt-wordpress-starter',
    commit: '6d195feb27e6e3997d5f271bd0b9aa82265cf4fd',
    env: { NUXT_PUBLIC_WORDPRESS_URL: '{graphql}' },
    start: nitro,
  },
];
