import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { coreRegistrations } from '../../site/core-registrations.ts';
import type { Resource } from '../../site/site.ts';
import type { Availability } from '../../values/availability.ts';
import { isRecord, valueAt } from '../../values/json.ts';

/** What one of these routes says of a type or taxonomy to those who may edit, and what WordPress' own are besides; null to everybody else. */
export async function settingsForEditors(
  route: '/wp/v2/types' | '/wp/v2/taxonomies',
  name: string,
  { rest, isSignedIn }: Loaders,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (!isSignedIn) return null;
  // Whole: the answer is keyed by name, and `_fields` would look for its keys among the names.
  const answer = await nullIfForbidden(rest.get(route, { context: 'edit' }));
  if (!isRecord(answer)) return null;
  const settings = valueAt(answer, name);
  const own = Object.hasOwn(coreRegistrations, name) ? coreRegistrations[name] : undefined;
  return isRecord(settings) ? { ...own, ...settings } : (own ?? null);
}

/** Why a setting is null for types and taxonomies that WordPress doesn't register itself. */
export const ofOwnOnly =
  "Null for those that WordPress doesn't register itself: its REST API doesn't show it.";

/** The availability of a setting that REST shows in its `edit` context. */
export const forEditors: Availability = { to: 'editors' };

/** The availability of a setting that is known of WordPress' own types and taxonomies only. */
export const forEditorsOfOwn: Availability = { ...forEditors, because: ofOwnOnly };

/** Whether a taxonomy is one of a type of content. */
export function isOf(taxonomy: Resource, contentType: Resource): boolean {
  return contentType.linked.includes(taxonomy.name) || taxonomy.linked.includes(contentType.name);
}
