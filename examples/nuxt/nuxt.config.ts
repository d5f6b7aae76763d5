export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  css: ['~/assets/styles.css', '~/assets/article.css'],
  // Styles are in the page: no page waits for a second file.
  features: { inlineStyles: true },
  // Nuxt's own server compresses nothing unless the build has done it.
  nitro: { compressPublicAssets: true },
  // `NUXT_GRAPHQL_URL` replaces it when the site starts.
  runtimeConfig: { graphqlUrl: 'http://localhost:4000/graphql' },
  app: {
    head: {
      htmlAttrs: { lang: 'en' },
      link: [{ rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }],
    },
  },
  // Without this, the server's build fails with EXTERNAL_MODULES_CANNOT_BE_TRANSFORMED_TO_MODULES, for unctx.
  alias: { unctx: `${process.cwd()}/node_modules/unctx/dist/index.mjs` },
  typescript: { strict: true },
});
