import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  print,
  printSchema,
  type TypeDefinitionNode,
  visit,
} from '../../packages/graphql.ts';
import type { Keys } from './keys.ts';
import { added } from './names.ts';

/** Version 2.3 is the first one in which interfaces have keys. */
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

const printed = new WeakMap<GraphQLSchema, string>();

/**
 * Returns the SDL of a schema that was built with `federation`, as a router composes it: each type of nodes has its keys, and
 * what each subgraph has is left out (Apollo Federation subgraph specification, `_Service.sdl`).
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  const known = printed.get(schema);
  if (known !== undefined) return known;
  const keysOf = keysIn(schema);
  const isAdded = new Set<string>(Object.values(added));
  const definition = {
    enter: ({ name }: TypeDefinitionNode) => (isAdded.has(name.value) ? null : undefined),
    leave: (node: TypeDefinitionNode) => ({ ...node, directives: keysOf(node.name.value) }),
  };
  const document = visit(parse(printSchema(schema), { noLocation: true }), {
    ScalarTypeDefinition: definition.enter,
    UnionTypeDefinition: definition.enter,
    FieldDefinition: ({ name }) => (isAdded.has(name.value) ? null : undefined),
    ObjectTypeDefinition: definition,
    InterfaceTypeDefinition: definition,
  });
  const sdl = `${link}\n\n${print(document)}\n`;
  printed.set(schema, sdl);
  return sdl;
}

/** Returns a function that returns the `@key` directives of a type. */
function keysIn(schema: GraphQLSchema): (typeName: string) => readonly ConstDirectiveNode[] {
  const entity = schema.getType(added.entity);
  const node = schema.getType('Node');
  if (!isUnionType(entity) || !isInterfaceType(node)) throw new Error('The schema is not of a subgraph.');
  const { keys = new Map<string, Keys>() } = entity.extensions;
  const isNode = (type: GraphQLNamedType | undefined) =>
    (isObjectType(type) || isInterfaceType(type)) && (type === node || schema.isSubType(node, type));
  return (typeName) => {
    const type = schema.getType(typeName);
    if (!isNode(type)) return [];
    // An interface has only the keys that all of its types have.
    if (isInterfaceType(type))
      return schema.getPossibleTypes(type).every(({ name }) => keys.has(name)) ? [key('id')] : [];
    return keys.get(typeName)?.map(key) ?? [unresolvable];
  };
}

/** Another subgraph may refer to such a node by its id, but this one cannot find it. */
const unresolvable = directive('@key(fields: "id", resolvable: false)');

function key(field: string): ConstDirectiveNode {
  return directive(`@key(fields: "${field}")`);
}

function directive(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  const [found] = definition && 'directives' in definition ? (definition.directives ?? []) : [];
  // A definition of a type has no variables.
  return found as ConstDirectiveNode;
}
