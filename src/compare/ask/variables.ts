import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { print, type VariableDefinitionNode } from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';
import { CompareError } from '../read/errors.ts';
import { type Guess, isRequired } from './guesses.ts';

/** Values of variables by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Values for a document, and what it can't be sent without. */
export interface Resolved {
  readonly values: Variables;
  /** Required variables without a value, `$slug: ID!`. */
  readonly missing: readonly string[];
  /** The file that the values belong into. */
  readonly file: string;
  /** Variables whose values were taken from the site. */
  readonly sampled: readonly string[];
}

/** What else may supply values. */
export interface Supply {
  /** The current folder, absolute; null to leave the files beside documents aside. */
  readonly folder: string | null;
  /** For all documents. */
  readonly common: Variables;
  /** A value out of the site's content for a variable; undefined where there is none that fits. */
  readonly sample: (
    document: FoundDocument,
    variable: VariableDefinitionNode,
    set: number,
  ) => Guess | undefined;
}

/** Sets of values that a document is sent with, at most. */
const mostSets = 3;

/** The sets of values to send a document with: several where they come from the site's content. */
export function variableSets(document: FoundDocument, supply: Supply): readonly Resolved[] {
  const sets: Resolved[] = [];
  for (let set = 0; set < mostSets; set++) {
    const resolved = resolveVariables(document, supply, set);
    const isKnown = sets.some(({ values }) => JSON.stringify(values) === JSON.stringify(resolved.values));
    if (!isKnown && (set === 0 || resolved.missing.length === 0)) sets.push(resolved);
  }
  return sets;
}

/**
 * Values for a document's variables: from the file beside it, from those given for all, from the site's own content.
 * Variables with a default keep it. Filters that may be left out are set in every second set.
 *
 * @throws CompareError for a file beside it that holds no JSON
 */
export function resolveVariables(
  document: FoundDocument,
  { folder, common, sample }: Supply,
  set = 0,
): Resolved {
  const beside = folder === null ? {} : readBeside(document, folder);
  const values: Record<string, unknown> = {};
  const missing: string[] = [];
  const sampled: string[] = [];
  for (const definition of document.operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const given = beside[name] ?? common[name];
    if (given !== undefined) values[name] = given;
    else if (name in beside) values[name] = null;
    else if (!definition.defaultValue) {
      const guess = sample(document, definition, set);
      const isWanted = isRequired(definition) || guess?.role !== 'filter' || set % 2 === 1;
      if (guess !== undefined && isWanted) {
        values[name] = guess.value;
        sampled.push(name);
      } else if (isRequired(definition)) missing.push(`$${name}: ${print(definition.type)}`);
    }
  }
  return { values, missing, sampled, file: join(dirname(document.file), ownNames(document)[0] ?? '') };
}

/** Reads the values that a file gives for all documents. */
export function readVariables(file: string, folder: string): Variables {
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw new CompareError(`There is no file ${file}.`, 'Name a JSON file that has values by variable.');
  }
  return readJson(path, file) ?? {};
}

function readBeside(document: FoundDocument, folder: string): Variables {
  for (const name of [...ownNames(document), ...sharedNames(document)]) {
    const shown = join(dirname(document.file), name);
    const path = resolve(folder, shown);
    const values = existsSync(path) ? readJson(path, shown) : null;
    if (values !== null) return values;
  }
  return {};
}

/** Files that may hold the values of one operation. */
function ownNames({ file, operation }: FoundDocument): readonly string[] {
  const stem = stemOf(file);
  const name = operation.name?.value;
  const whole = [`${stem}.variables.json`, `${stem}.json`];
  return name ? [`${stem}.${name}.json`, `${stem}.${name}.variables.json`, ...whole] : whole;
}

/** Files that go by the operation's name alone, wherever in the folder it stands. */
function sharedNames({ operation }: FoundDocument): readonly string[] {
  const name = operation.name?.value;
  return name ? [`${name}.variables.json`, `${name}.json`] : [];
}

function stemOf(file: string): string {
  return basename(file).replace(/\.\w+$/, '');
}

/** A JSON object; null where the file holds other JSON, and so isn't for us. */
function readJson(path: string, shown: string): Variables | null {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CompareError(`${shown} isn't JSON: ${why}`, 'Mend the file, or give it another name.');
  }
}
