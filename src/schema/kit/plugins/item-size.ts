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

/** graphql-js keeps both for all items of a list. */
const known = new WeakMap<GraphQLResolveInfo['fieldNodes'], number>();
const knownFragments = new WeakMap<GraphQLResolveInfo['fragments'], Map<string, number>>();

/**
 * How many fields one item of a list has at the most, or one node of a connection: fragments written out, of those on
 * object types the largest alone. Lists in it count as one, for they are counted by themselves.
 */
export function fieldsOfItem({ fieldNodes, fragments, returnType, schema }: GraphQLResolveInfo): number {
  const before = known.get(fieldNodes);
  if (before !== undefined) return before;
  const sizes = knownFragments.get(fragments) ?? new Map<string, number>();
  knownFragments.set(fragments, sizes);
  const [type, isConnection] = [getNamedType(returnType), !isList(returnType)];
  const count = fieldNodes.reduce(
    (sum, { selectionSet }) => sum + fieldsIn(selectionSet, type, isConnection),
    0,
  );
  known.set(fieldNodes, count);
  return count;

  /** @param isConnection - whether lists right here are the connection's own */
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
