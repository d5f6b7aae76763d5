import type { SharedCache } from '../../cache/shared-cache.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { AnsweringOptions } from './answering.ts';

/** What an operator sets about answers; see `src/config/cache-options.ts`. */
export interface AnswerSettings {
  readonly answerCacheSize: number;
  readonly httpMaxAge: number;
  readonly httpStale: number;
  readonly httpMaxAges: Readonly<Record<string, number>> | null;
  readonly cacheTagSize: number;
}

/**
 * Returns the options of {@link createAnswering} that follow from the settings.
 *
 * @param cache - null if visitors share nothing
 * @param graph - returns an object that belongs to the current graph
 */
export function answerOptions(
  settings: AnswerSettings,
  cache: SharedCache | null,
  graph: () => object,
): Pick<AnsweringOptions, 'answers' | 'caching' | 'maxTagLength' | 'now'> {
  const { answerCacheSize: maxBytes, httpMaxAge, httpStale, httpMaxAges, cacheTagSize } = settings;
  const now = cache?.now ?? Date.now;
  const onUse = (tags: ReadonlySet<string>) => cache?.touch(tags);
  return {
    answers:
      cache && maxBytes > 0 ? createAnswerCache({ maxBytes, drops: cache.drops, graph, onUse, now }) : null,
    caching: { maxAge: httpMaxAge, staleWhileRevalidate: httpStale, maxAges: httpMaxAges ?? {} },
    maxTagLength: cacheTagSize,
    now,
  };
}
