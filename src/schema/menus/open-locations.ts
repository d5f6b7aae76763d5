import { GraphQLEnumType, type GraphQLSchema, Kind } from '../../packages/graphql.ts';
import type { Site } from '../../site/site.ts';

/**
 * Makes `MenuLocationEnum` accept and return any location if the gateway can't know all locations of the theme. A query
 * that is valid with WPGraphQL, which knows them all, must be valid here too. Changes the schema and returns it.
 */
export function openMenuLocations(schema: GraphQLSchema, { knowsAllMenuLocations }: Site): GraphQLSchema {
  const type = schema.getType('MenuLocationEnum');
  if (knowsAllMenuLocations || !(type instanceof GraphQLEnumType)) return schema;
  const { parseValue, parseLiteral, serialize } = type;
  type.parseValue = (value) =>
    typeof value === 'string' && isName(value) ? value : parseValue.call(type, value);
  // An editor may assign a menu to a location that had none when the gateway read the site.
  type.serialize = (value) =>
    typeof value === 'string' && isName(value) ? value : serialize.call(type, value);
  type.parseLiteral = (node, variables) =>
    node.kind === Kind.ENUM ? node.value : parseLiteral.call(type, node, variables);
  return schema;
}

/** Whether a text is a valid name of an enum value (GraphQL specification, Names). */
function isName(value: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/i.test(value);
}
