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

/** Kinds of errors that WordPress would repeat if it were asked again. */
const refusals: ReadonlySet<WordPressError['kind']> = new Set([
  'forbidden',
  'absent',
  'not-found',
  'invalid',
]);

/** Whether WordPress itself forbids the request. False for a refusal by a web server or a firewall. */
export function isForbidden(error: unknown): boolean {
  return error instanceof WordPressError && error.kind === 'forbidden' && !isAside(error);
}

/**
 * Calls `read`, and stores a refusal by WordPress for `refusalAge` seconds. Until then, throws the stored refusal without a
 * request. If WordPress forbids the request, also removes its entries.
 *
 * @param request - `key` names the request, and `entries` are the keys of its entries
 * @throws WordPressError for a refusal, new or stored; otherwise the error of `read`
 */
export async function readUnlessRefused<T>(
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
    if (isForbidden(error)) cache.remove(entries);
    if (error instanceof WordPressError && refusals.has(error.kind))
      cache.refuse(key, { error, tags, readAt });
    throw error;
  }
}
