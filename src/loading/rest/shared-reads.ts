import type { CollectionPage, Query, Rest } from '../../wordpress/rest.ts';

/**
 * Returns a client that sends equal reads (`list`, `get`) only once and gives every caller the same promise.
 */
export function sharingReads(rest: Rest): Rest {
  const listings = new Map<string, Promise<CollectionPage>>();
  const answers = new Map<string, Promise<unknown>>();
  const { root, describe, head, write, submit, withCredentials, close } = rest;
  return {
    root,
    list: (route, query, options) => shared(listings, [route, query], () => rest.list(route, query, options)),
    get: (route, query, options) => shared(answers, [route, query], () => rest.get(route, query, options)),
    describe,
    head,
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
