import { limits } from '../../values/limits.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { union } from '../../wordpress/paths.ts';
import type { Collection, DocumentFilter } from '../base/collection.ts';
import { chunkSize } from '../base/lists.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';
import {
  assemble,
  type Page,
  type PageDemand,
  type ProjectedCollection,
  type Row,
  type Window,
} from './page.ts';

/** Reads a page of a collection without the filter. */
type ReadPage = (
  projected: ProjectedCollection,
  request: { window: Window; needs: PageDemand },
) => Promise<Page>;

/**
 * Reads a page of a collection with a filter that WordPress doesn't have. The gateway reads pages in the collection's
 * order and filters them itself until the page is full.
 *
 * @throws WordPressError `invalid` if the filter leaves out more than a thousand documents before the page is full
 */
export async function readFiltered(
  { readPage, entities }: { readPage: ReadPage; entities: EntityLoader },
  { collection, paths, documentFilter }: ProjectedCollection & { readonly documentFilter: DocumentFilter },
  { window, needs }: { window: Window; needs: PageDemand },
): Promise<Page> {
  const { documentFilter: _filter, ...plain } = collection;
  const limit = needs.items ? window.limit : 0;
  // If few documents match, read only the paths of the filter, and load the other paths for the matching documents.
  const scannedPaths = documentFilter.isRare
    ? new Set(documentFilter.paths)
    : union(paths, documentFilter.paths);
  const needed = needs.total ? Number.POSITIVE_INFINITY : limit + 1;
  const matching: Row[] = [];
  let [rejected, isEnd, position] = [0, false, window];
  while (matching.length < needed && !isEnd) {
    const size = documentFilter.isRare || rejected > 0 ? chunkSize : Math.max(1, limit);
    const page: Page = await readPage(
      { collection: plain, paths: scannedPaths },
      { window: { ...position, limit: size }, needs: { items: true, cursors: true, total: false } },
    );
    const rows = page.rows.filter(({ entity }) => documentFilter.matches(entity.document));
    rejected += page.rows.length - rows.length;
    matching.push(...(window.backward ? [...rows].reverse() : rows));
    const last = window.backward ? page.rows[0] : page.rows.at(-1);
    isEnd = !(window.backward ? page.hasPreviousPage : page.hasNextPage) || !last;
    if (last)
      position = window.backward ? { ...position, before: last.cursor } : { ...position, after: last.cursor };
    if (!isEnd && matching.length < needed && rejected > limits.maxFilteredOut) {
      if (needs.total && matching.length > limit) break;
      throw tooMany(plain, documentFilter);
    }
    if (!isEnd && matching.length === limit && !needs.total && !needs.cursors) break;
  }
  const page = matching.slice(0, limit);
  const rows = await withAllPaths(window.backward ? page.reverse() : page, {
    documentFilter,
    paths,
    entities,
  });
  const isWhole = window.after === null && window.before === null;
  return {
    ...assemble({ rows, more: matching.length > limit || !isEnd }, window),
    total: needs.total && isEnd && isWhole ? matching.length : null,
  };
}

/** Loads the paths of the projection for rows that were read with the paths of a rare filter only. */
async function withAllPaths(
  rows: readonly Row[],
  {
    documentFilter,
    paths,
    entities,
  }: Pick<ProjectedCollection, 'paths'> & { documentFilter: DocumentFilter; entities: EntityLoader },
): Promise<readonly Row[]> {
  if (!documentFilter.isRare) return rows;
  const loaded = await Promise.all(rows.map(({ entity }) => entities.load(entity.document.id, paths)));
  return rows.flatMap((row, index) => {
    const entity = loaded[index];
    return entity ? [{ ...row, entity }] : [];
  });
}

function tooMany({ resource }: Collection, { key }: DocumentFilter): WordPressError {
  return new WordPressError(
    'invalid',
    `\`where.${key}\` left out more than ${limits.maxFilteredOut} ${resource.plural}, and WordPress' REST API has no filter for it.`,
    { advice: 'Narrow the list down by another argument of `where` first.' },
  );
}
