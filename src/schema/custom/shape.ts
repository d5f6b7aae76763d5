import type { JsonSchema } from '../../site/json-schema.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';

/** What a field that a site adds is in the graph. */
export type FieldShape =
  | { readonly kind: 'scalar'; readonly scalar: CustomScalar }
  | { readonly kind: 'list'; readonly of: FieldShape }
  | { readonly kind: 'object'; readonly properties: Properties }
  | { readonly kind: 'union'; readonly key: string; readonly options: ReadonlyMap<string, Properties> }
  /** A value that means more than its schema says. */
  | { readonly kind: 'special'; readonly special: ValueKind };

export type CustomScalar = 'String' | 'Int' | 'Float' | 'Boolean' | 'JSON';

type Properties = JsonSchema['properties'];

const jsonShape: FieldShape = { kind: 'scalar', scalar: 'JSON' };
const stringShape: FieldShape = { kind: 'scalar', scalar: 'String' };

const scalars: ReadonlyMap<string, CustomScalar> = new Map([
  ['string', 'String'],
  ['integer', 'Int'],
  ['number', 'Float'],
  ['boolean', 'Boolean'],
]);

/**
 * Returns what a JSON schema is in the graph. A list beside single values is a list; whole numbers beside others are
 * floats; numbers beside text are text. A schema without types, or with types that don't go together, is JSON.
 *
 * @param kinds - values that mean more than their schema says
 */
export function shapeOf(schema: JsonSchema, kinds: readonly ValueKind[]): FieldShape {
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

/** Returns a union for objects that a constant tells apart, and the only alternative where the other one is null. */
function shapeOfAlternatives(options: readonly JsonSchema[], kinds: readonly ValueKind[]): FieldShape {
  const real = options.filter(({ types, values, items, properties, options: deeper }) => {
    const isSaid = types.length + values.length + deeper.length > 0 || items !== null;
    return isSaid || Object.keys(properties).length > 0;
  });
  const [only, ...others] = real;
  if (only && others.length === 0) return shapeOf(only, kinds);
  if (real.some((option) => shapeOf(option, kinds).kind !== 'object')) return jsonShape;
  const keys = Object.keys(only?.properties ?? {});
  const key = keys.find((name) => {
    const constants = real.map(({ properties }) => properties[name]?.constant ?? null);
    return !constants.includes(null) && new Set(constants).size === real.length;
  });
  if (key === undefined) return jsonShape;
  return {
    kind: 'union',
    key,
    options: new Map(real.map(({ properties }) => [properties[key]?.constant ?? '', properties])),
  };
}

/** What a client should know of a field: the site's own words, the allowed values, the format. */
export function fieldDescription(
  { description, values, format, items }: JsonSchema,
  otherwise: string,
): string {
  const allowed = values.length > 0 ? values : (items?.values ?? []);
  const shown = allowed.slice(0, 20).map((value) => `\`${value}\``);
  return [
    description || otherwise,
    ...(shown.length > 0 ? [`One of ${shown.join(', ')}${allowed.length > 20 ? ' …' : ''}.`] : []),
    ...(format ? [`Format: ${format}.`] : []),
  ]
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
