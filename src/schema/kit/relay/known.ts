import type { Entity } from '../../../loading/base/entity.ts';
import { assemble, type Row } from '../../../loading/pages/page.ts';
import type { Findings } from '../../../loading/pages/search-results.ts';
import { CursorInputError, InputError } from '../base/errors.ts';
import { isEntity } from '../base/virtual-nodes.ts';
import { type GraphPage, toGraphPage } from '../graph/page.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { amounts, toWindow } from './window.ts';

/**
 * A page of a short list that is known as a whole: a post's terms, a page's ancestors.
 *
 * @throws CursorInputError for a cursor of what isn't in the list, or no longer
 */
export function readList(request: ConnectionRequest, entities: readonly Entity[], of: string): GraphPage {
  const window = toWindow(request.paging, of, request.loaders.limits);
  const rows = entities.map(
    (entity): Row => ({
      entity,
      cursor: { of, value: null, id: entity.document.id, position: null },
    }),
  );
  const anchor = window.backward ? window.before : window.after;
  const place = anchor ? rows.findIndex(({ cursor }) => cursor.id === anchor.id) : -1;
  if (anchor && place < 0) {
    throw new CursorInputError(
      `The item ${anchor.id} that the cursor stands for is not in this list. Start again without a cursor.`,
    );
  }
  const open = place < 0 ? rows : window.backward ? rows.slice(0, place) : rows.slice(place + 1);
  const kept = window.backward ? open.slice(-window.limit) : open.slice(0, window.limit);
  const page = assemble({ rows: kept, more: open.length > kept.length }, window);
  return toGraphPage({ ...page, total: rows.length });
}

/** The same for a list of which ids alone are known: what is read of them comes for the documents of the page. */
export async function readFound(
  request: ConnectionRequest,
  found: readonly Entity[],
  of: string,
): Promise<GraphPage> {
  return loadedRows(request, readList(request, found, of));
}

/** A page with what the request reads of its documents; other nodes stay as they are. */
export async function loadedRows(request: ConnectionRequest, page: GraphPage): Promise<GraphPage> {
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
export async function readFoundBy(
  request: ConnectionRequest,
  found: readonly Findings[],
  of: string,
): Promise<GraphPage> {
  const entities = found.flatMap((each) => each.entities);
  const page = await readFound(request, entities, of);
  const total = found.reduce((sum, each) => sum + each.total, 0);
  const { backward } = amounts(request.paging, request.loaders.limits);
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
export function findingsFor({ paging, loaders }: ConnectionRequest): number | undefined {
  const { limit, backward } = amounts(paging, loaders.limits);
  return backward || paging.after || paging.before ? undefined : limit + 1;
}
