import type { Paths } from '../../../../loading/base/entity.ts';
import {
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
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from '../../../../packages/graphql.ts';

/** What the selection below a field reads of the documents it leads to. */
export interface Projection {
  /** REST paths, `id` always among them. */
  readonly paths: Paths;
  /** Whether items of a connection are read. */
  readonly items: boolean;
  /** Whether a client may page on: a cursor or page info is read. */
  readonly cursors: boolean;
  /** Whether the connection's total is read. */
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

/** One walk a field and type for each request: graphql-js keeps `info.fieldNodes` for all items of a list. */
const known = new WeakMap<GraphQLResolveInfo['fieldNodes'], Map<string, Projection>>();

/**
 * What the selection under this field reads of documents of one GraphQL type: through fragments,
 * aliases, directives, and the fields that stand on the same document (`nodes`, `edges.node`). Parts of
 * the selection that are for other types aren't read.
 *
 * @param typeName - the object type of the documents
 */
export function projectionOf(info: GraphQLResolveInfo, typeName: string): Projection {
  let byType = known.get(info.fieldNodes);
  if (!byType) {
    byType = new Map();
    known.set(info.fieldNodes, byType);
  }
  const done = byType.get(typeName);
  if (done) return done;
  const walk: Walk = { info, typeName, paths: new Set(['id']), items: false, cursors: false, total: false };
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
      if (fragment && on && applies(on, concrete, walk)) descend(concrete, fragment.selectionSet, walk);
    }
  }
}

/** The documents' own type, where the selection is on an interface or union of it. */
function narrow(type: GraphQLCompositeType, { info, typeName }: Walk): GraphQLCompositeType {
  const own = info.schema.getType(typeName);
  if (isAbstractType(type) && isObjectType(own) && info.schema.isSubType(type, own)) return own;
  return type;
}

/** Whether a fragment on one type is read for documents of another. */
function applies(on: GraphQLNamedType, concrete: GraphQLCompositeType, { info }: Walk): boolean {
  if (on === concrete) return true;
  if (isAbstractType(on) && (isObjectType(concrete) || isInterfaceType(concrete))) {
    return info.schema.isSubType(on, concrete);
  }
  return isAbstractType(concrete);
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
