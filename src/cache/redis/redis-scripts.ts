import type { Reply } from './client.ts';
import type { Redis } from './redis.ts';

/** Runs Lua scripts in Redis. `eval` has the signature of the client in the package `redis`, which other packages expect. */
export interface RedisScripts {
  /** The prefix of the keys that scripts use. */
  readonly prefix: string;
  /**
   * Runs a script and returns its result.
   *
   * @throws Error if Redis is unavailable or does not answer in time
   */
  eval(
    script: string,
    call: { readonly keys: readonly string[]; readonly arguments: readonly string[] },
  ): Promise<Reply>;
}

/** Returns a runner of scripts whose keys begin with a prefix. */
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
