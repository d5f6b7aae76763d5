import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { documentIn } from '../graph/operations.ts';
import type { SnippetRequest } from './request.ts';
import { leafType } from './scalars.ts';

/** What the fields of one object type in the result have in common. */
interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Types that were written before, by the name of their type and the places of their selections. */
  readonly known: Map<string, string>;
}

/** Returns the TypeScript type of the result of a request. It is `unknown` without a schema. */
export function resultType({ schema, operation, query }: SnippetRequest): string {
  const root = schema?.getRootType(operation.node.operation);
  if (!schema || !root) return 'unknown';
  const definitions = documentIn(query)?.definitions ?? [];
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  return typeOfSelections(root, [operation.node.selectionSet], { schema, fragments, known: new Map() });
}

/**
 * Returns the type of an object. Object types of an interface or a union that have the same fields share one part of the
 * result.
 */
function typeOfSelections(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  scope: Scope,
): string {
  const key = `${type.name}:${sets.map(({ loc }) => loc?.start).join(',')}`;
  const known = scope.known.get(key);
  if (known !== undefined) return known;
  const types: readonly GraphQLObjectType[] = isAbstractType(type)
    ? scope.schema.getPossibleTypes(type)
    : [type];
  const namesByShape = new Map<string, string[]>();
  for (const each of types) {
    const shape = shapeOf(each, sets, scope);
    const names = namesByShape.get(shape) ?? [];
    namesByShape.set(shape, [...names, `'${each.name}'`]);
  }
  const parts = [...namesByShape].map(([shape, names]) =>
    shape.replaceAll(typeNames, () => names.join(' | ')),
  );
  const written = parts.join(' | ');
  scope.known.set(key, written);
  return written;
}

/** Stands for the value of `__typename` until it is known which types share a shape. */
const typeNames = '%typenames%';

function shapeOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[], scope: Scope): string {
  const fields = new Map<string, Selected>();
  for (const set of sets) collect(type, set, { scope, fields, isOptional: false });
  const rows = [...fields].map(([key, { nodes, isOptional }]) => {
    const [node] = nodes;
    const name = node?.name.value ?? '';
    const field = type.getFields()[name];
    const sub = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const value = name === '__typename' ? typeNames : field ? outputType(field.type, sub, scope) : 'unknown';
    return `${key}${isOptional ? '?' : ''}: ${value};`;
  });
  if (rows.length === 0) return '{}';
  return `{\n${rows.map((row) => `  ${row.replaceAll('\n', '\n  ')}\n`).join('')}}`;
}

/** A field of the result: the places that select it. */
interface Selected {
  readonly nodes: FieldNode[];
  /** Whether a directive may remove it. */
  isOptional: boolean;
}

function collect(
  type: GraphQLObjectType,
  set: SelectionSetNode,
  into: { scope: Scope; fields: Map<string, Selected>; isOptional: boolean },
): void {
  const { scope, fields } = into;
  for (const node of set.selections) {
    const isOptional =
      into.isOptional || (node.directives ?? []).some(({ name }) => /^(skip|include)$/.test(name.value));
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const known = fields.get(key);
      if (known) known.nodes.push(node);
      if (known && !isOptional) known.isOptional = false;
      if (!known) fields.set(key, { nodes: [node], isOptional });
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? scope.fragments.get(node.name.value) : node;
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value;
    if (condition !== undefined && !includes(scope.schema, condition, type)) continue;
    collect(type, fragment.selectionSet, { ...into, isOptional });
  }
}

/** Whether an object type has, or is part of, the type with a name. */
function includes(schema: GraphQLSchema, name: string, type: GraphQLObjectType): boolean {
  const condition = schema.getType(name);
  if (condition === type) return true;
  return isAbstractType(condition) && schema.isSubType(condition, type);
}

function outputType(type: GraphQLOutputType, sets: readonly SelectionSetNode[], scope: Scope): string {
  if (isNonNullType(type)) return bareType(type.ofType, sets, scope);
  return `${bareType(type, sets, scope)} | null`;
}

function bareType(type: GraphQLOutputType, sets: readonly SelectionSetNode[], scope: Scope): string {
  if (isNonNullType(type)) return bareType(type.ofType, sets, scope);
  if (isListType(type)) {
    const item = outputType(type.ofType, sets, scope);
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (isCompositeType(type)) return typeOfSelections(type, sets, scope);
  return leafType(type);
}
