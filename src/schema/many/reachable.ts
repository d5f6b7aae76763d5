import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from '../../packages/graphql.ts';
import { remembered } from '../../values/remembered.ts';
import { added } from '../federation/names.ts';

/** Fields of a subgraph of Apollo Federation. Only the site's own graph has them: a router composes it, not this one. */
const ofSubgraph: ReadonlySet<string> = new Set([added.entitiesField, added.serviceField]);

/** Returns the fields of a type that the graph of several sites has. */
export function fieldsOf(
  type: GraphQLObjectType | GraphQLInterfaceType,
): readonly GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter(({ name }) => !ofSubgraph.has(name));
}

/** Returns the types that a query can reach, with the types of its arguments, by name. */
export const reachableTypes = remembered((schema: GraphQLSchema): ReadonlyMap<string, GraphQLNamedType> => {
  const found = new Map<string, GraphQLNamedType>();
  const waiting: GraphQLNamedType[] = [schema.getQueryType() ?? []].flat();
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (found.has(type.name)) continue;
    found.set(type.name, type);
    waiting.push(...neighboursOf(type, schema));
  }
  return found;
});

function neighboursOf(type: GraphQLNamedType, schema: GraphQLSchema): readonly GraphQLNamedType[] {
  if (isUnionType(type)) return type.getTypes();
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((each) => getNamedType(each.type));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const { objects, interfaces } = isInterfaceType(type)
    ? schema.getImplementations(type)
    : { objects: [], interfaces: [] };
  const inFields = fieldsOf(type).flatMap((field) => [
    getNamedType(field.type),
    ...field.args.map((argument) => getNamedType(argument.type)),
  ]);
  return [...inFields, ...type.getInterfaces(), ...objects, ...interfaces];
}
