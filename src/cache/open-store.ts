import type { RoomPart } from '../values/room.ts';
import { letEnd } from '../values/timers.ts';
import type { AnswerMemory } from '../wordpress/remembering-upstream.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { type AgesByResource, longestAge } from './ages.ts';
import { createDrops, type Drops } from './drops.ts';
import { createMemoryStore, type MemoryStore, storeIn } from './memory-store.ts';
import type { Instances, InstancesOptions } from './redis/instances.ts';
import { openSnapshot } from './snapshot.ts';
import type { Entry } from './store.ts';

/** The store of a gateway, with its files and its connection to Redis. */
export interface OpenStore {
  readonly store: MemoryStore;
  /** The invalidations, also those before the last start if the gateway has a folder for files. */
  readonly drops: Drops;
  /** The answers of the last discovery. Undefined if the gateway has neither Redis nor a folder for files. */
  readonly siteMemory: AnswerMemory | undefined;
  /** What the gateway shares with other instances. Null without Redis. */
  readonly instances: Instances | null;
  /** Leaves Redis and writes the files for the last time. */
  close(): Promise<void>;
}

/** Options of {@link openStore}. */
export interface OpenStoreOptions {
  /** The address of the site. */
  readonly url: string;
  /** Bytes of memory for documents and lists. */
  readonly cacheSize: number;
  /** Memory that the gateways of several sites share. It then replaces `cacheSize`. @default memory of its own */
  readonly part?: RoomPart<Entry> | undefined;
  /** Folder for files, with which a gateway can start while WordPress is down. Null for no files. */
  readonly cacheDir: string | null;
  /** The address of Redis. Null if the gateway uses none. */
  readonly redis: string | null;
  /** The prefix of all keys in Redis. */
  readonly redisPrefix: string;
  /** Milliseconds that a command of Redis may take. */
  readonly redisTimeout: number;
  readonly ages: AgesByResource | null;
  /** Called with lines for the operator. */
  readonly onNote: (line: string) => void;
  readonly onError: (error: unknown) => void;
  readonly now?: (() => number) | undefined;
}

/** Milliseconds between two snapshots. */
const snapshotInterval = 60_000;

/**
 * Returns a store with the entries of its files. Connects to Redis if there is an address.
 *
 * @throws TypeError if the address of Redis is invalid
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenStore> {
  const { url, cacheSize, cacheDir: folder, redis, ages, onNote, now } = options;
  const store = options.part ? storeIn(options.part) : createMemoryStore(cacheSize);
  const instances =
    redis === null
      ? null
      : await join({
          ...options,
          redis,
          prefix: options.redisPrefix,
          timeout: options.redisTimeout,
          memory: store,
          lasts: longestAge(ages ?? {}),
        });
  const leave = async () => instances?.close();
  const drops = instances?.others.drops ?? createDrops(now);
  if (folder === null)
    return {
      store,
      drops,
      siteMemory: instances?.siteMemory,
      instances,
      close: () => leave().then(store.close),
    };
  const snapshot = await openSnapshot({ folder, url: withoutUserInfo(url), onNote, now }, { store, drops });
  const timer = letEnd(setInterval(() => void snapshot.save(), snapshotInterval));
  return {
    store,
    drops,
    siteMemory: instances ? both(instances.siteMemory, snapshot.site) : snapshot.site,
    instances,
    async close() {
      clearInterval(timer);
      await leave();
      await snapshot.save();
      store.close();
    },
  };
}

/** Returns a memory that stores answers in both memories. It reads from the second one only what the first one lacks. */
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
