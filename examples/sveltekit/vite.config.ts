import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => ({
  plugins: [
    sveltekit({
      adapter: adapter(),
      // SvelteKit refuses forms that come from another origin.
      paths: { origin: loadEnv(mode, process.cwd(), '')['ORIGIN'] || 'http://localhost:3000' },
      // Styles are in the page: no page waits for a second file.
      inlineStyleThreshold: 30_000,
      // One small script instead of fourteen, because Node's server speaks HTTP/1.1: it sends six files at a time.
      output: { bundleStrategy: 'single' },
    }),
  ],
}));
