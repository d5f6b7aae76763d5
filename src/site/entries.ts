import { isRecord } from '../values/json.ts';
import { itemsIn, text } from '../wordpress/document.ts';
import { siteError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';

/**
 * Reads the post types or taxonomies of a site. Returns them by WordPress' own names, even if a plugin makes a list of
 * the answer.
 *
 * @throws WordPressError if the answer has none: every WordPress has some, so another service must have answered
 */
export async function readEntries(
  rest: Rest,
  route: '/wp/v2/types' | '/wp/v2/taxonomies',
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await rest.get(route, {}, { signal });
  const rows = itemsIn(answer)?.map((item) => [text(item, 'slug') ?? '', item] as const);
  const entries = rows ?? (isRecord(answer) ? Object.entries(answer) : []);
  const named = entries.filter(([name, entry]) => name !== '' && isRecord(entry));
  if (named.length > 0) return Object.fromEntries(named);
  const shown = JSON.stringify(answer).slice(0, 80);
  throw siteError('invalid-answer', `GET ${route} answered ${shown}, which has no entries.`, {
    request: `GET ${route}`,
  });
}
