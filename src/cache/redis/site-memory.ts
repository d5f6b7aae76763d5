import { parseJson } from '../../values/json.ts';
import {
  type AnswerMemory,
  isStoredAnswer,
  type StoredAnswer,
} from '../../wordpress/remembering-upstream.ts';
import type { Reply } from './client.ts';
import { pairsIn } from './pairs.ts';
import type { Redis } from './redis.ts';

/**
 * Returns the answers of the last discovery of the site by any instance. With them, another instance can start while WordPress
 * is down.
 *
 * @param key - the key of their hash in Redis
 * @param lasts - seconds for which Redis stores them after the last discovery
 */
export async function openSiteMemory(redis: Redis, key: string, lasts: number): Promise<AnswerMemory> {
  const answers = new Map<string, StoredAnswer>();
  for (const [request, text] of pairsIn(await storedIn(redis, key))) {
    const answer = parseJson(text);
    if (isStoredAnswer(answer)) answers.set(request, answer);
  }
  return {
    recall: (request) => answers.get(request),
    keep(request, answer) {
      answers.set(request, answer);
      void redis.run(['HSET', key, request, JSON.stringify(answer)], ['EXPIRE', key, String(lasts)]);
    },
  };
}

/** The attempts to read the answers: while a gateway starts, it may be too busy to read them in time. */
const attempts = { count: 3, pause: 500 };

async function storedIn(redis: Redis, key: string): Promise<Reply> {
  const count = redis.isUp ? attempts.count : 0;
  for (let attempt = 0; attempt < count; attempt++) {
    const replies = await redis.run(['HGETALL', key]);
    if (replies) return replies[0] ?? null;
    await redis.whenUp(attempts.pause);
  }
  return null;
}
