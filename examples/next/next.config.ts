import type { NextConfig } from 'next';

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  // The addresses of WordPress.
  trailingSlash: true,
  experimental: {
    inlineCss: true,
    // Small WordPress servers answer few requests at a time.
    staticGenerationMaxConcurrency: 2,
  },
};

export default config;
