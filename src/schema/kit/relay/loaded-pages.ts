import type { Entity } from '../../../loading/base/entity.ts';
import type { SearchResults } from '../../../loading/pages/search-results.ts';
import { InputError } from '../base/errors.ts';
import { isEntity } from '../base/virtual-nodes.ts';
import type { GraphPage } from '../graph/page.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { pageOfEntities } from './list.ts';
import { limitAndDirection } from './window.ts';

/**
 * Returns a page of a list whose documents have only their ids. Loads the projection for the documents on the page.
 *
 * @param of - the list's name in its cursors
 */
export async function loadEntitiesPage(
  request: ConnectionRequest,
  entities: readonly Entity[],
  of: string,
): Promise<GraphPage> {
  return loadRows(request, pageOfEntities(entities, of, request));
}

/** Returns the page with its documents loaded as the projection requires. Leaves out those that WordPress hides. */
export async function loadRows(request: ConnectionRequest, page: GraphPage): Promise<GraphPage> {
  const rows = await Promise.all(
    page.rows.map(async (row) => {
      if (!isEntity(row.node)) return [row];
      const { resource, document } = row.node;
      const { paths } = request.projection(resource.typeName);
      const node = await request.loaders.entities(resource).load(document.id, paths);
      return node ? [{ ...row, node }] : [];
    }),
  );
  return { ...page, rows: rows.flat() };
}

/**
 * Returns a page of the results of several searches, one search after the other.
 *
 * @param of - the list's name in its cursors
 * @throws InputError if the page needs results beyond those that were read
 */
export async function loadResultsPage(
  request: ConnectionRequest,
  results: readonly SearchResults[],
  of: string,
): Promise<GraphPage> {
  const entities = results.flatMap((each) => each.entities);
  const page = await loadEntitiesPage(request, entities, of);
  const total = results.reduce((sum, each) => sum + each.total, 0);
  const { backward } = limitAndDirection(request.paging, request.loaders.limits);
  const { after, before } = request.paging;
  const isIncomplete = results.some(({ isWhole }) => !isWhole);
  const needsMore = backward ? !before : Boolean(after) && !page.hasNextPage;
  if (isIncomplete && needsMore) {
    throw new InputError(
      `The search has ${total} results, and only the first ${entities.length} can be paged. Add words to the search.`,
    );
  }
  return {
    ...page,
    hasNextPage: page.hasNextPage || (isIncomplete && !backward),
    total: Number.isFinite(total) ? total : null,
  };
}

/** Returns the number of search results that a page needs. Returns undefined, for all results, if the page has a cursor or ends at the last result. */
export function resultsNeeded({ paging, loaders }: ConnectionRequest): number | undefined {
  const { limit, backward, skip = 0 } = limitAndDirection(paging, loaders.limits);
  return backward || paging.after || paging.before ? undefined : skip + limit + 1;
}
