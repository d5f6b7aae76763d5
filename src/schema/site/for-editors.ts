import type { Loaders } from '../../loading/loaders.ts';
import { whereAllowed } from '../../loading/refusals.ts';
import { isRecord, valueAt } from '../../wordpress/document.ts';

/** What one of these routes says of a type or taxonomy to those who may edit; null to everybody else. */
export async function settingsForEditors(
  route: '/wp/v2/types' | '/wp/v2/taxonomies',
  name: string,
  { rest, isSignedIn }: Loaders,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (!isSignedIn) return null;
  // Whole: the answer is keyed by name, and `_fields` would look for its keys among the names.
  const answer = await whereAllowed(rest.get(route, { context: 'edit' }));
  const settings = valueAt(answer, name);
  return isRecord(settings) ? settings : null;
}
