import { contentsAt } from '#platform/integrations/acf/definitions/folder';
import { type Definitions, DefinitionsError, readDefinitions } from './definitions.ts';

/**
 * Where the gateway finds the site's field groups: a folder of ACF's local JSON, a file that ACF exported, or their content.
 *
 * @example
 * const json: AcfJson = 'wp-content/themes/acme/acf-json';
 */
export type AcfJson = string | readonly unknown[] | Readonly<Record<string, unknown>>;

/**
 * Reads the field groups of a site.
 *
 * @param given - a path is relative to the current folder
 * @throws DefinitionsError if a file cannot be read, or is not ACF's JSON
 */
export function loadDefinitions(given: AcfJson): Definitions {
  if (typeof given !== 'string') return checked(readDefinitions(new Map([['acf', given]])), 'acf');
  return checked(readDefinitions(contentsAt(given)), given);
}

function checked(definitions: Definitions, source: string): Definitions {
  if (definitions.groups.length > 0) return definitions;
  throw new DefinitionsError(
    `${source} has no field groups of ACF. Give the folder of ACF's local JSON (acf-json), or a file that ACF exported (Tools → Export Field Groups).`,
  );
}
