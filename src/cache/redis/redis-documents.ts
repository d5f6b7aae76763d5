import type { Redis } from './redis.ts';

/** The GraphQL documents of persisted queries, by the ids that clients sent with them. */
export interface RedisDocuments {
  /** Returns the document of an id. Returns null if there is none, or if Redis is unavailable. */
  find(id: string): Promise<string | null>;
  /** Stores a document, unless it exceeds one of the limits. */
  keep(id: string, query: string): void;
}

/** The limits. Any client can send documents, so they must not fill Redis. */
const most = { documents: 2000, characters: 16 * 1024, idCharacters: 256 };

/** Seconds after the first document at which Redis deletes all of them. Clients then send theirs again. */
const lasts = 86_400;

const keepOne = `if redis.call('hexists', KEYS[1], ARGV[1]) == 0 and redis.call('hlen', KEYS[1]) >= tonumber(ARGV[3]) then
  return 0
end
redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
if redis.call('ttl', KEYS[1]) < 0 then redis.call('expire', KEYS[1], ARGV[4]) end
return 1`;

/** Returns the documents that clients have sent to any instance, in a hash of Redis. */
export function createRedisDocuments(redis: Redis, key: string): RedisDocuments {
  return {
    async find(id) {
      if (id.length > most.idCharacters) return null;
      const [query] = (await redis.run(['HGET', key, id])) ?? [];
      return typeof query === 'string' ? query : null;
    },
    keep(id, query) {
      if (id.length > most.idCharacters || query.length > most.characters) return;
      void redis.run(['EVAL', keepOne, '1', key, id, query, String(most.documents), String(lasts)]);
    },
  };
}
