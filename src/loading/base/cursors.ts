import { fromBase64, toBase64Url } from '#platform/values/bytes';
import { parseJson } from '../../values/json.ts';

/** The position of an item in an ordered connection. */
export interface Cursor {
  /**
   * The kind of collection and the ordering: `content/date`. Null for a cursor of WPGraphQL, which does not contain
   * it.
   */
  readonly scope: string | null;
  /** The sort value; null if the ordering has no keyset. */
  readonly value: string | null;
  readonly id: number;
  /**
   * Rank in the ordering, or among the items with the same `value`; null if unknown. It is a hint, which the gateway
   * always checks.
   */
  readonly position: number | null;
}

/** A cursor that cannot be used. The message says why, and which cursors to use. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** Returns the opaque text of a cursor. */
export function encodeCursor({ scope, value, id, position }: Cursor): string {
  return toBase64Url(JSON.stringify([scope, value, id, position]));
}

/**
 * Returns the cursor in a text that `encodeCursor` wrote, or in WPGraphQL's `arrayconnection:ID`.
 *
 * @param argument - `after` or `before`, for the message
 * @param of - kind and ordering of the connection, which the cursor must have
 * @throws CursorError if the text is no cursor, or a cursor of another connection
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
  const decoded = fromBase64(encoded);
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
