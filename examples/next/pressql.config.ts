import { defineConfig } from 'pressql';

// Read by `npm run gateway` and `npm run demo`.
export default defineConfig({
  // Links in articles lead to this frontend.
  frontendUrl: '/',
  // The slash at the end matters: Next redirects addresses without it (`trailingSlash`), and a call is never redirected.
  webhooks: [
    {
      url: process.env.REVALIDATE_URL ?? 'http://localhost:3000/api/revalidate/',
      secret: process.env.REVALIDATE_SECRET ?? '',
    },
  ],
  // Room to name all documents of a page in the header `X-GraphQL-Keys`; see lib/pressql.ts.
  cacheTagSize: 4000,
});
