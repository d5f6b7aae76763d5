import type { AnswerMemory } from '../wordpress/remembering-upstream.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { openSnapshot } from './snapshot.ts';

/** The memory of a gateway, with its files. */
export interface OpenStore {
  readonly store: MemoryStore;
  /** The answers of the last discovery. Undefined without a folder for files. */
  readonly siteMemory: AnswerMemory | undefined;
  /** Writes the files for the last time. */
  close(): Promise<void>;
}

/** Options of {@link openStore}. */
export interface OpenStoreOptions {
  /** The address of the site. */
  readonly url: string;
  /** Bytes of memory for documents and lists. */
  readonly size: number;
  /** Folder for the files with which a gateway starts while WordPress is down. Null for none. */
  readonly folder: string | null;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds between two snapshots. */
const snapshotInterval = 60_000;

/** Returns a store with the entries of its files. */
export async function openStore({ url, size, folder, onError }: OpenStoreOptions): Promise<OpenStore> {
  const store = createMemoryStore(size);
  if (folder === null) return { store, siteMemory: undefined, close: async () => undefined };
  const snapshot = await openSnapshot(folder, url, onError);
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
    siteMemory: snapshot.site,
    async close() {
      clearInterval(timer);
      await save();
    },
  };
}
