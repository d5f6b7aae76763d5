import type { WhereRow } from '../kit/where/rows.ts';

/** The argument that searches content, like the parameter `s` of `WP_Query`. */
export const searchArgument: WhereRow = {
  argument: 'search',
  type: 'String',
  description: 'Content that contains these words. A hyphen before a word excludes content with that word.',
  // REST refuses an order by relevance for the search "0", since PHP treats "0" as empty. Quotes do not change the search.
  filter: (value) => ({ search: value === '0' ? '"0"' : String(value) }),
};

/**
 * Returns whether a search has words that results can be ordered by. WordPress orders a search that only excludes words by
 * date. If REST orders it by relevance, the result is empty (`WP_Query::parse_search()`).
 */
export function hasSearchTerms(search: unknown): boolean {
  const terms = String(search ?? '').match(/"[^"]*"?|[^\s",+]+/g) ?? [];
  return terms.length === 0 ? Boolean(search) : terms.some((term) => !term.startsWith('-'));
}
