import { limits } from '../../values/limits.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Collection, DocumentFilter } from '../base/collection.ts';
import { union } from '../base/entity.ts';
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
  wanted: { window: Window; needs: PageDemand },
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
  // If the filter keeps few documents, read only the paths that it needs, and load the others for what it keeps.
  const scanned = documentFilter.isRare ? new Set(documentFilter.paths) : union(paths, documentFilter.paths);
  const wanted = needs.total ? Number.POSITIVE_INFINITY : limit + 1;
  const kept: Row[] = [];
  let [dropped, isEnd, at] = [0, false, window];
  while (kept.length < wanted && !isEnd) {
    const size = documentFilter.isRare || dropped > 0 ? chunkSize : Math.max(1, limit);
    const page: Page = await readPage(
      { collection: plain, paths: scanned },
      { window: { ...at, limit: size }, needs: { items: true, cursors: true, total: false } },
    );
    const rows = page.rows.filter(({ entity }) => documentFilter.matches(entity.document));
    dropped += page.rows.length - rows.length;
    kept.push(...(window.backward ? [...rows].reverse() : rows));
    const last = window.backward ? page.rows[0] : page.rows.at(-1);
    isEnd = !(window.backward ? page.hasPreviousPage : page.hasNextPage) || !last;
    if (last) at = window.backward ? { ...at, before: last.cursor } : { ...at, after: last.cursor };
    if (!isEnd && kept.length < wanted && dropped > limits.maxFilteredOut) {
      if (needs.total && kept.length > limit) break;
      throw tooMany(plain, documentFilter);
    }
    if (!isEnd && kept.length === limit && !needs.total && !needs.cursors) break;
  }
  const page = kept.slice(0, limit);
  const rows = await completed(window.backward ? page.reverse() : page, { documentFilter, paths, entities });
  const isWhole = window.after === null && window.before === null;
  return {
    ...assemble({ rows, more: kept.length > limit || !isEnd }, window),
    total: needs.total && isEnd && isWhole ? kept.length : null,
  };
}

async function completed(
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
