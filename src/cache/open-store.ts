import type { AnswerMemory } from '../wordpress/remembering-upstream.ts';
import { type AgesByResource, longestAge } from './ages.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import type { Instances, InstancesOptions } from './redis/instances.ts';
import { openSnapshot } from './snapshot.ts';

/** The memory of a gateway, with its files. */
export interface OpenStore {
  readonly store: MemoryStore;
  /** The answers of the last discovery. Undefined without a folder for files. */
  readonly siteMemory: AnswerMemory | undefined;
  /** What it shares with other gateways of the site. Null without Redis. */
  readonly instances: Instances | null;
  /** Writes the files for the last time. */
  close(): Promise<void>;
}

/** Options of {@link openStore}. */
export interface OpenStoreOptions {
  /** The address of the site. */
  readonly url: string;
  /** Bytes of memory for documents and lists. */
  readonly cacheSize: number;
  /** Folder for the files with which a gateway starts while WordPress is down. Null for none. */
  readonly cacheDir: string | null;
  /** The address of Redis. Null for none. */
  readonly redis: string | null;
  /** Begins all keys in Redis. */
  readonly redisPrefix: string;
  readonly ages: AgesByResource | null;
  /** Called with lines for the operator. */
  readonly onNote: (line: string) => void;
  readonly onError: (error: unknown) => void;
  readonly now?: (() => number) | undefined;
}

/** Milliseconds between two snapshots. */
const snapshotInterval = 60_000;

/**
 * Returns a store with the entries of its files, connected to Redis.
 *
 * @throws TypeError if the address of Redis is none
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenStore> {
  const { url, cacheSize, cacheDir, redis, redisPrefix: prefix, ages, onError } = options;
  const store = createMemoryStore(cacheSize);
  const instances =
    redis === null
      ? null
      : await join({ ...options, redis, prefix, memory: store, lasts: longestAge(ages ?? {}) });
  const leave = async () => instances?.close();
  if (cacheDir === null) return { store, siteMemory: instances?.siteMemory, instances, close: leave };
  const snapshot = await openSnapshot(cacheDir, url, onError);
  await snapshot.load(store);
  // Each snapshot begins after the last one has ended.
  let saving = Promise.resolve();
  const save = () => {
    saving = saving.then(() => snapshot.save(store));
    return saving;
  };
  const timer = setInterval(() => void save(), snapshotInterval);
  timer.unref();
  return {
    store,
    siteMemory: instances ? both(instances.siteMemory, snapshot.site) : snapshot.site,
    instances,
    async close() {
      clearInterval(timer);
      await leave();
      await save();
    },
  };
}

/** Returns a memory that keeps answers in both, and recalls what the first one has. */
function both(first: AnswerMemory, second: AnswerMemory): AnswerMemory {
  return {
    recall: (request) => first.recall(request) ?? second.recall(request),
    keep(request, answer) {
      first.keep(request, answer);
      second.keep(request, answer);
    },
  };
}

/** The client of Redis takes time and memory, so only gateways that use it load it. */
async function join(options: InstancesOptions): Promise<Instances> {
  const { joinInstances } = await import('./redis/instances.ts');
  return joinInstances(options);
}
