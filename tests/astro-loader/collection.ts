import { createHash } from 'node:crypto';
import type { LoaderContext } from '../../packages/astro-loader/src/astro.ts';

type Entry = Parameters<LoaderContext['store']['set']>[0];

/** A collection of a site made with Astro, as its loader sees it. It stays from one build to the next. */
export interface Collection {
  readonly context: LoaderContext;
  readonly entries: Map<string, Entry>;
  /** Lines of the log since the last call. */
  takeLog(): readonly string[];
}

export function newCollection(): Collection {
  const entries = new Map<string, Entry>();
  const meta = new Map<string, string>();
  const log: string[] = [];
  return {
    entries,
    takeLog: () => log.splice(0),
    context: {
      collection: 'posts',
      store: {
        get: (id) => entries.get(id),
        set: (entry) => Boolean(entries.set(entry.id, entry)),
        has: (id) => entries.has(id),
        keys: () => [...entries.keys()],
        delete: (id) => void entries.delete(id),
      },
      meta: { get: (key) => meta.get(key), set: (key, value) => void meta.set(key, value) },
      logger: { info: (line) => log.push(line), warn: (line) => log.push(line) },
      parseData: async ({ data }) => data,
      generateDigest: (data) => createHash('sha256').update(JSON.stringify(data)).digest('hex'),
    },
  };
}
