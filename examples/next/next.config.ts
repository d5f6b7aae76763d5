import type { NextConfig } from 'next';

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  // The addresses of WordPress.
  trailingSlash: true,
  experimental: {
    inlineCss: true,
    // One script instead of four: nearly all of it is Next itself, which every page needs, and Next's server speaks HTTP/1.1,
    // by which a browser loads six files at a time.
    turbopackChunking: { minChunkSize: 10_000_000, maxMergeChunkSize: 10_000_000 },
    // Small WordPress servers answer few requests at a time.
    staticGenerationMaxConcurrency: 2,
  },
};

export default config;
