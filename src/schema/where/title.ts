import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { decodedText } from '../kit/base/text.ts';
import { type ArgumentScope, type Filter, matchesNone } from '../kit/where/rows.ts';

/**
 * Content of exactly a title: what a search finds that has it. A search splits titles into words and looks for all of
 * them; the title that WordPress shows has typographic quotes and dashes, which count as the plain ones.
 */
export async function titleFilter(
  value: unknown,
  { resource, loaders, argument }: ArgumentScope,
): Promise<Filter> {
  const title = String(value);
  if (title.trim() === '') return {};
  const { documents, total } = await loaders.rest.list(resource.route, {
    // Quotes and dashes mean something to a search.
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
    `\`${argument}\` can't be answered: ${total} ${resource.plural} have all of its words, and WordPress' REST API has no filter by title. Use \`search\` or \`name\`.`,
  );
}

/** A title without what WordPress' typography and the database's collation change. */
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
