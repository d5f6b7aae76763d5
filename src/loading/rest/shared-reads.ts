import type { CollectionPage, Query, Rest } from '../../wordpress/rest.ts';

/**
 * Returns a client that sends equal reads (`list`, `get`) only once and gives every caller the same promise.
 *
 * @param signal - aborts the reads, unless a call has a signal of its own. Writes are not aborted.
 */
export function sharingReads(rest: Rest, signal: AbortSignal | undefined): Rest {
  const defaults = signal ? { signal } : {};
  const listings = new Map<string, Promise<CollectionPage>>();
  const answers = new Map<string, Promise<unknown>>();
  const { root, describe, write, submit, withCredentials, close } = rest;
  return {
    root,
    list: (route, query, options) =>
      shared(listings, [route, query], () => rest.list(route, query, { ...defaults, ...options })),
    get: (route, query, options) =>
      shared(answers, [route, query], () => rest.get(route, query, { ...defaults, ...options })),
    describe,
    head: (url, options) => rest.head(url, { ...defaults, ...options }),
    write,
    submit,
    withCredentials,
    close,
  };
}

function shared<T>(
  answers: Map<string, Promise<T>>,
  call: readonly [route: string, query: Query | undefined],
  send: () => Promise<T>,
): Promise<T> {
  const key = JSON.stringify(call);
  const earlier = answers.get(key);
  if (earlier) return earlier;
  const answer = send();
  answers.set(key, answer);
  return answer;
}
