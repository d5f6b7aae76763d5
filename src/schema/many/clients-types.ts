import {
  GraphQLEnumType,
  type GraphQLEnumValue,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLUnionType,
  isEnumType,
} from '../../packages/graphql.ts';
import type { JoinedField, JoinedInput, JoinedType, JoinedTypes, Kind } from './joined.ts';
import { inputOf, interfaceIn, objectIn, outputOf, type Types } from './shapes.ts';

/** Makes a type of a kind. The types that it refers to may be missing until somebody asks for its fields. */
type Maker = (type: JoinedType, types: Types) => GraphQLNamedType;

const makers: Readonly<Record<Kind, Maker>> = {
  'an object': (type, types) => new GraphQLObjectType(compositeConfig(type, types)),
  'an interface': (type, types) => new GraphQLInterfaceType(compositeConfig(type, types)),
  'a union': ({ name, first: { description }, members }, types) =>
    new GraphQLUnionType({
      ...{ name, description },
      types: () => [...members].flatMap((member) => objectIn(types, member)),
    }),
  'an enum': openEnum,
  'an input': ({ name, first: { description }, inputs }, types) =>
    new GraphQLInputObjectType({ name, description, fields: () => inputConfigs(inputs, types) }),
  'a scalar': ({ first }) => first,
};

/** Returns the types of the joined graph as clients see them. They have no resolvers. */
export function clientsTypes(joined: JoinedTypes): Types {
  const types = new Map<string, GraphQLNamedType>();
  for (const [name, type] of sorted(joined)) types.set(name, clientsType(type, types));
  return types;
}

/** Returns a type as clients see it, for a site that lacks it. Documents may name it there. */
export function clientsType(type: JoinedType, types: Types): GraphQLNamedType {
  return makers[type.kind](type, types);
}

/** Sites sort their types and fields by name, as WPGraphQL does. */
function sorted<Value>(values: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}

function compositeConfig({ name, first: { description }, fields, interfaces }: JoinedType, types: Types) {
  return {
    ...{ name, description },
    interfaces: () => [...interfaces].sort().flatMap((each) => interfaceIn(types, each)),
    fields: () =>
      Object.fromEntries(sorted(fields).map(([field, config]) => [field, fieldConfig(config, types)])),
  };
}

/** Returns a field of the joined graph. It has no resolver. */
export function fieldConfig(field: JoinedField, types: Types): GraphQLFieldConfig<unknown, unknown> {
  const { description, deprecationReason, shape, args } = field;
  return { description, deprecationReason, type: outputOf(shape, types), args: inputConfigs(args, types) };
}

/** Returns arguments or fields of an input. */
export function inputConfigs(
  inputs: ReadonlyMap<string, JoinedInput>,
  types: Types,
): GraphQLFieldConfigArgumentMap {
  return Object.fromEntries(
    sorted(inputs).map(
      ([
        name,
        {
          shape,
          first: { description, defaultValue, deprecationReason },
        },
      ]) => [name, { description, defaultValue, deprecationReason, type: inputOf(shape, types) }],
    ),
  );
}

/** Returns an enum that accepts what the enum of any site accepts: some accept more than they list. */
function openEnum({ name, first: { description }, own }: JoinedType): GraphQLEnumType {
  const enums = [...own.values()].filter((type) => isEnumType(type));
  const values = new Map<string, GraphQLEnumValue>();
  for (const value of enums.flatMap((each) => each.getValues()))
    if (!values.has(value.name)) values.set(value.name, value);
  const type = new GraphQLEnumType({
    ...{ name, description },
    values: Object.fromEntries(
      sorted(values).map(([key, { value, description: text, deprecationReason }]) => [
        key,
        { value, description: text, deprecationReason },
      ]),
    ),
  });
  const { parseLiteral, parseValue } = type;
  type.parseLiteral = (node, variables) =>
    firstResult(enums, (each) => each.parseLiteral(node, variables)) ??
    parseLiteral.call(type, node, variables);
  type.parseValue = (value) =>
    firstResult(enums, (each) => each.parseValue(value)) ?? parseValue.call(type, value);
  return type;
}

/** Returns the first result that is there. */
function firstResult<Item>(items: readonly Item[], parse: (item: Item) => unknown): unknown {
  for (const item of items) {
    try {
      return parse(item);
    } catch {
      // The next one may accept it.
    }
  }
  return undefined;
}
