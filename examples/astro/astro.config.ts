import node from '@astrojs/node';
import { defineConfig, envField } from 'astro/config';

export default defineConfig({
  // Pages are made by the build, except for the search and the comments: they are made for each visit.
  output: 'static',
  adapter: node({ mode: 'standalone' }),
  server: { port: 3000 },
  // The addresses of WordPress.
  trailingSlash: 'always',
  build: { inlineStylesheets: 'always' },
  env: {
    schema: {
      GRAPHQL_URL: envField.string({
        context: 'server',
        access: 'secret',
        default: 'http://localhost:4000/graphql',
      }),
    },
  },
});
