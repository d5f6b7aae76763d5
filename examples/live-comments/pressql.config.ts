import { defineConfig } from 'pressql';

// Read by `npm run gateway` and `npm run demo`.
export default defineConfig({
  // The page asks the gateway from another origin. Name the origins of your site here.
  corsOrigins: ['http://localhost:5173', 'http://localhost:4173'],
});
