import type { Reply } from './client.ts';
import type { Redis } from './redis.ts';

/** Runs scripts in Redis, with the signature that the package `redis` has. */
export interface RedisScripts {
  /** Begins the keys that scripts use. */
  readonly prefix: string;
  /**
   * Runs a script.
   *
   * @throws Error if Redis is gone or slow
   */
  eval(
    script: string,
    call: { readonly keys: readonly string[]; readonly arguments: readonly string[] },
  ): Promise<Reply>;
}

export function createRedisScripts(redis: Redis, prefix: string): RedisScripts {
  return {
    prefix,
    async eval(script, { keys, arguments: values }) {
      const replies = await redis.run(['EVAL', script, String(keys.length), ...keys, ...values]);
      if (replies === null) throw new Error('Redis cannot be used');
      return replies[0] ?? null;
    },
  };
}
