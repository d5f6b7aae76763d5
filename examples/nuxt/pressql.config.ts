import { defineConfig } from 'pressql';

// Read by `npm run gateway` and `npm run demo`.
export default defineConfig({
  // Links in articles lead to this frontend.
  frontendUrl: '/',
});
