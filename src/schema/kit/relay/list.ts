import type { Cursor } from '../../../loading/base/cursors.ts';
import type { Entity } from '../../../loading/base/entity.ts';
import type { Limits } from '../../../loading/loaders.ts';
import type { Window } from '../../../loading/pages/page.ts';
import { CursorInputError } from '../base/errors.ts';
import type { GraphPage, GraphRow } from '../graph/page.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { limitAndDirection, type PagingArguments, toWindow } from './window.ts';

/*
 * Pages of lists that are completely in memory. All follow one rule: a page has the items between `after` and `before`,
 * at most `limit` of them, and the list's other items decide `hasNextPage` and `hasPreviousPage`.
 */

/** A page of a list of rows, which may have no nodes yet. */
export type PageOf<Row> = Omit<GraphPage, 'rows'> & { readonly rows: readonly Row[] };

/**
 * Returns the requested page of a list whose cursors are strings, such as types, menus or themes.
 *
 * @param rows - the complete list, in order
 * @throws CursorInputError if no row has the cursor
 */
export function pageOfList<Row extends Pick<GraphRow, 'cursor'> = GraphRow>(
  rows: readonly Row[],
  paging: PagingArguments,
  limits: Limits,
): PageOf<Row> {
  const indexOf = (argument: 'after' | 'before') => {
    const cursor = paging[argument];
    if (!cursor) return null;
    const index = rows.findIndex((row) => row.cursor === cursor);
    if (index >= 0) return index;
    throw new CursorInputError(
      `\`${argument}\` isn't a cursor of this list: ${JSON.stringify(cursor)}. Use a cursor from its \`pageInfo\` or from an edge.`,
    );
  };
  return slice(rows, {
    ...limitAndDirection(paging, limits),
    after: indexOf('after'),
    before: indexOf('before'),
  });
}

/**
 * Returns the requested page of a list of documents, such as a post's terms or a page's ancestors.
 *
 * @param entities - the complete list, in order
 * @param of - the list's name in its cursors
 * @throws CursorInputError if the cursor's document is not in the list
 */
export function pageOfEntities(
  entities: readonly Entity[],
  of: string,
  { paging, loaders }: Pick<ConnectionRequest, 'paging' | 'loaders'>,
): GraphPage {
  const { after, before, ...amount } = toWindow(paging, of, loaders.limits);
  const indexOf = (cursor: Cursor | null) => {
    if (!cursor) return null;
    const index = entities.findIndex(({ document }) => document.id === cursor.id);
    if (index >= 0) return index;
    throw new CursorInputError(
      `The cursor's item, ${cursor.id}, is not in this list. Start again without a cursor.`,
    );
  };
  const rows = entities.map(
    (entity): GraphRow => ({
      node: entity,
      cursor: { scope: of, value: null, id: entity.document.id, position: null },
    }),
  );
  return slice(rows, { ...amount, after: indexOf(after), before: indexOf(before) });
}

/** Returns the page of rows between two indexes: the first `limit` rows, or the last if the client pages backward. */
function slice<Row>(
  rows: readonly Row[],
  {
    limit,
    backward,
    skip = 0,
    after,
    before,
  }: Pick<Window, 'limit' | 'backward' | 'skip'> & { after: number | null; before: number | null },
): PageOf<Row> {
  const first = after === null ? Math.min(skip, rows.length) : after + 1;
  const end = Math.max(first, before ?? rows.length);
  const start = backward ? Math.max(first, end - limit) : first;
  const selected = rows.slice(start, backward ? end : Math.min(end, first + limit));
  return {
    rows: selected,
    hasNextPage: start + selected.length < rows.length,
    hasPreviousPage: start > 0,
    total: rows.length,
  };
}
