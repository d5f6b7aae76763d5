import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noteRead } from '../../../values/read-files.ts';
import { DefinitionsError } from './definitions.ts';

/**
 * Returns the JSON of a file, or of the files in a folder, by their paths.
 *
 * @throws DefinitionsError if a file cannot be read, or is not JSON
 */
export function contentsAt(path: string): ReadonlyMap<string, unknown> {
  // The other files in a folder do not count: a project's own folder has many, and editors put files of theirs beside those they write.
  noteRead(`ACF's JSON at ${path}`, [resolve(path), ...(isFile(path) ? [] : [resolve(path, `*${ending}`)])]);
  return new Map(filesAt(path).map((file) => [file, contentOf(file)]));
}

const ending = '.json';

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function filesAt(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new DefinitionsError(
      `There is no file or folder ${path}. A path of ACF's JSON is relative to the current folder, ${process.cwd()}.`,
    );
  }
  if (!found.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith(ending));
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
