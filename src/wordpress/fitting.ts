import { limits } from '../values/limits.ts';
import { WordPressError } from './errors.ts';
import type { Query, RestRoot } from './rest.ts';
import { restUrl } from './url.ts';

/**
 * Returns a query whose URL every server accepts. If `_fields` makes the URL too long, it names whole objects instead
 * of their parts: `meta` instead of each `meta.…`. If that is still too long, the query has no `_fields`, and WordPress
 * returns more fields than requested.
 *
 * @param request - `GET /wp/v2/posts`, for the error
 * @throws WordPressError if the URL is too long even without `_fields`
 */
export function fitQuery(
  root: RestRoot,
  { request, route, query }: { request: string; route: string; query: Query },
): Query {
  const fits = (candidate: Query) => restUrl(root, route, candidate).length <= limits.maxUrlLength;
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
    `${request} needs a URL of ${restUrl(root, route, others).length} bytes, and servers accept 8 KB.`,
    { request, advice: `Use fewer or shorter values (REST parameter \`${longest}\`).` },
  );
}

function lengthOf(value: Query[string]): number {
  return String(value ?? '').length;
}
