import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from '../../packages/graphql.ts';
import type { Shape } from './shapes.ts';

/** The schema of one of several sites. */
export interface SiteSchema {
  /** The name of the site. */
  readonly name: string;
  readonly schema: GraphQLSchema;
}

/** What several sites have under one name: a field, an argument, or a field of an input. */
export interface Joined {
  /** The shape that holds the values of all sites. */
  shape: Shape;
  /** The sites that have it in this shape, give or take what is non-null. */
  readonly sites: Set<string>;
  /** Why a site that has it cannot be asked for it, by site. */
  readonly conflicts: Map<string, string>;
}

/** An argument of a joined field, or a field of a joined input. */
export interface JoinedInput extends Joined {
  /** The argument or the input field of the first site that has it. */
  readonly first: GraphQLArgument | GraphQLInputField;
}

/** A field of a joined type. */
export interface JoinedField extends Joined {
  readonly description: string | null | undefined;
  readonly deprecationReason: string | null | undefined;
  readonly args: Map<string, JoinedInput>;
}

/** A type of the joined graph: what any of the sites has of it. */
export interface JoinedType {
  readonly name: string;
  readonly kind: Kind;
  /** The type of the first site that has it. */
  readonly first: GraphQLNamedType;
  /** The types of all sites that have it in this kind. */
  readonly own: Map<string, GraphQLNamedType>;
  readonly interfaces: Set<string>;
  readonly fields: Map<string, JoinedField>;
  readonly inputs: Map<string, JoinedInput>;
  /** The types of a union. */
  readonly members: Set<string>;
  /** Why sites cannot be asked for fields and arguments that the graph does not have at all. */
  readonly dropped: Set<string>;
}

/** The types of several sites, by name. */
export type JoinedTypes = ReadonlyMap<string, JoinedType>;

/** A kind of types, as errors name it. */
export type Kind = 'an object' | 'an interface' | 'a union' | 'an enum' | 'an input' | 'a scalar';

const kinds: readonly (readonly [Kind, (type: GraphQLNamedType) => boolean])[] = [
  ['an object', isObjectType],
  ['an interface', isInterfaceType],
  ['a union', isUnionType],
  ['an enum', isEnumType],
  ['an input', isInputObjectType],
];

/** Returns the kind of a type. */
export function kindOf(type: GraphQLNamedType): Kind {
  return kinds.find(([, isOfKind]) => isOfKind(type))?.[0] ?? 'a scalar';
}
