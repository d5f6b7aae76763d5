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
import { limits } from '../values/limits.ts';
import { errorKinds } from '../wordpress/errors.ts';

/** Why a field is null or an empty list although WPGraphQL might return a value. */
export interface Notice {
  /** The field's coordinate: `RootQuery.menus`. */
  readonly field: string;
  /** The path of its first place in the response. */
  readonly path: readonly (string | number)[];
  /** The code of a row in `errorKinds`. */
  readonly reason: string;
  /** The grant that opens the field to visitors; null if no grant does. */
  readonly grant: string | null;
  readonly message: string;
}

/** The errors of a response, without those that became notices, and the notices. */
export interface SplitErrors {
  readonly errors: readonly GraphQLError[];
  readonly notices: readonly Notice[];
}

/** How {@link splitErrors} splits errors. */
export interface Splitting {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** Whether to return notices as errors (option `strict`). */
  readonly asErrors: boolean;
  /** Returns what stands for the site of a path. @default all paths are of one site */
  readonly siteAt?: ((path: Notice['path']) => unknown) | undefined;
}

/**
 * Splits the errors of a response into real errors and notices about data that WordPress hides. Both are in the order of the
 * document. Each field and reason gets one notice, so a closed route makes one notice and not one for each item of a list.
 * In a graph of several sites, each site gets one.
 */
export function splitErrors(
  all: readonly GraphQLError[],
  { schema, document, asErrors, siteAt = ofOneSite }: Splitting,
): SplitErrors {
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
    const key = JSON.stringify([siteAt(path), field, message]);
    if (seen.has(key) || seen.size === limits.maxNotices) continue;
    seen.add(key);
    if (asErrors) errors.push(error);
    else notices.push({ field, path, reason: errorKinds[cause.kind].code, grant: cause.grant, message });
  }
  return { errors, notices };
}

const ofOneSite = () => null;

/** Returns the schema coordinates of a document's fields (GraphQL specification, Schema Coordinates). */
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
