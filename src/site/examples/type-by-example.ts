import { isRecord, valueAt } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { integer } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Finding } from '../findings.ts';
import { type JsonSchema, type NodeTarget, readJsonSchema } from '../json-schema.ts';
import { valueOrError, withTimeout } from '../outcomes.ts';
import { isPrivateKey } from '../private-columns.ts';
import type { Collection } from '../resources.ts';
import { type ExampleRules, schemaOfExamples } from './example-schema.ts';
import { type ExampleField, type Hint, namedFields, nameOf } from './option-names.ts';
import { targetOf } from './wordpress-objects.ts';

type Json = Readonly<Record<string, unknown>>;

const tooLarge = `it alone would need more than ${limits.maxExampleTypes} types`;
const tooMany = `with it, the fields would need more than ${limits.maxExampleTypesInAll} types`;

/** The schemas that examples gave, by collection and field: `book.pods_author`. */
export type ExampleSchemas = ReadonlyMap<string, JsonSchema>;

/** Options of {@link typeByExample}. */
export interface ExampleOptions {
  /** The value of the option `typedByExample`. */
  readonly names: readonly string[];
  /** Keys that `*` leaves out. */
  readonly ignored: ReadonlySet<string>;
  /** The schemas of the earlier discovery. They stay, so that a changed value changes no type. Undefined at the start. */
  readonly earlier: ExampleSchemas | undefined;
  /** Milliseconds for all requests. */
  readonly timeout: number;
}

/** The collections with types from examples. */
export interface TypedCollections {
  readonly collections: readonly Collection[];
  readonly schemas: ExampleSchemas;
  /** Why fields that the option names stay JSON. */
  readonly notes: readonly Finding[];
}

/**
 * Gives schemas to fields that the operator named, by the values that visitors see. For each collection with a field that is not typed
 * yet, one request reads these fields of its newest documents, within limits. A field that the values do not type stays JSON.
 */
export async function typeByExample(
  rest: Rest,
  collections: readonly Collection[],
  { names, ignored, earlier = new Map(), timeout }: ExampleOptions,
): Promise<TypedCollections> {
  if (names.length === 0) return { collections, schemas: new Map(), notes: [] };
  const { fields, problems } = namedFields(names, collections, ignored);
  const untyped = fields.filter((field) => !earlier.has(nameOf(field)));
  const rows = [...new Set(untyped.map(({ row }) => row))];
  const answers = await withTimeout(timeout, (signal) =>
    Promise.all(
      rows
        .slice(0, limits.maxExampleReads)
        .map(async (row) => [row, await readDocuments(rest, { row, fields: untyped }, signal)] as const),
    ),
  );
  const documents = new Map(answers);
  const known = new Map(collections.map((row) => [row.name, row]));
  const schemas = new Map<string, JsonSchema>();
  const excess: Excess[] = [];
  let types = 0;
  for (const field of fields) {
    const answer = documents.get(field.row);
    const values = isRead(answer) ? answer.map((each) => valueAt(each, ...field.path)) : [];
    const schema = earlier.get(nameOf(field)) ?? schemaFrom(values, { field, known });
    if (!schema) continue;
    const own = countObjects(schema);
    if (own > limits.maxExampleTypes) excess.push({ name: nameOf(field), problem: tooLarge });
    else if (types + own > limits.maxExampleTypesInAll)
      excess.push({ name: nameOf(field), problem: tooMany });
    else {
      types += own;
      schemas.set(nameOf(field), schema);
    }
  }
  const notes = [
    ...problems.map(({ name, problem }) => ({
      message: `\`typedByExample\` names "${name}", but ${problem}.`,
      advice: 'Correct the name, or leave it out. `pressql doctor` lists the fields without a schema.',
    })),
    ...rows.flatMap((row) => noteAbout(row, documents.get(row)) ?? []),
    ...withoutExample(
      fields.filter((field) => !excess.some(({ name }) => name === nameOf(field))),
      schemas,
      documents,
    ),
    ...excess.map(({ name, problem }) => ({
      message: `"${name}" of \`typedByExample\` stays JSON: ${problem}.`,
      advice: 'Name fewer fields.',
    })),
  ];
  return { collections: collections.map((row) => withSchemas(row, fields, schemas)), schemas, notes };
}

/** A field that would need more types than there may be. */
interface Excess {
  readonly name: string;
  readonly problem: string;
}

type Documents = readonly Json[] | WordPressError;

function isRead(answer: Documents | undefined): answer is readonly Json[] {
  return answer !== undefined && !(answer instanceof WordPressError);
}

async function readDocuments(
  rest: Rest,
  { row, fields }: { readonly row: Collection; readonly fields: readonly ExampleField[] },
  signal: AbortSignal,
): Promise<Documents> {
  // WordPress leaves `meta` of terms, users and comments out if `_fields` names only a part of it.
  const paths = fields
    .filter((field) => field.row === row)
    .map(({ path }) => (row.kind === 'content' ? path.join('.') : (path[0] ?? '')));
  const maximum = row.parameters.get('per_page')?.maximum ?? limits.maxExampleDocuments;
  const query = {
    per_page: Math.min(limits.maxExampleDocuments, maximum),
    _fields: ['id', ...new Set(paths)].sort(),
  };
  const answer = await valueOrError(rest.list(row.route, query, { signal }));
  return answer instanceof WordPressError ? answer : answer.documents;
}

/** Returns what the operator must know of a collection whose documents were not read. */
function noteAbout({ name }: Collection, answer: Documents | undefined): Finding | null {
  const stay = `Fields of \`typedByExample\` stay JSON in "${name}":`;
  if (answer === undefined) {
    return {
      message: `${stay} the gateway asks at most ${limits.maxExampleReads} types and taxonomies for examples.`,
      advice: 'Name fewer fields, each with its type.',
    };
  }
  if (!(answer instanceof WordPressError)) return null;
  return { message: `${stay} its examples could not be read (${answer.report}).`, advice: answer.advice };
}

/** Returns a note for each name none of whose fields has an example, although documents were read. */
function withoutExample(
  fields: readonly ExampleField[],
  schemas: ExampleSchemas,
  documents: ReadonlyMap<Collection, Documents>,
): readonly Finding[] {
  const read = fields.filter(({ row }) => isRead(documents.get(row)));
  const names = new Set(read.flatMap((field) => field.names));
  const isTyped = (name: string) =>
    fields.some((field) => field.names.includes(name) && schemas.has(nameOf(field)));
  return [...names]
    .filter((name) => !isTyped(name))
    .map((name) => ({
      message: `"${name}" of \`typedByExample\` stays JSON: the newest ${limits.maxExampleDocuments} documents that visitors can read have no value by which it could be typed.`,
      advice: 'Publish a document with a value; the gateway looks again at the next refresh.',
    }));
}

/** Returns the schema of a field. Null if the values say nothing. */
function schemaFrom(
  values: readonly unknown[],
  { field, known }: { readonly field: ExampleField; readonly known: ReadonlyMap<string, Collection> },
): JsonSchema | null {
  const rules: ExampleRules = {
    ignoresEmpty: true,
    ofObjects: (objects) => {
      const target = targetOf(objects, known);
      return target && { type: 'object', [nodeKey]: target };
    },
    ofScalars: (scalars) => (scalars.every(isId) ? { [idKey]: true } : {}),
    isPrivate: isPrivateKey,
  };
  const json = field.hints.reduce<Json>(withHint, schemaOfExamples(values, rules));
  if (Object.keys(json).length === 0) return null;
  const schema = marked(readJsonSchema(json), json);
  const [key = '', part] = field.path;
  const own = field.row.customFields.get(key);
  const described = part === undefined ? own : own?.properties[part];
  return { ...schema, description: described?.description ?? '' };
}

/** Keys under which a schema of examples has what JSON Schema has no word for. No schema of a site is read for them. */
const [nodeKey, idKey] = ['x-pressql-node', 'x-pressql-id'] as const;

function isId(value: unknown): boolean {
  return (integer([value], 0) ?? 0) > 0;
}

/** Returns a schema in which the values at a path stand for objects of WordPress. An unknown path changes nothing. */
function withHint(json: Json, { path, target }: Hint): Json {
  const [step, ...rest] = path;
  const { type, items, properties } = json;
  if (type === 'array') return isRecord(items) ? { ...json, items: withHint(items, { path, target }) } : json;
  if (step === undefined) return Object.keys(json).length > 0 ? { type: 'object', [nodeKey]: target } : json;
  const inside = valueAt(properties, step);
  if (!isRecord(properties) || !isRecord(inside)) return json;
  return { ...json, properties: { ...properties, [step]: withHint(inside, { path: rest, target }) } };
}

function countObjects({
  properties,
  items,
}: {
  readonly properties?: unknown;
  readonly items?: unknown;
}): number {
  const inside = isRecord(properties) ? Object.values(properties).filter(isRecord) : [];
  const own = inside.length > 0 ? 1 : 0;
  return [...inside, ...(isRecord(items) ? [items] : [])].reduce(
    (sum, each) => sum + countObjects(each),
    own,
  );
}

/** Returns a schema that says that it follows from examples, in all of its parts. */
function marked(schema: JsonSchema, json: Json): JsonSchema {
  const node = json[nodeKey];
  const { items, properties } = schema;
  return {
    ...schema,
    isExample: true,
    ...(isTarget(node) ? { node } : {}),
    ...(json[idKey] === true ? { looksLikeId: true } : {}),
    items: items && marked(items, partOf(json, 'items')),
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, each]) => [key, marked(each, partOf(json, 'properties', key))]),
    ),
  };
}

function partOf(json: Json, ...path: readonly string[]): Json {
  const part = valueAt(json, ...path);
  return isRecord(part) ? part : {};
}

function isTarget(value: unknown): value is NodeTarget {
  return isRecord(value) && ('resource' in value || 'kind' in value);
}

/** Returns a collection whose fields have the schemas of examples. */
function withSchemas(row: Collection, fields: readonly ExampleField[], schemas: ExampleSchemas): Collection {
  const customFields = new Map(row.customFields);
  for (const { row: owner, path } of fields.filter((field) => field.row === row)) {
    const schema = schemas.get(nameOf({ row: owner, path }));
    const [key = '', part] = path;
    const whole = customFields.get(key);
    if (!schema || !whole) continue;
    customFields.set(
      key,
      part === undefined ? schema : { ...whole, properties: { ...whole.properties, [part]: schema } },
    );
  }
  return { ...row, customFields };
}
