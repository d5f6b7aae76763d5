import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One graphql for all: Vite would give our files its ES modules, and Node gives Pothos and Yoga its CommonJS.
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) },
      // Astro is no dependency of this repository. Its copy of zod is.
      { find: /^astro\/zod$/, replacement: 'zod' },
      { find: /^#platform\/(.*)$/, replacement: fileURLToPath(new URL('src/$1.node.ts', import.meta.url)) },
      // Examples of the documentation import the package by its name.
      { find: /^pressql$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) },
      {
        find: /^pressql\/edge$/,
        replacement: fileURLToPath(new URL('src/edge/index.ts', import.meta.url)),
      },
      {
        find: /^pressql\/integrations$/,
        replacement: fileURLToPath(new URL('src/integrations/index.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    env: { PRESSQL_STRICT_READS: '1' },
    // Lends running WordPresses to test files, and builds the package. The first start on a machine downloads and seeds
    // WordPress.
    globalSetup: ['tests/wordpress/broker.ts', 'tests/build.ts'],
    hookTimeout: 300_000,
    testTimeout: 60_000,
    // A second, the default, is short for WordPress on a busy computer. What is true earlier ends the wait.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    // A third of the time of small test files was the import of the same modules. Test files share no state: they restore
    // the environment variables that they set.
    isolate: false,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reporter: ['text-summary'],
      // Of all tests: `npm run coverage`. What runs in processes of its own, such as the command, is not counted.
      thresholds: { statements: 75, lines: 75, functions: 75, branches: 65 },
    },
  },
});
