import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { decodedText } from '../kit/base/text.ts';
import { type ArgumentScope, type Filter, matchesNone } from '../kit/where/rows.ts';

/**
 * Returns the filter for content with exactly one title. REST has no such filter, so the gateway searches for the words of
 * the title and compares the results. WordPress renders typographic quotes and dashes, which equal the plain ones here.
 *
 * @throws InputError if the search has too many results and no match among the first ones
 */
export async function titleFilter(
  value: unknown,
  { resource, loaders, argument }: ArgumentScope,
): Promise<Filter> {
  const title = String(value);
  if (title.trim() === '') return {};
  const { documents, total } = await loaders.rest.list(resource.route, {
    // Quotes and hyphens are operators in a search.
    search: title.replace(/[-"'’“”]/g, ' ').trim(),
    per_page: 100,
    _fields: ['id', 'title.rendered'],
  });
  const found = documents.filter(
    (document) => plainTitle(decodedText(text(document, 'title', 'rendered')) ?? '') === plainTitle(title),
  );
  if (found.length > 0) return { include: found.map(({ id }) => id) };
  if ((total ?? 0) <= documents.length) return matchesNone;
  throw new InputError(
    `\`${argument}\` is not supported for this title: ${total} ${resource.plural} contain all of its words, and WordPress' REST API has no filter by title. Use \`search\` or \`name\`.`,
  );
}

/** Normalizes a title: undoes WordPress' typography (`wptexturize()`) and ignores case, like the database's collation. */
function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/-{2,3}/g, '-')
    .replace(/…/g, '...')
    .toLowerCase()
    .trim();
}
