import { DefinitionsError } from './definitions.ts';

/** @throws DefinitionsError because the edge has no files */
export function contentsAt(path: string): ReadonlyMap<string, unknown> {
  throw new DefinitionsError(
    `The edge has no files, so ${path} cannot be read. Import the JSON of ACF into the code, and give it as \`acf\`.`,
  );
}
