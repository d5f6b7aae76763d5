import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Every test file starts its own WordPress: the first start on a machine downloads and seeds it.
    hookTimeout: 300_000,
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
