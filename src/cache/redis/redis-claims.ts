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
  /** The prefix of the keys of all claims. */
  readonly prefix: string;
  /** Milliseconds after which the claims of a dead instance expire. @default 5000 */
  readonly lease?: number | undefined;
}

/** Milliseconds between two checks of the claims of others. They are short at first, since WordPress may answer quickly. */
const looks = { first: 10, longest: 100 };

/** The longest time in milliseconds that an instance waits for another one. */
const longestWait = 15_000;

/** Extend or end the claims with the token of one instance. Another instance may have taken expired claims. */
const extend = `for _, key in ipairs(KEYS) do
  if redis.call('get', key) == ARGV[1] then redis.call('pexpire', key, ARGV[2]) end
end`;
const end = `for _, key in ipairs(KEYS) do
  if redis.call('get', key) == ARGV[1] then redis.call('del', key) end
end`;

/** Returns claims that are locks in Redis. While Redis is unavailable, each instance gets every claim. */
export function createRedisClaims(options: RedisClaimsOptions): Claims {
  const { redis, store, prefix, lease = 5000 } = options;
  /** Locks that this instance could not release, by token. Others would wait for them until they expire. */
  const owed = new Map<string, readonly string[]>();
  redis.onUp(() => {
    for (const [token, locks] of owed) void release(locks, token);
  });
  return {
    async claim(keys, purpose) {
      const token = randomUUID();
      const lockOf = (key: string) => `${prefix}${purpose} ${key}`;
      const locks = keys.map((key): Command => ['SET', lockOf(key), token, 'NX', 'PX', String(lease)]);
      // The order matters: an instance that released its claim before has stored its entries by then.
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

  /** Extends locks until the returned function is called, which then releases them. */
  function hold(locks: readonly string[], token: string): () => void {
    const timer = setInterval(() => void evaluate(extend, locks, [token, String(lease)]), lease / 3);
    timer.unref();
    return () => {
      clearInterval(timer);
      void release(locks, token);
    };
  }

  async function release(locks: readonly string[], token: string): Promise<void> {
    owed.set(token, locks);
    // Redis has deleted them by then.
    const timer = setTimeout(() => owed.delete(token), lease);
    timer.unref();
    if ((await evaluate(end, locks, [token])) === null) return;
    clearTimeout(timer);
    owed.delete(token);
  }

  function evaluate(script: string, locks: readonly string[], more: readonly string[]) {
    return redis.run(['EVAL', script, String(locks.length), ...locks, ...more]);
  }

  /** Waits until the locks are released. Stops waiting if Redis is unavailable, and after {@link longestWait}. */
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
