import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { print, type VariableDefinitionNode } from '../../packages/graphql.ts';
import { isRecord } from '../../values/json.ts';
import type { FoundDocument } from '../read/documents.ts';
import { CompareError } from '../read/errors.ts';
import { type Guess, isRequired } from './guesses.ts';

/** Values of variables, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Values for the variables of one document. */
export interface VariableSet {
  readonly values: Variables;
  /** Required variables without a value: `$slug: ID!`. The document cannot be sent without them. */
  readonly missing: readonly string[];
  /** The file in which the operator can set the values. */
  readonly file: string;
  /** Variables whose values are from the site's content. */
  readonly sampled: readonly string[];
}

/** The sources of values. */
export interface VariableSources {
  /** Absolute path of the current folder. null: don't read the files next to documents. */
  readonly folder: string | null;
  /** Values for all documents. */
  readonly shared: Variables;
  /** Returns a value from the site's content. Returns undefined if the site has none that fits. */
  readonly guess: (
    document: FoundDocument,
    variable: VariableDefinitionNode,
    set: number,
  ) => Guess | undefined;
}

/** Maximum number of sets of values for one document. */
const maxSets = 3;

/** Returns the sets of values to send a document with: several if values are from the site's content. */
export function variableSets(document: FoundDocument, sources: VariableSources): readonly VariableSet[] {
  const sets: VariableSet[] = [];
  for (let number = 0; number < maxSets; number++) {
    const set = variableSet(document, sources, number);
    const isDuplicate = sets.some(({ values }) => JSON.stringify(values) === JSON.stringify(set.values));
    if (!isDuplicate && (number === 0 || set.missing.length === 0)) sets.push(set);
  }
  return sets;
}

/**
 * Returns values for the variables of a document. They are from the file next to the document, from the values for all
 * documents, or from the site's content, in this order of precedence. Variables with a default value get none.
 *
 * @param number - number of the set. Sets with an even number leave out optional filters.
 * @throws CompareError if the file next to the document is not JSON
 */
export function variableSet(
  document: FoundDocument,
  { folder, shared, guess }: VariableSources,
  number = 0,
): VariableSet {
  const fromFile = folder === null ? {} : readFileOf(document, folder);
  const values: Record<string, unknown> = {};
  const missing: string[] = [];
  const sampled: string[] = [];
  for (const definition of document.operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const value = fromFile[name] ?? shared[name];
    if (value !== undefined) values[name] = value;
    else if (name in fromFile) values[name] = null;
    else if (!definition.defaultValue) {
      const guessed = guess(document, definition, number);
      const isWanted = isRequired(definition) || guessed?.role !== 'filter' || number % 2 === 1;
      if (guessed !== undefined && isWanted) {
        values[name] = guessed.value;
        sampled.push(name);
      } else if (isRequired(definition)) missing.push(`$${name}: ${print(definition.type)}`);
    }
  }
  return { values, missing, sampled, file: join(dirname(document.file), operationFiles(document)[0] ?? '') };
}

/**
 * Reads the file with values for all documents.
 *
 * @throws CompareError if the file does not exist or is not JSON
 */
export function readVariables(file: string, folder: string): Variables {
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw new CompareError(
      `There is no file ${file}.`,
      'Name a JSON file with the values of variables, by name.',
    );
  }
  return readJson(path, file) ?? {};
}

function readFileOf(document: FoundDocument, folder: string): Variables {
  for (const name of [...operationFiles(document), ...filesByName(document)]) {
    const file = join(dirname(document.file), name);
    const path = resolve(folder, file);
    const values = existsSync(path) ? readJson(path, file) : null;
    if (values !== null) return values;
  }
  return {};
}

/** Returns the names of files with values for one operation of a document file. */
function operationFiles({ file, operation }: FoundDocument): readonly string[] {
  const stem = stemOf(file);
  const name = operation.name?.value;
  const whole = [`${stem}.variables.json`, `${stem}.json`];
  return name ? [`${stem}.${name}.json`, `${stem}.${name}.variables.json`, ...whole] : whole;
}

/** Returns the names of files with values for an operation, whatever the name of its document file. */
function filesByName({ operation }: FoundDocument): readonly string[] {
  const name = operation.name?.value;
  return name ? [`${name}.variables.json`, `${name}.json`] : [];
}

function stemOf(file: string): string {
  return basename(file).replace(/\.\w+$/, '');
}

/** Returns the JSON object in a file. Returns null for other JSON: such a file has another purpose. */
function readJson(path: string, file: string): Variables | null {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(json) ? json : null;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CompareError(`${file} isn't JSON: ${problem}`, 'Correct the file, or rename it.');
  }
}
