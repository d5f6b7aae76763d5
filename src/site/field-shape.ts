import type { JsonSchema } from './json-schema.ts';

/** Recognizes values with a meaning beyond their JSON schema. */
export interface Kind {
  matches(schema: JsonSchema): boolean;
}

/** The GraphQL form of a custom field. */
export type Shape<Special extends Kind> =
  | { readonly kind: 'scalar'; readonly scalar: CustomScalar }
  | { readonly kind: 'list'; readonly of: Shape<Special> }
  | { readonly kind: 'object'; readonly properties: Properties }
  | { readonly kind: 'union'; readonly key: string; readonly options: ReadonlyMap<string, Properties> }
  /** A value with a meaning beyond its JSON schema, such as the id of a post. */
  | { readonly kind: 'special'; readonly special: Special };

export type CustomScalar = 'String' | 'Int' | 'Float' | 'Boolean' | 'JSON';

type Properties = JsonSchema['properties'];

type ScalarShape = { readonly kind: 'scalar'; readonly scalar: CustomScalar };

const jsonShape: ScalarShape = { kind: 'scalar', scalar: 'JSON' };
const stringShape: ScalarShape = { kind: 'scalar', scalar: 'String' };

const scalars: ReadonlyMap<string, CustomScalar> = new Map([
  ['string', 'String'],
  ['integer', 'Int'],
  ['number', 'Float'],
  ['boolean', 'Boolean'],
]);

/**
 * Returns the shape of a JSON schema. If a schema allows several types, a list wins over single values, floats over
 * integers, and strings over numbers. A schema without types, or with other combinations of types, is JSON.
 *
 * @param kinds - the kinds of values that have a meaning beyond their JSON schema
 */
export function shapeOf<Special extends Kind>(schema: JsonSchema, kinds: readonly Special[]): Shape<Special> {
  const { types, items, options, properties } = schema;
  if (options.length > 0) return shapeOfAlternatives(options, kinds);
  const special = kinds.find((kind) => kind.matches(schema));
  if (special) return { kind: 'special', special };
  const isObject = types.includes('object') || (types.length === 0 && Object.keys(properties).length > 0);
  if (isObject) {
    return types.length > 1 || Object.keys(properties).length === 0
      ? jsonShape
      : { kind: 'object', properties };
  }
  if (types.includes('array') || (types.length === 0 && items)) {
    const of = items ? shapeOf(items, kinds) : jsonShape;
    const isPlain = of.kind === 'scalar' && of.scalar !== 'JSON';
    return items && (isPlain || types.length < 2) ? { kind: 'list', of } : jsonShape;
  }
  if (types.length === 0) return schema.values.length > 0 ? stringShape : jsonShape;
  const [first, ...others] = new Set(types.map((type) => scalars.get(type) ?? 'JSON'));
  if (first && others.length === 0) return { kind: 'scalar', scalar: first };
  if (types.every((type) => type === 'integer' || type === 'number'))
    return { kind: 'scalar', scalar: 'Float' };
  return types.every((type) => /^(string|integer|number)$/.test(type)) ? stringShape : jsonShape;
}

/**
 * Returns the shape of alternatives (`oneOf`, `anyOf`): a union, if all of them are objects and one property has a
 * different constant in each. Returns the shape of the only alternative if the others allow null alone. Returns JSON in all other cases.
 */
function shapeOfAlternatives<Special extends Kind>(
  options: readonly JsonSchema[],
  kinds: readonly Special[],
): Shape<Special> {
  const nonNull = options.filter(({ types, values, items, properties, options: deeper }) => {
    const hasConstraint = types.length + values.length + deeper.length > 0 || items !== null;
    return hasConstraint || Object.keys(properties).length > 0;
  });
  const [only, ...others] = nonNull;
  if (only && others.length === 0) return shapeOf(only, kinds);
  if (nonNull.some((option) => shapeOf(option, kinds).kind !== 'object')) return jsonShape;
  const keys = Object.keys(only?.properties ?? {});
  const key = keys.find((name) => {
    const constants = nonNull.map(({ properties }) => properties[name]?.constant ?? null);
    return !constants.includes(null) && new Set(constants).size === nonNull.length;
  });
  if (key === undefined) return jsonShape;
  return {
    kind: 'union',
    key,
    options: new Map(nonNull.map(({ properties }) => [properties[key]?.constant ?? '', properties])),
  };
}

/** Returns whether a schema says too little for a GraphQL type: its values are JSON. */
export function isUndescribed(schema: JsonSchema): boolean {
  const shape = shapeOf(schema, []);
  return shape.kind === 'scalar' && shape.scalar === 'JSON';
}
