import type { JsonSchema } from '../../site/json-schema.ts';

/** What a field that a site adds is in the graph. */
export type FieldShape =
  | { readonly kind: 'scalar'; readonly scalar: CustomScalar }
  | { readonly kind: 'list'; readonly of: FieldShape }
  | { readonly kind: 'object'; readonly properties: Properties }
  | { readonly kind: 'union'; readonly key: string; readonly options: ReadonlyMap<string, Properties> }
  /** The id of a media item. */
  | { readonly kind: 'media' }
  /** Ids of media items. */
  | { readonly kind: 'gallery' }
  /** Ids of content, of terms or of users. */
  | { readonly kind: 'references' };

export type CustomScalar = 'String' | 'Int' | 'Float' | 'Boolean' | 'JSON';

type Properties = JsonSchema['properties'];

const json: FieldShape = { kind: 'scalar', scalar: 'JSON' };
const string: FieldShape = { kind: 'scalar', scalar: 'String' };

const scalars: ReadonlyMap<string, CustomScalar> = new Map([
  ['string', 'String'],
  ['integer', 'Int'],
  ['number', 'Float'],
  ['boolean', 'Boolean'],
]);

/**
 * What a JSON schema is in the graph. A list beside single values (ACF's `select`) is a list; whole numbers beside
 * others are floats, numbers beside text are text; what can't be told, or may be too many things, is JSON.
 *
 * @param isAcf - whether ACF wrote it, whose ids can be told from other numbers
 */
export function shapeOf(schema: JsonSchema, isAcf: boolean): FieldShape {
  const { types, items, options, properties } = schema;
  if (options.length > 0) return alternatives(options, isAcf);
  if (isAcf) {
    if (isMedia(schema)) return { kind: 'media' };
    if (isGallery(schema)) return { kind: 'gallery' };
    if (isReferences(schema)) return { kind: 'references' };
  }
  const isObject = types.includes('object') || (types.length === 0 && Object.keys(properties).length > 0);
  if (isObject) {
    return types.length > 1 || Object.keys(properties).length === 0 ? json : { kind: 'object', properties };
  }
  if (types.includes('array') || (types.length === 0 && items)) {
    const of = items ? shapeOf(items, isAcf) : json;
    const isPlain = of.kind === 'scalar' && of.scalar !== 'JSON';
    return items && (isPlain || types.length < 2) ? { kind: 'list', of } : json;
  }
  if (types.length === 0) return schema.values.length > 0 ? string : json;
  const [first, ...others] = new Set(types.map((type) => scalars.get(type) ?? 'JSON'));
  if (first && others.length === 0) return { kind: 'scalar', scalar: first };
  if (types.every((type) => type === 'integer' || type === 'number'))
    return { kind: 'scalar', scalar: 'Float' };
  return types.every((type) => /^(string|integer|number)$/.test(type)) ? string : json;
}

/** ACF's `image` and `file`: the only ones of its fields that are a whole number and nothing else. */
function isMedia({ types, items }: JsonSchema): boolean {
  return types.join() === 'integer' && items === null;
}

/** ACF's `gallery`: the only one that is a list of numbers. */
function isGallery({ types, items }: JsonSchema): boolean {
  return types.join() === 'array' && items?.types.join() === 'number';
}

/** ACF's `post_object`, `page_link`, `relationship`, `taxonomy` and `user`: one id, or a list of them. */
function isReferences({ types, items }: JsonSchema): boolean {
  return /^array(,integer)?$/.test(types.join()) && items?.types.join() === 'integer';
}

/** Objects that a constant tells apart (ACF's layouts) are a union; what is only one thing or null is that thing. */
function alternatives(options: readonly JsonSchema[], isAcf: boolean): FieldShape {
  const real = options.filter(({ types, values, items, properties, options: deeper }) => {
    const isSaid = types.length + values.length + deeper.length > 0 || items !== null;
    return isSaid || Object.keys(properties).length > 0;
  });
  const [only, ...others] = real;
  if (only && others.length === 0) return shapeOf(only, isAcf);
  if (real.some((option) => shapeOf(option, isAcf).kind !== 'object')) return json;
  const keys = Object.keys(only?.properties ?? {});
  const key = keys.find((name) => {
    const constants = real.map(({ properties }) => properties[name]?.constant ?? null);
    return !constants.includes(null) && new Set(constants).size === real.length;
  });
  if (key === undefined) return json;
  return {
    kind: 'union',
    key,
    options: new Map(real.map(({ properties }) => [properties[key]?.constant ?? '', properties])),
  };
}

/** What a client should know of a field: the site's own words, the allowed values, the format. */
export function descriptionOf({ description, values, format, items }: JsonSchema, otherwise: string): string {
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
