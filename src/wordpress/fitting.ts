import { WordPressError } from './errors.ts';
import type { Query, RestRoot } from './rest.ts';
import { restUrl } from './url.ts';

/** Most bytes of an address: Apache's `LimitRequestLine` and nginx' `large_client_header_buffers` are 8 KB. */
export const maxUrlLength = 7800;

/**
 * Returns a query whose address every server takes. Where `_fields` makes it too long, it names whole objects instead of
 * their parts (`meta` for each `meta.…`), and is left out where this is too long as well: the answer has more than was
 * asked for.
 *
 * @param request - `GET /wp/v2/posts`, for the error
 * @throws WordPressError where other parameters alone make the address too long
 */
export function fitQuery(
  root: RestRoot,
  { request, route, query }: { request: string; route: string; query: Query },
): Query {
  const fits = (each: Query) => restUrl(root, route, each).length <= maxUrlLength;
  if (fits(query)) return query;
  const { _fields: fields, ...others } = query;
  if (Array.isArray(fields)) {
    const whole = {
      ...others,
      _fields: [...new Set(fields.map((path) => String(path).replace(/\..*/, '')))],
    };
    if (fits(whole)) return whole;
  }
  if (fits(others)) return others;
  const longest = Object.entries(others).sort(([, a], [, b]) => lengthOf(b) - lengthOf(a))[0]?.[0];
  throw new WordPressError(
    'too-large',
    `${request} would have an address of ${restUrl(root, route, others).length} bytes, of which servers take 8 KB.`,
    { request, advice: `Ask with fewer or shorter values (REST parameter \`${longest}\`).` },
  );
}

function lengthOf(value: Query[string]): number {
  return String(value ?? '').length;
}
