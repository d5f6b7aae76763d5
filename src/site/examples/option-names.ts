import { isUndescribed } from '../field-shape.ts';
import type { JsonSchema, NodeTarget } from '../json-schema.ts';
import type { Collection } from '../resources.ts';

/** What stands for all fields without a schema. */
export const everyField = '*';

/** A field that gets its type from examples. */
export interface ExampleField {
  readonly row: Collection;
  /** Its key, or the keys of an object and of a part that the object's schema does not describe: `meta`, `place`. */
  readonly path: readonly string[];
  /** What the operator says of ids inside of its values. */
  readonly hints: readonly Hint[];
  /** The names in the option that mean it, without `*`. */
  readonly names: readonly string[];
}

/** What values inside of a field stand for. */
export interface Hint {
  readonly path: readonly string[];
  readonly target: NodeTarget;
}

/** The fields that names mean, and what is wrong with names. */
export interface NamedFields {
  readonly fields: readonly ExampleField[];
  readonly problems: readonly { readonly name: string; readonly problem: string }[];
}

/** Names of whole kinds in the option. A type or taxonomy of the site with such a name wins over them. */
const kinds: Readonly<Record<string, NodeTarget>> = { content: { kind: 'content' }, term: { kind: 'term' } };

/**
 * Returns the fields that names of the option `typedByExample` mean: `meta_box` in all types, `book.pods_author` in one,
 * `meta.place` for a part of an object, `meta_box.related=post` for ids inside of a field, and `*`.
 *
 * @param ignored - keys that `*` does not mean, because integrations read them
 */
export function namedFields(
  names: readonly string[],
  collections: readonly Collection[],
  ignored: ReadonlySet<string>,
): NamedFields {
  const problems: { name: string; problem: string }[] = [];
  const fields = new Map<string, ExampleField>();
  const add = (field: ExampleField) => {
    const key = nameOf(field);
    const { hints = [], names: known = [] } = fields.get(key) ?? {};
    fields.set(key, { ...field, hints: [...hints, ...field.hints], names: [...known, ...field.names] });
  };
  for (const name of names) {
    if (name === everyField) {
      for (const field of collections.flatMap((row) => undescribedIn(row, ignored))) add(field);
      continue;
    }
    const [words = '', targetName] = name.split('=');
    const target = targetName === undefined ? null : targetNamed(targetName, collections);
    if (target === undefined) {
      problems.push({ name, problem: `the site has no type, taxonomy or kind "${targetName}"` });
      continue;
    }
    const steps = words.split('.');
    const owner = steps.length > 1 ? collections.find((row) => row.name === steps[0]) : undefined;
    const path = owner ? steps.slice(1) : steps;
    const rows = (owner ? [owner] : collections).filter((row) => row.customFields.has(path[0] ?? ''));
    const found = rows.flatMap((row) => fieldAt(row, path, target) ?? []);
    for (const field of found) add({ ...field, names: [name] });
    if (rows.length === 0) problems.push({ name, problem: 'no document has this field' });
    else if (found.length === 0) problems.push({ name, problem: whyDescribed(rows, path) });
  }
  return { fields: [...fields.values()], problems };
}

/** Returns the name of a field in the option: `book.pods_author`. */
export function nameOf({ row, path }: Pick<ExampleField, 'row' | 'path'>): string {
  return [row.name, ...path].join('.');
}

/** Returns the fields of a collection that have no usable schema. Looks inside `meta` alone. */
export function undescribedIn(row: Collection, ignored: ReadonlySet<string>): readonly ExampleField[] {
  const isGiven = ([key]: readonly [string, JsonSchema]) => key !== 'meta' && !ignored.has(key);
  const whole = [...row.customFields].filter(isGiven).filter(([, schema]) => isUndescribed(schema));
  const meta = Object.entries(row.customFields.get('meta')?.properties ?? {});
  return [
    ...whole.map(([key]) => ({ row, path: [key], hints: [], names: [] })),
    ...meta
      .filter(([, schema]) => isUndescribed(schema))
      .map(([key]) => ({ row, path: ['meta', key], hints: [], names: [] })),
  ];
}

/** Returns the field without a schema that a path names or leads into. Null if there is none. */
function fieldAt(row: Collection, path: readonly string[], target: NodeTarget | null): ExampleField | null {
  const [key = '', part] = path;
  const schema = row.customFields.get(key);
  const inside = part === undefined ? undefined : schema?.properties[part];
  // `meta` is an object whatever its schema says, and has no example of its own.
  const isWhole = key !== 'meta' && schema !== undefined && isUndescribed(schema);
  const length = isWhole ? 1 : inside && isUndescribed(inside) ? 2 : 0;
  if (length === 0) return null;
  const hints = target === null ? [] : [{ path: path.slice(length), target }];
  return { row, path: path.slice(0, length), hints, names: [] };
}

/** Returns why a path names no field without a schema, although the collections have its first key. */
function whyDescribed(rows: readonly Collection[], [key = '', part]: readonly string[]): string {
  const isKnown = part === undefined || rows.some((row) => row.customFields.get(key)?.properties[part]);
  if (isKnown && part === undefined && key === 'meta')
    return 'it has a schema. Name a part of it: `meta.place`';
  return isKnown ? 'the schema of the site describes it' : `"${key}" has no part "${part}"`;
}

/** Returns the target of a name. Undefined if the site has none. */
function targetNamed(name: string, collections: readonly Collection[]): NodeTarget | undefined {
  return collections.some((row) => row.name === name) ? { resource: name } : kinds[name];
}
