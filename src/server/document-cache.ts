import type { DocumentNode } from '../packages/graphql.ts';
import { BoundedMap } from '../values/bounded-map.ts';
import { limits } from '../values/limits.ts';

/**
 * Returns caches of parsed documents and of syntax errors for Yoga. Yoga's own caches hold 1,024 documents of any size; a
 * parsed document takes many times the memory of its text.
 */
export function createDocumentCaches() {
  return { documentCache: cacheByText<DocumentNode>(), errorCache: cacheByText<Error>() };
}

/** Caches of documents; see {@link createDocumentCaches}. */
export type DocumentCaches = ReturnType<typeof createDocumentCaches>;

function cacheByText<Value extends NonNullable<unknown>>() {
  const values = new BoundedMap<string, Value>(limits.maxParsedLength);
  return {
    get: (text: string) => values.get(text),
    set: (text: string, value: Value) => values.set(text, value, text.length),
  };
}
