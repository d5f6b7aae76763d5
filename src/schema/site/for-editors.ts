import { whereAllowed } from '../../loading/editable.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { isRecord, valueAt } from '../../wordpress/document.ts';

/** What one of these routes says of a type or taxonomy to those who may edit; null to everybody else. */
export async function settingsForEditors(
  route: '/wp/v2/types' | '/wp/v2/taxonomies',
  name: string,
  { rest, isSignedIn }: Loaders,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (!isSignedIn) return null;
  const answer = await whereAllowed(rest.get(route, { context: 'edit', _fields: [...fields] }));
  const settings = valueAt(answer, name);
  return isRecord(settings) ? settings : null;
}

/** All that is read of either, so that one answer serves every field. */
const fields = ['name', 'labels', 'visibility', 'viewable', 'icon', 'show_cloud'] as const;
