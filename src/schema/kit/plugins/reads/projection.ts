import {
  doTypesOverlap,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from '../../../../packages/graphql.ts';
import type { Paths } from '../../../../wordpress/paths.ts';

/** The REST paths and parts of a page that the selection below a field needs. */
export interface Projection {
  /** REST paths of the documents. They always include `id`. */
  readonly paths: Paths;
  /** Whether the selection reads the connection's items. */
  readonly items: boolean;
  /** Whether the selection reads a cursor, so that the client can request another page. */
  readonly cursors: boolean;
  /** Whether the selection reads the connection's total. */
  readonly total: boolean;
}

interface Walk {
  readonly info: GraphQLResolveInfo;
  readonly typeName: string;
  readonly paths: Set<string>;
  items: boolean;
  cursors: boolean;
  total: boolean;
}

/** Projections by field and type name. graphql-js shares `info.fieldNodes` among all items of a list. */
const projections = new WeakMap<GraphQLResolveInfo['fieldNodes'], Map<string, Projection>>();

/**
 * Returns what the selection below a field reads from documents of one GraphQL type. It includes fragments, aliases, and
 * fields with `sameDocument` (`nodes`, `edges.node`). It leaves out skipped parts and fragments on other types.
 *
 * @param typeName - the object type of the documents
 */
export function projectionOf(info: GraphQLResolveInfo, typeName: string): Projection {
  let byType = projections.get(info.fieldNodes);
  if (!byType) {
    byType = new Map();
    projections.set(info.fieldNodes, byType);
  }
  const cached = byType.get(typeName);
  if (cached) return cached;
  const { always = [] } = info.schema.getType(typeName)?.extensions ?? {};
  const paths = new Set(['id', ...(Array.isArray(always) ? always.map(String) : [])]);
  const walk: Walk = { info, typeName, paths, items: false, cursors: false, total: false };
  for (const { selectionSet } of info.fieldNodes) descend(getNamedType(info.returnType), selectionSet, walk);
  byType.set(typeName, walk);
  return walk;
}

function descend(type: GraphQLNamedType, selectionSet: SelectionSetNode | undefined, walk: Walk): void {
  if (!selectionSet || !isCompositeType(type)) return;
  const concrete = narrow(type, walk);
  for (const selection of selectionSet.selections) {
    if (isSkipped(selection, walk)) continue;
    if (selection.kind === Kind.FIELD) {
      visit(concrete, selection, walk);
    } else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.info.fragments[selection.name.value];
      const on = fragment?.typeCondition
        ? walk.info.schema.getType(fragment.typeCondition.name.value)
        : concrete;
      if (fragment && on && isCompositeType(on) && applies(on, concrete, walk)) {
        const isWider = isPartOfDocument(concrete, walk) || isInterfaceType(concrete);
        descend(isWider ? on : concrete, fragment.selectionSet, walk);
      }
    }
  }
}

/** Returns the documents' object type if the selection is on one of its interfaces or unions. */
function narrow(type: GraphQLCompositeType, { info, typeName }: Walk): GraphQLCompositeType {
  const wanted = info.schema.getType(typeName);
  // A union has the object types of a resource with several, but not their interface.
  if (isUnionType(type) && isInterfaceType(wanted) && doTypesOverlap(info.schema, type, wanted))
    return wanted;
  const isNode = isObjectType(wanted) || isInterfaceType(wanted);
  return isAbstractType(type) && isNode && info.schema.isSubType(type, wanted) ? wanted : type;
}

/** Returns whether a fragment on one type applies to documents of another. */
function applies(on: GraphQLCompositeType, concrete: GraphQLCompositeType, walk: Walk): boolean {
  const { schema } = walk.info;
  if (on === concrete || isPartOfDocument(concrete, walk)) return true;
  // A resource with several object types has an interface; its documents may be of each type that the two share.
  if (isInterfaceType(concrete)) return doTypesOverlap(schema, concrete, on);
  if (isAbstractType(on) && isObjectType(concrete)) return schema.isSubType(on, concrete);
  return isAbstractType(concrete);
}

/**
 * Returns whether a type is an interface of parts of documents, such as templates. The name of the documents' type says nothing
 * about their type: each fragment may apply.
 */
function isPartOfDocument(type: GraphQLCompositeType, { info }: Walk): boolean {
  const node = info.schema.getType('Node');
  return (
    isInterfaceType(type) && type !== node && isInterfaceType(node) && !info.schema.isSubType(node, type)
  );
}

function visit(type: GraphQLCompositeType, node: FieldNode, walk: Walk): void {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  if (!field) return;
  for (const path of readsOf(field, node, walk)) walk.paths.add(path);
  const guard = isObjectType(type) ? type.extensions.guard : undefined;
  if (guard?.fields.has(field.name)) walk.paths.add(guard.path);
  const { demand, sameDocument } = field.extensions;
  if (demand === 'items' || demand === 'cursors') walk.items = true;
  if (demand === 'cursors') walk.cursors = true;
  if (demand === 'total') walk.total = true;
  if (sameDocument) descend(getNamedType(field.type), node.selectionSet, walk);
}

function readsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, { info }: Walk): readonly string[] {
  const { reads = [] } = field.extensions;
  return typeof reads === 'function' ? reads(getArgumentValues(field, node, info.variableValues)) : reads;
}

function isSkipped(selection: SelectionNode, { info }: Walk): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.['if'] === true || include?.['if'] === false;
}
