import type { WhereRow } from '../kit/where/rows.ts';

/** The argument that searches content, the words of WP_Query's `s`. */
export const searchArgument: WhereRow = {
  argument: 'search',
  type: 'String',
  description: 'Content in which these words occur; a word with a hyphen before it must not occur.',
  // PHP takes the text "0" for nothing where REST checks what it may order by; in quotes it is the same search.
  filter: (value) => ({ search: value === '0' ? '"0"' : String(value) }),
};

/**
 * Whether a search has words to order by. One that only excludes words is ordered by date in WordPress, and REST
 * answers nothing where it is to be ordered by relevance (`WP_Query::parse_search()`).
 */
export function hasSearchTerms(search: unknown): boolean {
  const terms = String(search ?? '').match(/"[^"]*"?|[^\s",+]+/g) ?? [];
  return terms.length === 0 ? Boolean(search) : terms.some((term) => !term.startsWith('-'));
}
