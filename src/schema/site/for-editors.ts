import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { coreRegistrations } from '../../site/core-registrations.ts';
import type { Resource } from '../../site/site.ts';
import type { Availability } from '../../values/availability.ts';
import { isRecord, valueAt } from '../../values/json.ts';

/**
 * Returns the settings of a content type or taxonomy that WordPress shows to editors. For a type that WordPress registers
 * itself, they include settings that REST hides. Returns null if the client is not signed in or may not edit.
 */
export async function settingsForEditors(
  route: '/wp/v2/types' | '/wp/v2/taxonomies',
  name: string,
  { rest, isSignedIn }: Loaders,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (!isSignedIn) return null;
  // The answer is an object by name. `_fields` would filter these names, not the settings, so the gateway reads everything.
  const answer = await nullIfForbidden(rest.get(route, { context: 'edit' }));
  if (!isRecord(answer)) return null;
  const settings = valueAt(answer, name);
  const hidden = Object.hasOwn(coreRegistrations, name) ? coreRegistrations[name] : undefined;
  return isRecord(settings) ? { ...hidden, ...settings } : (hidden ?? null);
}

/** The reason why a setting is null for types and taxonomies that plugins and themes register. */
export const coreTypesOnly =
  "Null if a plugin or theme registers the type: WordPress' REST API does not show the setting.";

/** The availability of a setting that REST shows in its `edit` context. */
export const forEditors: Availability = { to: 'editors' };

/** The availability of a setting that the gateway knows only for types and taxonomies that WordPress registers itself. */
export const forEditorsOfCoreTypes: Availability = { ...forEditors, because: coreTypesOnly };

/** Returns whether a taxonomy is registered for a content type. Either of the two can name the other. */
export function isLinked(taxonomy: Resource, contentType: Resource): boolean {
  return contentType.linked.includes(taxonomy.name) || taxonomy.linked.includes(contentType.name);
}
