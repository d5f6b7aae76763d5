import { availableParallelism } from 'node:os';
import type { Options } from './option.ts';
import { addressRanges, oneOf, wholeNumber } from './values.ts';

const processes = wholeNumber(1, 256);

/** Options of the process that serves a site. */
export const processOptions = {
  trustedProxies: {
    flag: 'trusted-proxies',
    env: 'PRESSQL_TRUSTED_PROXIES',
    placeholder: 'LIST',
    default: [],
    sentence:
      'Proxies whose `X-Forwarded-For` names the client: addresses, ranges such as 10.0.0.0/8, loopback, linklocal, uniquelocal.',
    ...addressRanges,
  },
  grace: {
    flag: 'grace',
    env: 'PRESSQL_GRACE',
    placeholder: 'MS',
    default: 30_000,
    sentence: 'Milliseconds that running requests get when the gateway stops.',
    ...wholeNumber(0, 3_600_000),
  },
  log: {
    flag: 'log',
    env: 'PRESSQL_LOG',
    placeholder: 'text|json|none',
    default: 'text' as const,
    inProduction: 'json' as const,
    sentence: 'How the gateway logs each operation: as text, as JSON, or not at all.',
    ...oneOf('text', 'json', 'none'),
  },
  fork: {
    flag: 'fork',
    env: 'PRESSQL_FORK',
    placeholder: 'N',
    default: 1,
    sentence:
      'Processes that serve the site at one port, for more processor cores; `--fork` alone starts one for each core. They need `redis`, to share what they know.',
    isSwitch: true,
    ...processes,
    parse: (text: string) => (text === 'true' ? availableParallelism() : processes.parse(text)),
  },
  metricsPort: {
    flag: 'metrics-port',
    env: 'PRESSQL_METRICS_PORT',
    placeholder: 'N',
    default: null,
    sentence: 'Port at which Prometheus reads /metrics. Without it, there are no metrics.',
    ...wholeNumber(0, 65_535),
  },
} satisfies Options;
