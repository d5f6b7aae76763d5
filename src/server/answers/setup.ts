import type { SharedCache } from '../../cache/shared-cache.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { AnsweringOptions } from './answering.ts';

/** The operator's options of the answer cache and of HTTP caching; see `src/config/cache-options.ts`. */
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
 * @param cache - the shared cache. Null if the operator switched it off
 * @param graph - returns an object that is another one after the graph has been rebuilt
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
