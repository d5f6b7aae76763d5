import type { AttributeSchema, AttributeSchemas, BlockType } from '../../content/blocks/block-type.ts';
import { type AttributeRow, commonAttributes, kindOf } from '../../content/blocks/kinds.ts';
import { grantError } from '../../loading/access/grants.ts';
import { isRecord } from '../../values/json.ts';
import type { FieldMap, InterfaceRef, ObjectRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';

/** The attributes of one block, or of one element in it. */
export type Values = Readonly<Record<string, unknown>>;

type Fields = PothosSchemaTypes.ObjectFieldBuilder<Types, Values>;

/** The type of an attribute in the graph. */
interface Shape {
  readonly type: ScalarName | ObjectRef<Types, Values>;
  readonly isList: boolean;
  /** Returns the value as the type allows it. Returns null if it has another type. */
  readonly read: (value: unknown) => unknown;
}

type ScalarName = 'String' | 'Boolean' | 'Float' | 'Int' | 'BlockAttributesObject' | 'BlockAttributesArray';

const scalars: Readonly<Record<ScalarName, Shape['read']>> = {
  String: (value) => (typeof value === 'string' ? value : isPrimitive(value) ? String(value) : null),
  Boolean: (value) => (isPrimitive(value) ? Boolean(value) : null),
  Float: numberOf,
  Int: (value) => {
    const number = numberOf(value);
    return number !== null && Math.abs(number) < 2 ** 31 ? Math.trunc(number) : null;
  },
  BlockAttributesObject: (value) => (typeof value === 'object' ? value : null),
  BlockAttributesArray: (value) => (typeof value === 'object' ? value : null),
};

/** The scalars of the types of attributes. */
const scalarOf: Readonly<Record<string, ScalarName>> = {
  'rich-text': 'String',
  string: 'String',
  boolean: 'Boolean',
  number: 'Float',
  integer: 'Int',
  object: 'BlockAttributesObject',
  array: 'BlockAttributesArray',
};

/** What the types of attributes of a graph are made with. */
export interface AttributeTypes {
  readonly builder: Builder;
  readonly anchor: InterfaceRef<Types, Values>;
}

/**
 * Returns the type of the attributes of a block, with the fields that WPGraphQL Content Blocks gives them, and those that the
 * gateway can read beyond it. Returns null if the block has none.
 */
export function attributesType(
  { builder, anchor }: AttributeTypes,
  blockType: BlockType,
  typeName: string,
): ObjectRef<Types, Values> | null {
  const { name, attributes, hasAnchor } = blockType;
  const rows = [...commonAttributes, ...(kindOf(name)?.attributes ?? [])];
  return builder.objectRef<Values>(typeName).implement({
    description: `The attributes of a block \`${name}\`.`,
    interfaces: hasAnchor ? [anchor] : [],
    fields: (t) => ({
      ...beyondFields(t, rows),
      ...attributeFields(t, attributes, { builder, typeName, descriptions: descriptionsOf(rows) }),
    }),
  });
}

/** Returns the attributes that only the gateway reads. */
function beyondFields(t: Fields, rows: readonly AttributeRow[]): FieldMap {
  return Object.fromEntries(
    rows.map(([name, type, text]) => [
      name,
      t.field({
        type,
        description: text,
        resolve: (values) => scalars[type](values[name]) as never,
      }),
    ]),
  );
}

function attributeFields(
  t: Fields,
  attributes: AttributeSchemas,
  around: { builder: Builder; typeName: string; descriptions: ReadonlyMap<string, string> },
): FieldMap {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, schema]) => {
      const shape = shapeOf(schema, { ...around, name });
      if (!shape) return [];
      const { default: fallback } = schema;
      const isRequired = fallback !== undefined && fallback !== null;
      const field = t.field({
        type: (shape.isList ? [shape.type] : shape.type) as ScalarName,
        nullable: (shape.isList ? { list: !isRequired, items: true } : !isRequired) as true,
        description: around.descriptions.get(name) ?? `The attribute \`${name}\`.`,
        resolve: (values) => {
          const value = shape.read(values[name]);
          // A block of rendered HTML lacks what only the editor's text says. Any other value of a wrong type has the default.
          if (isRequired && value === null && values[name] === undefined) throw grantError('editor-blocks');
          return (isRequired ? (value ?? fallback) : value) as never;
        },
      });
      return [[fieldName(name), field]];
    }),
  );
}

function shapeOf(
  { type, source, query, items }: AttributeSchema,
  around: { builder: Builder; typeName: string; name: string },
): Shape | null {
  const { builder, typeName, name } = around;
  if (type === 'array' && query) {
    const row = queryType(builder, `${typeName}${name.charAt(0).toUpperCase()}${name.slice(1)}`, query);
    return {
      type: row,
      isList: true,
      read: (value) => (Array.isArray(value) ? value.filter(isRecord) : null),
    };
  }
  const item = type === 'array' && items ? shapeOf(items, around) : null;
  if (item && !item.isList) {
    return { ...item, isList: true, read: (value) => (Array.isArray(value) ? value.map(item.read) : null) };
  }
  const scalar = type === undefined ? (source ? 'String' : null) : (scalarOf[type] ?? null);
  return scalar && { type: scalar, isList: false, read: scalars[scalar] };
}

/** Returns the type of the elements of an attribute with the source `query`: a row of a table. */
function queryType(builder: Builder, typeName: string, query: AttributeSchemas): ObjectRef<Types, Values> {
  return builder.objectRef<Values>(typeName).implement({
    description: 'One element of an attribute.',
    fields: (t) => attributeFields(t, query, { builder, typeName, descriptions: new Map() }),
  });
}

function descriptionsOf(rows: readonly AttributeRow[]): ReadonlyMap<string, string> {
  return new Map(rows.map(([name, , text]) => [name, text]));
}

/** Returns the name of the field of an attribute, as WPGraphQL makes it: `unstableLocation` for `__unstableLocation`. */
function fieldName(attribute: string): string {
  const name = attribute.replace(/^_+/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function isPrimitive(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Returns a number. The editor may save one as a text: `"width": "300px"`. */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
