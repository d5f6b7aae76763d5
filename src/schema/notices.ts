import { ClosedError } from '../loading/base/closed.ts';
import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from '../packages/graphql.ts';
import { errorKinds } from '../wordpress/errors.ts';

/** Tells a client why a field is null or an empty list, though WPGraphQL may have more there. */
export interface Notice {
  /** The field's coordinate: `RootQuery.menus`. */
  readonly field: string;
  /** Where it first stands in the answer. */
  readonly path: readonly (string | number)[];
  /** Code of a row of `errorKinds`. */
  readonly reason: string;
  /** The grant that opens it to visitors; null where none does. */
  readonly grant: string | null;
  readonly message: string;
}

/** Most notices of one answer. */
const mostNotices = 100;

/** What an answer tells beside its data. */
export interface Told {
  readonly errors: readonly GraphQLError[];
  readonly notices: readonly Notice[];
}

/**
 * Parts the errors of an answer into those that its client must see, and notices of what WordPress keeps to itself. Both are
 * in the document's order. Of each field and reason there is the first notice alone: a closed route isn't told of for every
 * item of a list.
 *
 * @param asErrors - whether what would be notices are to be errors
 */
export function noticesIn(
  all: readonly GraphQLError[],
  { schema, document, asErrors }: { schema: GraphQLSchema; document: DocumentNode; asErrors: boolean },
): Told {
  const [errors, notices]: [GraphQLError[], Notice[]] = [[], []];
  const closed = all.filter(({ originalError }) => originalError instanceof ClosedError);
  if (closed.length === 0) return { errors: all, notices };
  const coordinates = coordinatesIn(document, schema);
  const seen = new Set<string>();
  const start = ({ nodes = [] }: GraphQLError) => nodes[0]?.loc?.start ?? 0;
  for (const error of [...all].sort((a, b) => start(a) - start(b))) {
    const { originalError: cause, nodes = [], path = [] } = error;
    if (!(cause instanceof ClosedError)) {
      errors.push(error);
      continue;
    }
    const [node] = nodes;
    const field = (node && coordinates.get(node)) ?? '';
    const message = `${cause.message} ${cause.advice}`;
    const key = JSON.stringify([field, message]);
    if (seen.has(key) || seen.size === mostNotices) continue;
    seen.add(key);
    if (asErrors) errors.push(error);
    else notices.push({ field, path, reason: errorKinds[cause.kind].code, grant: cause.grant, message });
  }
  return { errors, notices };
}

/** The coordinates of a document's fields (GraphQL specification, Schema Coordinates). */
function coordinatesIn(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<ASTNode, string> {
  const coordinates = new Map<ASTNode, string>();
  const types = new TypeInfo(schema);
  const enter = {
    Field: (node: ASTNode & { name: { value: string } }) => {
      coordinates.set(node, `${types.getParentType()?.name ?? ''}.${node.name.value}`);
    },
  };
  visit(document, visitWithTypeInfo(types, enter));
  return coordinates;
}
