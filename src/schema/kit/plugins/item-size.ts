import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from '../../../packages/graphql.ts';

/* Caches by objects that graphql-js shares among all items of a list. */
const sizesByField = new WeakMap<GraphQLResolveInfo['fieldNodes'], number>();
const sizesByFragments = new WeakMap<GraphQLResolveInfo['fragments'], Map<string, number>>();

/**
 * Returns the maximum number of fields in one item of a list, or in one node of a connection. Fragments count with their
 * fields. Of fragments on different object types, only the largest counts. A list inside the item counts as one field,
 * because the budget charges its items separately.
 */
export function fieldsOfItem({ fieldNodes, fragments, returnType, schema }: GraphQLResolveInfo): number {
  const cached = sizesByField.get(fieldNodes);
  if (cached !== undefined) return cached;
  const sizes = sizesByFragments.get(fragments) ?? new Map<string, number>();
  sizesByFragments.set(fragments, sizes);
  const [type, isConnection] = [getNamedType(returnType), !isList(returnType)];
  const count = fieldNodes.reduce(
    (sum, { selectionSet }) => sum + fieldsIn(selectionSet, type, isConnection),
    0,
  );
  sizesByField.set(fieldNodes, count);
  return count;

  /** @param isConnection - whether lists in this selection are `nodes` and `edges` of the connection itself */
  function fieldsIn(set: SelectionSetNode | undefined, type: GraphQLNamedType, isConnection = false): number {
    let sum = 0;
    const byObject = new Map<GraphQLNamedType, number>();
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const field =
          isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        const isCounted = field && isList(field.type) && !isConnection;
        sum += 1 + (field && !isCounted ? fieldsIn(selection.selectionSet, getNamedType(field.type)) : 0);
        continue;
      }
      const on = conditionOf(selection, type);
      const size =
        selection.kind === Kind.INLINE_FRAGMENT
          ? fieldsIn(selection.selectionSet, on, isConnection)
          : fragmentSize(selection.name.value, on, isConnection);
      if (isObjectType(on)) byObject.set(on, (byObject.get(on) ?? 0) + size);
      else sum += size;
    }
    return sum + Math.max(0, ...byObject.values());
  }

  function fragmentSize(name: string, on: GraphQLNamedType, isConnection: boolean): number {
    const key = `${name} ${isConnection}`;
    const size = sizes.get(key) ?? fieldsIn(fragments[name]?.selectionSet, on, isConnection);
    sizes.set(key, size);
    return size;
  }

  function conditionOf(
    selection: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
    type: GraphQLNamedType,
  ): GraphQLNamedType {
    const condition =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.typeCondition
        : fragments[selection.name.value]?.typeCondition;
    const named = condition && schema.getType(condition.name.value);
    return isCompositeType(named) ? named : type;
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
