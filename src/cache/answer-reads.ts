import { isAside } from '../wordpress/errors.ts';
import type { CallOptions } from '../wordpress/rest.ts';
import { refusalAge } from './ages.ts';
import { readClaimed } from './claims.ts';
import { answerWithoutGone } from './gone.ts';
import { noteRead, type Reading, readUnlessRefused } from './reading.ts';
import type { Found } from './shared-cache.ts';
import type { Entry } from './store.ts';

/** A request whose answer the cache stores whole, as one entry. */
export interface AnswerRead<T> {
  /** Identifies the request. */
  readonly key: string;
  /** What the answer depends on. */
  readonly tags: readonly string[];
  /** The resource whose ages apply to the answer. Null if it belongs to no resource. */
  readonly resource: string | null;
  /** Sends the request. */
  readonly ask: (rest: Reading['rest'], options: CallOptions) => Promise<T>;
  /** Whether the cache may store the answer. @default always */
  readonly isKept?: (answer: T) => boolean;
  /** Whether the answer expires after {@link refusalAge} seconds. @default never */
  readonly isBrief?: (answer: T) => boolean;
}

/**
 * Returns an answer from the cache, or reads it from WordPress. Identical requests in flight are sent once.
 *
 * @throws WordPressError if WordPress fails, and the cache has no answer that may be used then
 */
export async function readAnswer<T>(
  reading: Reading,
  read: AnswerRead<T>,
  options: CallOptions = {},
): Promise<T> {
  const { cache } = reading;
  const key = `${reading.prefix}${read.key}`;
  const [found] = await cache.find([key], read.resource);
  if (found && found.state !== 'old') {
    if (found.state === 'stale') {
      reading.inBackground(key, (own) => fetchAnswer(own, { ...read, key }, {}));
    }
    return use<T>(reading, found, true);
  }
  try {
    return await fetchAnswer(reading, { ...read, key }, options);
  } catch (error) {
    if (!isAside(error)) throw error;
    const mayKnow = !found && (await cache.mayKnowMore(reading.operation.ending));
    const [known] = mayKnow ? await cache.find([key], read.resource) : [found];
    const left = known && answerWithoutGone(cache, known, read.resource);
    if (!left) throw error;
    return use<T>(reading, { ...known, ...left }, true);
  }
}

async function fetchAnswer<T>(
  reading: Reading,
  { key, tags, resource, ask, isKept, isBrief }: AnswerRead<T>,
  options: CallOptions,
): Promise<T> {
  const { cache, operation } = reading;
  const { ending } = operation;
  let isOwn = false;
  const entry = await readUnlessRefused(reading, { key, entries: [key], tags }, () =>
    cache.flights.share(`${key} ${cache.drops.lastDrop(tags)}`, ending, async (end): Promise<Entry> => {
      isOwn = true;
      const read = async () => {
        const readAt = cache.now();
        const value = await ask(reading.rest, { ...options, ending: end });
        const made: Entry = { value, readAt, tags, ...(isBrief?.(value) ? { lasts: refusalAge } : {}) };
        if (isKept?.(value) ?? true) cache.put(new Map([[key, made]]));
        return made;
      };
      if (!cache.claims) return read();
      let known: Entry | undefined;
      const [made] = await readClaimed(cache.claims, {
        keys: [key],
        purpose: 'read',
        ending: end,
        async known(keys) {
          const [found] = keys.length > 0 ? await cache.find(keys, resource) : [];
          if (found?.state === 'fresh') known = found;
          return known ? keys : [];
        },
        read,
      });
      return made ?? known ?? read();
    }),
  );
  return use<T>(reading, cache.judge(entry, resource), !isOwn);
}

function use<T>(reading: Reading, found: Found, isHit: boolean): T {
  noteRead(reading, [found], isHit);
  return found.value as T;
}
