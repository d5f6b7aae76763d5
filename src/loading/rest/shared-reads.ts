import type { CollectionPage, CountedAnswer, Query, Rest } from '../../wordpress/rest.ts';

/**
 * Returns a client that sends equal reads (`list`, `get`, `counted`) only once and gives every caller the same promise.
 */
export function sharingReads(rest: Rest): Rest {
  const listings = new Map<string, Promise<CollectionPage>>();
  const answers = new Map<string, Promise<unknown>>();
  const counts = new Map<string, Promise<CountedAnswer>>();
  const { root, describe, head, page, write, submit, withCredentials, close } = rest;
  return {
    root,
    list: (route, query, options) => shared(listings, [route, query], () => rest.list(route, query, options)),
    get: (route, query, options) => shared(answers, [route, query], () => rest.get(route, query, options)),
    counted: (route, query, options) =>
      shared(counts, [route, query], () => rest.counted(route, query, options)),
    describe,
    head,
    page,
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
