import type { Site } from '../site/site.ts';
import { isAside, WordPressError } from '../wordpress/errors.ts';
import type { OperationScope } from '../wordpress/operation.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { Found, SharedCache } from './shared-cache.ts';

/** The tools with which one operation reads through the cache. */
export interface Reading {
  readonly cache: SharedCache;
  /** The prefix of all keys: it identifies the site and the audience. */
  readonly prefix: string;
  /** A client of WordPress for this operation. */
  readonly rest: Rest;
  readonly operation: OperationScope;
  /** Fields that take WordPress long to compute. */
  readonly expensiveFields: ReadonlySet<string>;
  /**
   * Starts a read in the background, as an operation of its own. Ignores its error, and does not try it again for
   * `refusalAge` seconds after one.
   */
  inBackground(key: string, read: (reading: Reading) => Promise<unknown>): void;
}

/** Returns the prefix of the keys of an audience. A site whose schema changes gets new keys. */
export function prefixOf(
  { fingerprint }: Pick<Site, 'fingerprint'>,
  audience: 'visitor' | 'operator',
): string {
  return `${fingerprint}/${audience}/`;
}

/** Notes a read in the log of the operation. Documents that come from the cache together count as one hit. */
export function noteRead({ operation }: Reading, found: readonly Found[], isHit: boolean): void {
  for (const [index, { tags, readAt, freshUntil }] of found.entries())
    operation.reads.note({ tags, readAt, freshUntil, isHit: isHit && index === 0 });
}

/** Kinds of errors with which WordPress refuses a request. It would refuse it again. */
const refusals: ReadonlySet<WordPressError['kind']> = new Set([
  'forbidden',
  'absent',
  'not-found',
  'invalid',
]);

/** Whether an error says that WordPress no longer shows to this audience what it asked for. */
export function isClosed(error: unknown): boolean {
  return error instanceof WordPressError && error.kind === 'forbidden' && !isAside(error);
}

/**
 * Runs a read, unless WordPress refused the request within the last `refusalAge` seconds. Removes the entries of a request that
 * WordPress forbids.
 *
 * @param request - `key` names the request, and `entries` are the keys of its entries
 * @throws WordPressError if WordPress refuses the request now, or refused it then
 */
export async function unlessRefused<T>(
  { cache }: Reading,
  {
    key,
    entries,
    tags,
  }: { readonly key: string; readonly entries: readonly string[]; readonly tags: readonly string[] },
  read: () => Promise<T>,
): Promise<T> {
  const refusal = cache.refusal(key);
  if (refusal) throw refusal;
  const readAt = cache.now();
  try {
    return await read();
  } catch (error) {
    if (isClosed(error)) cache.remove(entries);
    if (error instanceof WordPressError && refusals.has(error.kind))
      cache.refuse(key, { error, tags, readAt });
    throw error;
  }
}
