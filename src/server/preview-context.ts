import { parseDictionary } from 'structured-headers';
import type { PreviewRequest } from '../schema/kit/base/preview-request.ts';
import { isRecord } from '../values/json.ts';

/** The request header of WPGraphQL 2.21 that names the document to preview. */
const header = 'x-graphql-preview';

/**
 * Returns the document that a request previews: that of the header `X-GraphQL-Preview`, otherwise that of the extension
 * `preview`. Returns null if neither names one. As in WPGraphQL, a malformed header counts as absent.
 */
export function previewIn(headers: Pick<Headers, 'get'>, extensions: unknown): PreviewRequest | null {
  const named = isRecord(extensions) ? extensions['preview'] : null;
  return (
    inHeader(headers.get(header)) ??
    (isRecord(named) ? previewOf(named['databaseId'], named['featuredImageDatabaseId']) : null)
  );
}

/** Reads a dictionary of RFC 8941: `database_id=123, featured_image_database_id=456, nonce="45d5b05f1b"`. */
function inHeader(value: string | null): PreviewRequest | null {
  if (value === null) return null;
  try {
    const members = parseDictionary(value);
    return previewOf(members.get('database_id')?.[0], members.get('featured_image_database_id')?.[0]);
  } catch {
    return null;
  }
}

function previewOf(content: unknown, image: unknown): PreviewRequest | null {
  const databaseId = idOf(content);
  return databaseId === null || databaseId === 0
    ? null
    : { databaseId, featuredImageDatabaseId: idOf(image) };
}

/** Returns a database id that is a number or a text of digits. Otherwise returns null. */
function idOf(value: unknown): number | null {
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
}
