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
 * @property {string} [content] PHP that removes from the site what it cannot build, whatever the endpoint is.
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

/** Pages of WordPress, for frontends that list few of them. */
const entries = [
  '/',
  '/the-night-the-trams-sang/',
  '/bread-at-the-edge-of-the-night/',
  '/about/',
  '/about/contact/',
  '/category/town/',
  '/category/town/harbour/',
  '/tag/fog/',
];

/** @type {readonly Starter[]} */
export const starters = [
  {
    name: 'astro-wordpress-starter',
    framework: 'Astro 2',
    repository: 'JEverhart383/astro-wordpress-starter',
    commit: 'f9cc3db5ebea996e64dac5a43ed024678437a434',
    env: { WORDPRESS_API_URL: '{graphql}' },
    content: `foreach (get_terms(['taxonomy' => 'post_tag', 'hide_empty' => false]) as $tag) wp_delete_term($tag->term_id, 'post_tag');`,
    start: ['node', 'dist/server/entry.mjs'],
    differs: 'nothing. Its site has no tags: it cannot build them',
  },
  {
    name: 'next-wordpress-starter',
    framework: 'Next 13, pages',
    repository: 'colbyfayock/next-wordpress-starter',
    commit: 'e93ef6b0ed5b0f882c319894d1e2bdba2dc1846d',
    env: { WORDPRESS_GRAPHQL_ENDPOINT: '{graphql}' },
    start: next,
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
    name: 'next-cms-wordpress',
    framework: 'Next 13, app',
    repository: 'shadcn/next-cms-wordpress',
    commit: 'a4e7eab4f9b67a1a8a929a64b9cd8d6002efbd7d',
    env: { WORDPRESS_API_URL: '{graphql}', WORDPRESS_IMAGE_DOMAIN: '127.0.0.1' },
    install: ['--ignore-scripts'], // for a native package that only resizes images
    start: next,
  },
  {
    name: 'cms-wordpress-app',
    framework: 'Next 10, pages',
    repository: 'kienstra/cms-wordpress-app',
    commit: '162b48eae4f1d5f6767f48f6a2a0d969b90a6f59',
    env: { WORDPRESS_API_URL: '{graphql}', NODE_OPTIONS: '--openssl-legacy-provider' },
    install: ['next@10'],
    start: next,
  },
  {
    ...faust,
    name: 'faustwp-getting-started',
    framework: 'Faust 3, Next 14, pages',
    folder: 'examples/next/faustwp-getting-started',
    install: ['@wordpress/base-styles@5.10.0', '@wordpress/block-library@9.10.0'], // newer styles do not build
    entries,
    differs:
      'the name of the menus, which the theme does not print. In both modes the number of one gallery, which WordPress counts anew in each request',
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
  },
  {
    ...toolkit,
    name: 'hwptoolkit-next',
    framework: 'Next 15, pages, urql',
    folder: 'examples/next/template-hierarchy/example-app',
    edits: local('src/lib/client.js'),
    start: next,
    entries,
  },
  {
    name: 'nuxt-wordpress-starter',
    framework: 'Nuxt 3',
    repository: 'JEverhart383/nuxt-wordpress-starter',
    commit: '6d195feb27e6e3997d5f271bd0b9aa82265cf4fd',
    env: { NUXT_PUBLIC_WORDPRESS_URL: '{graphql}' },
    start: nitro,
  },
  {
    name: 'wpnuxt',
    framework: 'WPNuxt 2, Nuxt 4',
    repository: 'wpnuxt/wpnuxt',
    commit: '8372d5939812e933d697eeffb06eb6bda9c90291',
    folder: 'playgrounds/core',
    env: {},
    edits: [{ file: 'nuxt.config.ts', from: 'https://wordpress.wpnuxt.com', to: '{origin}' }],
    install: ['@wpnuxt/core@2.4.0', 'nuxt@4.4.2'], // a newer Nuxt does not build it
    start: nitro,
  },
  {
    name: 'wp-astro',
    framework: 'Astro 5',
    repository: 'NgawangChoedenShankentsang/WP-Astro',
    commit: 'edc0f9168a686d9e36adea7af90a8642ab49b045',
    env: {},
    edits: [{ file: 'src/data/wordpress.ts', from: 'http://wp-astro.local/graphql', to: '{graphql}' }],
    content: `foreach (get_posts(['numberposts' => -1]) as $post) if (!has_post_thumbnail($post)) wp_delete_post($post->ID, true);`,
    start: ['astro', 'preview', '--host', '127.0.0.1', '--port', '{port}'],
    differs: 'nothing. Its site has no posts without an image: it cannot build them',
  },
];

/** Frontends that cannot be compared here, whatever the endpoint is, and why. */
export const leftOut = [
  ['vercel/next.js, examples/cms-wordpress', 'queries fields of Yoast SEO'],
  ['gregrickaby/nextjs-wordpress', 'queries fields of Yoast SEO, and a post type `book`'],
  ['karl-mantle/astro-wordpress-blog', 'queries fields of Yoast SEO'],
  ['mwtnb7/astro-wpgraphql-example', 'queries fields of Yoast SEO, and `blocks`'],
  ['dipankarmaikap/nextjs-wordpress-demo', 'queries the field `dataUrl`, which its author adds to WordPress'],
  ['HynekS/nextjs-wpgraphql-frontend', 'queries the post types of its author’s site'],
  ['theodesp/astro-wordpress-starter', 'has no Astro adapter, so it does not build'],
  [
    'wpengine/hwptoolkit, client-app-router-fetch-data',
    'queries its own post type `event`, with fields of ACF',
  ],
  ['wpengine/hwptoolkit, apollo-client-filesystem-routing', 'queries its own post type `movie`'],
  ['wpengine/hwptoolkit, custom-sitemap-vanilla-wpgraphql', 'queries its own post type `building`'],
  ['wpengine/hwptoolkit, apollo-client-data-fetch', 'needs WPGraphQL Smart Cache: its queries are persisted'],
  ['wpengine/hwptoolkit, examples/nuxt', 'shows its content only in a browser'],
  ['dknauss/Headless-WordPress-SvelteKit-Site', 'shows a random number on each page'],
  ['blakewilson/next-wp-template-hierarchy', 'needs the plugin FaustWP: it queries the field `templates`'],
  ['ristotoldsep/nextjs-headless-wordpress-app-router', 'queries fields of Yoast SEO'],
  ['jovanhartono/fc-blog', 'queries fields of ACF'],
  ['milanrolie/Sveltekit-Wordpress-Template', 'queries fields of ACF'],
  ['fantaz-st/NextJS-WPGraphQL-blog', 'lacks a file that it imports, so it does not build'],
  ['JEverhart383/crash-course-headless-wp-next-wpgraphql', 'shows posts of its own code, for a lesson'],
  ['kieren-mcgill/remix-wordpress-starter', 'reads the REST API'],
  ['cniklas/headless-wordpress-astro', 'reads the REST API'],
  ['sharu725/sveltekit-wordpress-headless', 'reads the REST API'],
];
