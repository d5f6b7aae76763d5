import {
  type AnswerMemory,
  isStoredAnswer,
  type StoredAnswer,
} from '../../wordpress/remembering-upstream.ts';
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
  const [stored] = (await redis.run(['HGETALL', key])) ?? [];
  for (const [request, text] of pairsIn(stored)) {
    const answer = parsed(text);
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
