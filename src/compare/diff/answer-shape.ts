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
import type { Availability } from '../../values/availability.ts';
import type { Path } from '../../values/json.ts';

/** The fields behind a key of an answer. The key may be an alias, or belong to different fields of different types. */
export interface AnswerShape {
  /** Names of the fields. */
  readonly names: ReadonlySet<string>;
  /** Schema coordinates of the fields: `Post.title`. Empty if the schema is unknown. */
  readonly coordinates: ReadonlySet<string>;
  /** The availabilities of the fields, as the gateway's own schema declares them. */
  readonly availabilities: readonly Availability[];
  /** The shapes of the field's own selection, by key of the answer. */
  readonly children: ReadonlyMap<string, AnswerShape>;
}

interface MutableShape {
  readonly names: Set<string>;
  readonly coordinates: Set<string>;
  readonly availabilities: Availability[];
  readonly children: Map<string, MutableShape>;
}

/** Returns the shape of the answers to a document with one operation. */
export function answerShapeOf(document: DocumentNode, schema: GraphQLSchema | null): AnswerShape {
  const root = emptyShape();
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return root;
  const typeNamed = (name: string) => schema?.getType(name) ?? null;

  function add(
    to: MutableShape,
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
    to: MutableShape,
    node: FieldNode,
    type: GraphQLNamedType | null,
    seen: readonly string[],
  ): void {
    const key = node.alias?.value ?? node.name.value;
    const child = to.children.get(key) ?? emptyShape();
    to.children.set(key, child);
    child.names.add(node.name.value);
    const field = fieldOf(type, node.name.value);
    if (type && field) child.coordinates.add(`${type.name}.${field.name}`);
    const availability = field?.extensions.availability;
    if (availability && !child.availabilities.includes(availability)) child.availabilities.push(availability);
    if (node.selectionSet) add(child, node.selectionSet, field ? getNamedType(field.type) : null, seen);
  }

  add(root, operation.selectionSet, schema?.getRootType(operation.operation) ?? null, []);
  return root;
}

/** Returns the shape at a path of an answer. Positions in lists do not matter. */
export function answerShapeAt(shape: AnswerShape, path: Path): AnswerShape | undefined {
  let found: AnswerShape | undefined = shape;
  for (const key of path) if (typeof key === 'string') found = found?.children.get(key);
  return found;
}

function fieldOf(type: GraphQLNamedType | null, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function emptyShape(): MutableShape {
  return { names: new Set(), coordinates: new Set(), availabilities: [], children: new Map() };
}
