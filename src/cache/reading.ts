import type { Site } from '../site/site.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { OperationScope } from '../wordpress/operation.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { Found, SharedCache } from './shared-cache.ts';

/** Reads of one operation through the cache. */
export interface Reading {
  readonly cache: SharedCache;
  /** Begins the keys of all entries: the site, and who may see them. */
  readonly prefix: string;
  /** WordPress, for this operation. */
  readonly rest: Rest;
  readonly operation: OperationScope;
  /** Fields whose values take WordPress long. */
  readonly expensiveFields: ReadonlySet<string>;
  /** Runs reads that nobody waits for, as an operation of their own. Their errors are lost. */
  inBackground(key: string, read: (reading: Reading) => Promise<unknown>): void;
}

/** Begins the keys of what an audience of a site may see. A changed site has other keys. */
export function prefixOf(
  { fingerprint }: Pick<Site, 'fingerprint'>,
  audience: 'visitor' | 'operator',
): string {
  return `${fingerprint}/${audience}/`;
}

/** Notes in the log of the operation what one read has found: one hit, however many documents. */
export function noteRead({ operation }: Reading, found: readonly Found[], isHit: boolean): void {
  for (const [index, { tags, readAt, freshUntil }] of found.entries())
    operation.reads.note({ tags, readAt, freshUntil, isHit: isHit && index === 0 });
}

/** Kinds of errors by which WordPress says that it has no answer to this request. It would say the same again. */
const refusals: ReadonlySet<WordPressError['kind']> = new Set([
  'forbidden',
  'absent',
  'not-found',
  'invalid',
]);

/**
 * Reads from WordPress, unless it refused the same request a moment ago.
 *
 * @throws WordPressError if WordPress refuses, or has refused
 */
export async function unlessRefused<T>(
  { cache }: Reading,
  { key, tags }: { readonly key: string; readonly tags: readonly string[] },
  read: () => Promise<T>,
): Promise<T> {
  const refusal = cache.refusal(key);
  if (refusal) throw refusal;
  const readAt = cache.now();
  try {
    return await read();
  } catch (error) {
    if (error instanceof WordPressError && refusals.has(error.kind))
      cache.refuse(key, { error, tags, readAt });
    throw error;
  }
}
