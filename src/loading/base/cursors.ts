import { parseJson } from '../../values/json.ts';

/** Where an item stands in an ordered connection. */
export interface Cursor {
  /** What it is a cursor of: kind of collection and ordering, `content/date`. Null: WPGraphQL's, which don't say. */
  readonly scope: string | null;
  /** The value ordered by; null where the ordering has no keyset. */
  readonly value: string | null;
  readonly id: number;
  /** Rank where it was counted: in the ordering, or among the items that share `value`. A hint, always checked. */
  readonly position: number | null;
}

/** A cursor that can't be used; the message says why and what cursors to use. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** The opaque form of a cursor. */
export function encodeCursor({ scope, value, id, position }: Cursor): string {
  return Buffer.from(JSON.stringify([scope, value, id, position])).toString('base64url');
}

/**
 * The cursor that `encodeCursor` wrote, or WPGraphQL's `arrayconnection:ID`.
 *
 * @param argument - `after` or `before`, for the message
 * @param of - the connection's kind and ordering, which the cursor must be of
 * @throws CursorError for anything else
 */
export function decodeCursor(encoded: string, { argument, of }: { argument: string; of: string }): Cursor {
  const cursor = parse(encoded);
  if (!cursor) {
    throw new CursorError(
      `\`${argument}\` isn't a cursor: ${JSON.stringify(encoded)}. Cursors come from \`pageInfo\` or an edge's \`cursor\`.`,
    );
  }
  if (cursor.scope !== null && cursor.scope !== of) {
    throw new CursorError(
      `\`${argument}\` is a cursor of another list (${cursor.scope}; this one is ${of}): ${JSON.stringify(encoded)}. ` +
        'Use a cursor of the same connection and ordering.',
    );
  }
  return cursor;
}

function parse(encoded: string): Cursor | null {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const foreign = /^arrayconnection:(\d{1,15})$/.exec(decoded)?.[1];
  if (foreign) return { scope: null, value: null, id: Number(foreign), position: null };
  const parts = parseJson(decoded);
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [of, value, id, position]: unknown[] = parts;
  const isRank = position === null || (Number.isSafeInteger(position) && Number(position) >= 0);
  if (typeof of !== 'string' || !isRank || !Number.isSafeInteger(id)) return null;
  if (value !== null && typeof value !== 'string') return null;
  return { scope: of, value, id: Number(id), position: position === null ? null : Number(position) };
}
