import type { Entity } from '../../../loading/base/entity.ts';
import type { SearchResults } from '../../../loading/pages/search-results.ts';
import { InputError } from '../base/errors.ts';
import { isEntity } from '../base/virtual-nodes.ts';
import type { GraphPage } from '../graph/page.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { pageOfEntities } from './list.ts';
import { limitAndDirection } from './window.ts';

/** Returns a page of a list of which only ids are known. What the selection reads is loaded for the documents of the page. */
export async function loadEntitiesPage(
  request: ConnectionRequest,
  found: readonly Entity[],
  of: string,
): Promise<GraphPage> {
  return loadRows(request, pageOfEntities(found, of, request));
}

/** Returns a page with everything that the selection reads of its documents. Other nodes stay as they are. */
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
 * A page of what searches found, one after the other.
 *
 * @throws InputError where the page would end behind what was read of the findings
 */
export async function loadResultsPage(
  request: ConnectionRequest,
  found: readonly SearchResults[],
  of: string,
): Promise<GraphPage> {
  const entities = found.flatMap((each) => each.entities);
  const page = await loadEntitiesPage(request, entities, of);
  const total = found.reduce((sum, each) => sum + each.total, 0);
  const { backward } = limitAndDirection(request.paging, request.loaders.limits);
  const { after, before } = request.paging;
  const isCut = found.some(({ isWhole }) => !isWhole);
  const isBeyond = backward ? !before : Boolean(after) && !page.hasNextPage;
  if (isCut && isBeyond) {
    throw new InputError(
      `The search finds ${total}, of which only the first ${entities.length} can be paged through. Search for more words.`,
    );
  }
  return {
    ...page,
    hasNextPage: page.hasNextPage || (isCut && !backward),
    total: Number.isFinite(total) ? total : null,
  };
}

/** How many findings of one search a page needs; all of them where its place among them must be found. */
export function resultsNeeded({ paging, loaders }: ConnectionRequest): number | undefined {
  const { limit, backward } = limitAndDirection(paging, loaders.limits);
  return backward || paging.after || paging.before ? undefined : limit + 1;
}
