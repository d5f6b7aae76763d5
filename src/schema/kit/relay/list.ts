import type { Limits } from '../../../loading/loaders.ts';
import { CursorInputError } from '../base/errors.ts';
import type { GraphPage, GraphRow } from '../graph/page.ts';
import { amounts, type PagingArguments } from './window.ts';

/**
 * The stretch that a client asks for of a short list that is at hand as a whole: types, menus, themes.
 *
 * @param rows - all of it, in order, with cursors that are texts
 * @throws CursorInputError for a cursor that is of no row
 */
export function pageOfList(rows: readonly GraphRow[], paging: PagingArguments, limits: Limits): GraphPage {
  const { limit, backward } = amounts(paging, limits);
  const from = placeOf('after', paging.after, rows);
  const to = placeOf('before', paging.before, rows);
  const begin = from === null ? 0 : from + 1;
  const end = Math.max(begin, to ?? rows.length);
  const start = backward ? Math.max(begin, end - limit) : begin;
  const kept = rows.slice(start, backward ? end : Math.min(end, begin + limit));
  return {
    rows: kept,
    hasNextPage: start + kept.length < rows.length,
    hasPreviousPage: start > 0,
    total: rows.length,
  };
}

function placeOf(
  argument: 'after' | 'before',
  cursor: string | null | undefined,
  rows: readonly GraphRow[],
): number | null {
  if (!cursor) return null;
  const place = rows.findIndex((row) => row.cursor === cursor);
  if (place >= 0) return place;
  throw new CursorInputError(
    `\`${argument}\` isn't a cursor of this list: ${JSON.stringify(cursor)}. Cursors come from \`pageInfo\` or an edge's \`cursor\`.`,
  );
}
