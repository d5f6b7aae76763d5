import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from '../../packages/graphql.ts';

/** What stands behind a key of an answer: an alias is seen through. */
export interface Shape {
  /** Names of the fields that the key may stand for; more than one only where types differ. */
  readonly names: ReadonlySet<string>;
  /** The same with their types, `Post.title`; empty where the schema isn't known. */
  readonly coordinates: ReadonlySet<string>;
  /** What the schema says of them. */
  readonly descriptions: readonly string[];
  /** By key of the answer. */
  readonly children: ReadonlyMap<string, Shape>;
}

interface Growing {
  readonly names: Set<string>;
  readonly coordinates: Set<string>;
  readonly descriptions: string[];
  readonly children: Map<string, Growing>;
}

/** The shape of the answers to a document's one operation. */
export function shapeOf(document: DocumentNode, schema: GraphQLSchema | null): Shape {
  const root = sprout();
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return root;
  const typeNamed = (name: string) => schema?.getType(name) ?? null;

  function add(
    to: Growing,
    selections: SelectionSetNode,
    type: GraphQLNamedType | null,
    seen: readonly string[],
  ): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) addField(to, selection, type, seen);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        add(to, selection.selectionSet, condition ? typeNamed(condition) : type, seen);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment && !seen.includes(fragment.name.value)) {
          const inside = [...seen, fragment.name.value];
          add(to, fragment.selectionSet, typeNamed(fragment.typeCondition.name.value), inside);
        }
      }
    }
  }

  function addField(
    to: Growing,
    node: FieldNode,
    type: GraphQLNamedType | null,
    seen: readonly string[],
  ): void {
    const key = node.alias?.value ?? node.name.value;
    const child = to.children.get(key) ?? sprout();
    to.children.set(key, child);
    child.names.add(node.name.value);
    const field = fieldOf(type, node.name.value);
    if (type && field) child.coordinates.add(`${type.name}.${field.name}`);
    if (field?.description && !child.descriptions.includes(field.description)) {
      child.descriptions.push(field.description);
    }
    if (node.selectionSet) add(child, node.selectionSet, field ? getNamedType(field.type) : null, seen);
  }

  add(root, operation.selectionSet, schema?.getRootType(operation.operation) ?? null, []);
  return root;
}

/** The shape behind a path of an answer, positions in lists passed over. */
export function shapeAt(shape: Shape, path: readonly (string | number)[]): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const key of path) if (typeof key === 'string') at = at?.children.get(key);
  return at;
}

function fieldOf(type: GraphQLNamedType | null, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function sprout(): Growing {
  return { names: new Set(), coordinates: new Set(), descriptions: [], children: new Map() };
}
