import { randomUUID } from 'node:crypto';
import { type Ending, sleep } from '../../wordpress/ending.ts';
import type { Claim, Claims } from '../claims.ts';
import type { SharedStore } from '../store.ts';
import type { Command } from './client.ts';
import type { Redis } from './redis.ts';

/** Options of {@link createRedisClaims}. */
export interface RedisClaimsOptions {
  readonly redis: Redis;
  readonly store: Pick<SharedStore, 'reload'>;
  /** Begins the keys of all claims. */
  readonly prefix: string;
  /** Milliseconds after which the claims of an instance end that has stopped. @default 5000 */
  readonly lease?: number | undefined;
}

/** Milliseconds between two looks at the claims of others: short at first, since WordPress is fast at best. */
const looks = { first: 10, longest: 100 };

/** Milliseconds for which an instance waits for another one. */
const longestWait = 15_000;

/** Extends, or ends, the claims of one instance, and leaves those that another one has taken since. */
const extend = `for _, key in ipairs(KEYS) do
  if redis.call('get', key) == ARGV[1] then redis.call('pexpire', key, ARGV[2]) end
end`;
const end = `for _, key in ipairs(KEYS) do
  if redis.call('get', key) == ARGV[1] then redis.call('del', key) end
end`;

/** Returns claims that are short locks in Redis. While Redis is gone, each instance gets every claim. */
export function createRedisClaims(options: RedisClaimsOptions): Claims {
  const { redis, store, prefix, lease = 5000 } = options;
  return {
    async claim(keys, purpose) {
      const token = randomUUID();
      const lockOf = (key: string) => `${prefix}${purpose} ${key}`;
      const locks = keys.map((key): Command => ['SET', lockOf(key), token, 'NX', 'PX', String(lease)]);
      // Redis does both in this order: an instance that had the claim before has stored its entries by then.
      const [replies] = await Promise.all([redis.run(...locks), store.reload(keys)]);
      if (replies === null) return everything(keys);
      const own = keys.filter((_, index) => replies[index] === 'OK');
      const others = keys.filter((_, index) => replies[index] !== 'OK');
      return {
        own: new Set(own),
        release: own.length > 0 ? hold(own.map(lockOf), token) : () => undefined,
        async others(ending) {
          await released(others.map(lockOf), ending);
          await store.reload(others);
        },
      };
    },
  };

  /** Keeps locks until the returned function is called. */
  function hold(locks: readonly string[], token: string): () => void {
    const evaluate = (script: string, ...more: readonly string[]) =>
      void redis.run(['EVAL', script, String(locks.length), ...locks, token, ...more]);
    const timer = setInterval(() => evaluate(extend, String(lease)), lease / 3);
    timer.unref();
    return () => {
      clearInterval(timer);
      evaluate(end);
    };
  }

  /** Resolves when none of these locks is left, or when Redis is gone. */
  async function released(locks: readonly string[], ending: Ending | null): Promise<void> {
    let pause = looks.first;
    for (let waited = 0; waited < longestWait; waited += pause) {
      const replies = await redis.run(['EXISTS', ...locks]);
      if (replies === null || replies[0] === 0) return;
      await sleep(pause, ending ?? never);
      pause = Math.min(pause * 1.5, looks.longest);
    }
  }
}

const never: Ending = { reason: null, onEnd: () => () => undefined };

function everything(keys: readonly string[]): Claim {
  return { own: new Set(keys), others: async () => undefined, release: () => undefined };
}
