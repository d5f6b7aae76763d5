import { isRecord } from '../values/json.ts';
import { itemsIn, text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';

/**
 * Returns the post types or taxonomies that a site names, by WordPress' own name. Plugins make lists of them.
 *
 * @throws WordPressError also for an answer without any: every WordPress has some, so something answers in its place
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
  throw new WordPressError('invalid-answer', `GET ${route} answered ${shown}, which names none.`, {
    request: `GET ${route}`,
  });
}
