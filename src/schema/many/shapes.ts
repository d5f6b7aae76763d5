import {
  type GraphQLInputType,
  type GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLType,
  isInputType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isOutputType,
} from '../../packages/graphql.ts';

/** A type apart from its schema: `[Post!]!`. */
export interface Shape {
  /** The name of the innermost type. */
  readonly name: string;
  /** Whether each level is non-null: first the named type, then each list around it. */
  readonly nonNull: readonly boolean[];
}

/** Returns the shape of a type. */
export function shapeOf(type: GraphQLType): Shape {
  const isNonNull = isNonNullType(type);
  const nullable = isNonNull ? type.ofType : type;
  if (!isListType(nullable)) return { name: nullable.name, nonNull: [isNonNull] };
  const { name, nonNull } = shapeOf(nullable.ofType);
  return { name, nonNull: [...nonNull, isNonNull] };
}

/** Returns the shape that holds the values of both. Returns null if there is none: the types or the lists differ. */
export function weaker(a: Shape, b: Shape): Shape | null {
  if (a.name !== b.name || a.nonNull.length !== b.nonNull.length) return null;
  return { name: a.name, nonNull: weakerLevels(a, b) };
}

/** Returns for each level whether it is non-null in both shapes, which have as many levels. */
export function weakerLevels(a: Shape, b: Shape): readonly boolean[] {
  return a.nonNull.map((isNonNull, level) => isNonNull && b.nonNull[level] === true);
}

/** Returns a shape whose value may be missing. */
export function optional({ name, nonNull }: Shape): Shape {
  return { name, nonNull: [...nonNull.slice(0, -1), false] };
}

/** Returns a shape as GraphQL writes it. */
export function textOf({ name, nonNull }: Shape): string {
  return nonNull.reduce(
    (text, isNonNull, level) => `${level > 0 ? `[${text}]` : text}${isNonNull ? '!' : ''}`,
    name,
  );
}

/** Types by name. */
export type Types = ReadonlyMap<string, GraphQLNamedType>;

/** @throws Error if there is no such type, or it is an input type */
export function outputOf(shape: Shape, types: Types): GraphQLOutputType {
  const type = typeOf(shape, types);
  if (isOutputType(type)) return type;
  throw new Error(`${textOf(shape)} is no output type.`);
}

/** @throws Error if there is no such type, or it is an output type */
export function inputOf(shape: Shape, types: Types): GraphQLInputType {
  const type = typeOf(shape, types);
  if (isInputType(type)) return type;
  throw new Error(`${textOf(shape)} is no input type.`);
}

/** Returns the interface of a name. Returns none if there is no such interface. */
export function interfaceIn(types: Types, name: string): readonly GraphQLInterfaceType[] {
  const type = types.get(name);
  return isInterfaceType(type) ? [type] : [];
}

/** Returns the object type of a name. Returns none if there is no such type. */
export function objectIn(types: Types, name: string): readonly GraphQLObjectType[] {
  const type = types.get(name);
  return isObjectType(type) ? [type] : [];
}

function typeOf({ name, nonNull }: Shape, types: Types): GraphQLType {
  const named = types.get(name);
  if (!named) throw new Error(`There is no type ${name}.`);
  return nonNull.reduce<GraphQLType>((inner, isNonNull, level) => {
    const type = level > 0 ? new GraphQLList(inner) : inner;
    return isNonNull ? new GraphQLNonNull(type) : type;
  }, named);
}
