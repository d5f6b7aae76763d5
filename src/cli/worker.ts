import cluster, { type Worker as Self } from 'node:cluster';
import { gatewayOptions } from '../config/gateway-options.ts';
import { commandOptions, type Settings } from '../config/options.ts';

/** This process as one of several that serve the site; see `workers.ts`. */
export interface Worker {
  /** From 1 on. A worker that replaces another has its number. */
  readonly number: number;
  /** Whether this is the process that was started first. It prints what operators read once. */
  readonly isFirst: boolean;
  /** Whether all workers have served the site. It stays true when one of them ends. */
  readonly isComplete: boolean;
  /** Tells the primary process that this worker serves the site. */
  ready(): void;
  /** Closes the connection to the primary process. Without this, the worker would never end. */
  leave(): void;
}

/** The environment variable with the number of a worker. */
export const numberVariable = 'PRESSQL_WORKER';

/** What a worker sends to the primary process when it serves the site. */
export const readyMessage = 'pressql:ready';

/** What the primary process sends to the workers when all of them have served the site. */
export const completeMessage = 'pressql:complete';

/** This process. Null if it serves the site alone, or is the primary process. */
export const worker: Worker | null = cluster.worker ? asWorker(cluster.worker) : null;

function asWorker(self: Self): Worker {
  let isComplete = false;
  self.on('message', (message: unknown) => {
    if (message === completeMessage) isComplete = true;
  });
  return {
    number: Number(process.env[numberVariable]),
    isFirst: self.id === 1,
    get isComplete() {
      return isComplete;
    },
    ready: () => void self.send(readyMessage),
    leave: () => void self.disconnect(),
  };
}

/** The options whose values all processes share. */
const shared = ['cacheSize', 'answerCacheSize', 'concurrency'] as const;

/** Returns the settings of one process: it gets its share of the memory, and of the requests to WordPress. */
export function shareOf(settings: Settings): Settings {
  const { fork = commandOptions.fork.default } = settings;
  if (fork === 1) return settings;
  const shares = shared.map((key) => [key, Math.ceil((settings[key] ?? gatewayOptions[key].default) / fork)]);
  return { ...settings, ...Object.fromEntries(shares) };
}
