import { GraphQLEnumType, type GraphQLSchema, Kind } from '../../packages/graphql.ts';
import type { Site } from '../../site/site.ts';

/**
 * Lets documents name any place for a menu where the gateway doesn't know all those of the theme: the site's own WPGraphQL
 * would know them, and a document that names one must not fail as a whole.
 */
export function openMenuLocations(schema: GraphQLSchema, { knowsAllMenuLocations }: Site): GraphQLSchema {
  const type = schema.getType('MenuLocationEnum');
  if (knowsAllMenuLocations || !(type instanceof GraphQLEnumType)) return schema;
  const { parseValue, parseLiteral } = type;
  type.parseValue = (value) =>
    typeof value === 'string' && isName(value) ? value : parseValue.call(type, value);
  type.parseLiteral = (node, variables) =>
    node.kind === Kind.ENUM ? node.value : parseLiteral.call(type, node, variables);
  return schema;
}

/** Whether a text can be a value of an enum (GraphQL specification, Names). */
function isName(value: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/i.test(value);
}
