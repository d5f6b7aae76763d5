import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  const files = filesAt(given);
  return checked(readDefinitions(new Map(files.map((file) => [file, contentOf(file)]))), given);
}

function checked(definitions: Definitions, source: string): Definitions {
  if (definitions.groups.length > 0) return definitions;
  throw new DefinitionsError(
    `${source} has no field groups of ACF. Give the folder of ACF's local JSON (acf-json), or a file that ACF exported (Tools → Export Field Groups).`,
  );
}

function filesAt(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new DefinitionsError(
      `There is no file or folder ${path}. A path of ACF's JSON is relative to the current folder, ${process.cwd()}.`,
    );
  }
  if (!found.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(path, name));
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DefinitionsError(
      `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
