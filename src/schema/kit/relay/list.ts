import type { Cursor } from '../../../loading/base/cursors.ts';
import type { Entity } from '../../../loading/base/entity.ts';
import type { Limits } from '../../../loading/loaders.ts';
import { CursorInputError } from '../base/errors.ts';
import type { GraphPage, GraphRow } from '../graph/page.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { limitAndDirection, type PagingArguments, toWindow } from './window.ts';

/*
 * Pages of lists that are known as a whole. One rule serves all of them: a page is the stretch between the items of
 * `after` and `before`, cut to the limit, and the items around it say whether there are more.
 */

/**
 * Returns the page that a client asks for of a list whose cursors are texts: types, menus, themes.
 *
 * @param rows - the whole list, in order
 * @throws CursorInputError for a cursor of no row
 */
export function pageOfList(rows: readonly GraphRow[], paging: PagingArguments, limits: Limits): GraphPage {
  const placeOf = (argument: 'after' | 'before') => {
    const cursor = paging[argument];
    if (!cursor) return null;
    const place = rows.findIndex((row) => row.cursor === cursor);
    if (place >= 0) return place;
    throw new CursorInputError(
      `\`${argument}\` isn't a cursor of this list: ${JSON.stringify(cursor)}. Cursors come from \`pageInfo\` or an edge's \`cursor\`.`,
    );
  };
  return stretch(rows, {
    ...limitAndDirection(paging, limits),
    after: placeOf('after'),
    before: placeOf('before'),
  });
}

/**
 * Returns the page that a client asks for of a list of documents: a post's terms, a page's ancestors.
 *
 * @param entities - the whole list, in order
 * @param of - names the list in its cursors
 * @throws CursorInputError for a cursor of what isn't in the list, or no longer
 */
export function pageOfEntities(
  entities: readonly Entity[],
  of: string,
  { paging, loaders }: Pick<ConnectionRequest, 'paging' | 'loaders'>,
): GraphPage {
  const { after, before, ...amount } = toWindow(paging, of, loaders.limits);
  const placeOf = (cursor: Cursor | null) => {
    if (!cursor) return null;
    const place = entities.findIndex(({ document }) => document.id === cursor.id);
    if (place >= 0) return place;
    throw new CursorInputError(
      `The item ${cursor.id} that the cursor stands for is not in this list. Start again without a cursor.`,
    );
  };
  const rows = entities.map(
    (entity): GraphRow => ({
      node: entity,
      cursor: { of, value: null, id: entity.document.id, position: null },
    }),
  );
  return stretch(rows, { ...amount, after: placeOf(after), before: placeOf(before) });
}

/** Returns the rows between two places, at most `limit` of them from the end that reading starts at. */
function stretch(
  rows: readonly GraphRow[],
  {
    limit,
    backward,
    after,
    before,
  }: { limit: number; backward: boolean; after: number | null; before: number | null },
): GraphPage {
  const first = after === null ? 0 : after + 1;
  const end = Math.max(first, before ?? rows.length);
  const start = backward ? Math.max(first, end - limit) : first;
  const kept = rows.slice(start, backward ? end : Math.min(end, first + limit));
  return {
    rows: kept,
    hasNextPage: start + kept.length < rows.length,
    hasPreviousPage: start > 0,
    total: rows.length,
  };
}
