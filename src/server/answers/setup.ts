import type { SharedCache } from '../../cache/shared-cache.ts';
import type { RoomPart } from '../../values/room.ts';
import { type AnswerCacheOptions, createAnswerCache, createAnswerMemory, type Kept } from './answer-cache.ts';
import type { AnsweringOptions } from './answering.ts';

/** The operator's options of the answer cache and of HTTP caching; see `src/config/cache-options.ts`. */
export interface AnswerSettings {
  readonly answerCacheSize: number;
  readonly httpMaxAge: number;
  readonly httpStale: number;
  readonly httpMaxAges: Readonly<Record<string, number>> | null;
  readonly cacheTagSize: number;
}

/** What the answers are made of and where they are kept. */
export interface AnswerSources {
  /** What the answers are read from. Null if the operator switched the cache off. */
  readonly cache: (Pick<SharedCache, 'touch' | 'now'> & Pick<AnswerCacheOptions, 'drops'>) | null;
  /** Memory that the gateways of several sites share. @default memory of `answerCacheSize` bytes */
  readonly part?: RoomPart<Kept> | undefined;
  /** Returns an object that is another one after the graph has been rebuilt. */
  readonly graph: () => object;
}

/**
 * Returns the options of {@link createAnswering} that follow from the settings.
 *
 * @param sources - the cache, the memory and the graph of the answers
 */
export function answerOptions(
  settings: AnswerSettings,
  { cache, part, graph }: AnswerSources,
): Pick<AnsweringOptions, 'answers' | 'caching' | 'now'> & { readonly maxTagLength: number } {
  const { answerCacheSize: maxBytes, httpMaxAge, httpStale, httpMaxAges, cacheTagSize } = settings;
  const now = cache?.now ?? Date.now;
  const onUse = (tags: ReadonlySet<string>) => cache?.touch(tags);
  return {
    answers:
      cache && maxBytes > 0
        ? createAnswerCache({
            answers: part ?? createAnswerMemory(maxBytes),
            ...{ drops: cache.drops, graph, onUse, now },
          })
        : null,
    caching: { maxAge: httpMaxAge, staleWhileRevalidate: httpStale, maxAges: httpMaxAges ?? {} },
    maxTagLength: cacheTagSize,
    now,
  };
}
