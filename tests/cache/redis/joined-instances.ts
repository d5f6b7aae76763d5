import { createMemoryStore } from '../../../src/cache/memory-store.ts';
import { type Instances, joinInstances } from '../../../src/cache/redis/instances.ts';
import type { RedisServer } from './redis-server.ts';

type Options = Partial<Parameters<typeof joinInstances>[0]>;

/**
 * Returns a function that starts an instance, what the instances have told the operator, and a function that closes them and
 * forgets it.
 *
 * @param redis - returns the Redis that they share
 * @param usual - options of all instances
 */
export function joinedInstances(redis: () => RedisServer, usual: Options = {}) {
  const opened: Instances[] = [];
  const notes: string[] = [];
  return {
    notes,
    async open(more: Options = {}): Promise<Instances> {
      const instance = await joinInstances({
        redis: redis().url,
        prefix: 'pressql',
        url: 'https://site.example',
        memory: createMemoryStore(1024 * 1024),
        lasts: 3600,
        onNote: (line) => notes.push(line),
        onError: (error) => {
          throw error;
        },
        ...usual,
        ...more,
      });
      opened.push(instance);
      return instance;
    },
    async close() {
      for (const instance of opened.splice(0)) await instance.close();
      notes.length = 0;
    },
  };
}
