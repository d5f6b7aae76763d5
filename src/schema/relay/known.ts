import type { Entity } from '../../loading/entity.ts';
import type { Findings } from '../../loading/findings.ts';
import { assemble, type Row } from '../../loading/pages.ts';
import { isEntity } from '../nodes.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { type GraphPage, toGraphPage } from './page.ts';
import { amounts, toWindow } from './window.ts';

/** A page of a short list that is known as a whole: a post's terms, a page's ancestors. */
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

/** A page of what searches found, one after the other. */
export async function readFoundBy(
  request: ConnectionRequest,
  found: readonly Findings[],
  of: string,
): Promise<GraphPage> {
  const page = await readFound(
    request,
    found.flatMap(({ entities }) => entities),
    of,
  );
  const total = found.reduce((sum, each) => sum + each.total, 0);
  return { ...page, total: Number.isFinite(total) ? total : null };
}

/** How many findings of one search a page needs; all of them where its place among them must be found. */
export function findingsFor({ paging, loaders }: ConnectionRequest): number | undefined {
  const { limit, backward } = amounts(paging, loaders.limits);
  return backward || paging.after || paging.before ? undefined : limit + 1;
}
