import type { Redis } from './redis.ts';

/** GraphQL documents by the ids that clients gave them. */
export interface RedisDocuments {
  /** Returns the document of an id. Null if there is none, or if Redis is gone. */
  find(id: string): Promise<string | null>;
  /** Stores a document, unless it is long or there are too many. */
  keep(id: string, query: string): void;
}

/** Anybody can send documents, so they must not fill Redis. */
const most = { documents: 2000, characters: 16 * 1024, idCharacters: 256 };

/** Seconds after which all documents are forgotten. Clients then send theirs again. */
const lasts = 86_400;

const keepOne = `if redis.call('hexists', KEYS[1], ARGV[1]) == 0 and redis.call('hlen', KEYS[1]) >= tonumber(ARGV[3]) then
  return 0
end
redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
if redis.call('ttl', KEYS[1]) < 0 then redis.call('expire', KEYS[1], ARGV[4]) end
return 1`;

/** Returns the documents that clients have sent to any instance. */
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
