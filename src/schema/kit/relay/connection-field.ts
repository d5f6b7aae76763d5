import { ClosedError } from '../../../loading/base/closed.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../../packages/graphql.ts';
import type { Availability } from '../../../values/availability.ts';
import type { Context } from '../base/context.ts';
import { CursorInputError, withInputErrors } from '../base/errors.ts';
import type { Types } from '../graph/builder.ts';
import type { Field, Graph } from '../graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../graph/page.ts';
import { chargeBudget, isBudgetSpent } from '../plugins/budget.ts';
import { type Projection, projectionOf } from '../plugins/reads/projection.ts';
import { sanitizeWhere, whereInput } from '../where/input.ts';
import type { WhereRow } from '../where/rows.ts';
import { offsetPaging } from './offset.ts';
import { type PagingArguments, withoutMissingCursors } from './window.ts';

/** A client's request for a page of a connection, with the means to read it. */
export interface ConnectionRequest {
  readonly paging: PagingArguments;
  /** The argument `where`. Empty if the client sent none. */
  readonly where: Readonly<Record<string, unknown>>;
  /** The argument `query`. Null if the connection has no such argument. */
  readonly query: string | null;
  readonly loaders: Loaders;
  /** The context of the operation. */
  readonly context: Context;
  /** Adds a notice to the response about data that WordPress does not show. The page keeps its value. */
  readonly notice: (error: ClosedError) => void;
  /** Returns the projection for nodes of an object type. */
  projection(typeName: string): Projection;
}

/** The declaration of a connection field. */
export interface ConnectionOptions<Parent> {
  /** `RootQueryToPost` for a `RootQueryToPostConnection`. */
  readonly base: string;
  /** Node type: `Post`. */
  readonly target: string;
  readonly description: string;
  /** Description of the required argument `query`. @default the connection has no such argument */
  readonly query?: string;
  /** The arguments of `where`. @default the connection has no `where` */
  readonly where?: readonly WhereRow[];
  /** REST paths that the field reads from its parent document. */
  readonly reads?: readonly string[];
  /** Whether the nodes are the parent's own documents, so that the selection below belongs to the parent's projection. */
  readonly sameDocument?: boolean;
  readonly deprecationReason?: string;
  /** To whom the connection gives its nodes. @default everybody */
  readonly availability?: Availability;
  /**
   * Returns the page that the client requests, if it is in memory. Otherwise returns null, and `page` has to read it. A page that
   * needs no promise takes a fraction of the time. @default no page is in memory
   */
  known?(parent: Parent, request: ConnectionRequest): GraphPage | null;
  /** Returns the page that the client requests, or null if the parent has no such connection. */
  page(parent: Parent, request: ConnectionRequest): Promise<GraphPage | null>;
}

type ParentFields<Parent> =
  | PothosSchemaTypes.QueryFieldBuilder<Types, Parent>
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, Parent>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/**
 * Returns a connection field with the arguments of Relay and `where`. It calls `page` with the arguments and the
 * projection, and puts the errors of a partial page into the response.
 */
export function connectionField<Parent extends object>(
  t: ParentFields<Parent>,
  { connections, ...graph }: Graph,
  options: ConnectionOptions<Parent>,
): Field {
  const {
    base,
    target,
    description,
    where,
    reads,
    sameDocument = false,
    deprecationReason,
    availability,
  } = options;
  const fields = t as PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;
  return fields.field({
    type: connections.many(base, target),
    description,
    sameDocument,
    closedValue: emptyGraphPage,
    availability,
    ...(reads ? { reads } : {}),
    ...(deprecationReason ? { deprecationReason } : {}),
    args: {
      ...(options.query ? { query: fields.arg.string({ required: true, description: options.query }) } : {}),
      first: fields.arg.int({
        description: 'The number of nodes from the start, or after the cursor `after`.',
      }),
      last: fields.arg.int({
        description: 'The number of nodes from the end, or before the cursor `before`.',
      }),
      after: fields.arg.string({ description: 'The cursor of the node before the page.' }),
      before: fields.arg.string({ description: 'The cursor of the node after the page.' }),
      ...(where
        ? {
            where: fields.arg({
              type: whereInput({ connections, ...graph }, base, where),
              description: 'Filters and order of the nodes.',
            }),
          }
        : {}),
    },
    resolve: (
      parent: Parent,
      { where: whereArgument, query = null, ...cursorPaging }: Arguments,
      context: Context,
      info: GraphQLResolveInfo,
    ): GraphPage | null | Promise<GraphPage | null> => {
      if (isBudgetSpent(context)) return null;
      const { loaders, notices } = context;
      const { offsetPagination, ...where } = sanitizeWhere(whereArgument);
      const paging = offsetPaging(offsetPagination) ?? withoutMissingCursors(cursorPaging);
      const notice = (error: Error) =>
        notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
      const requestOf = (window: PagingArguments): ConnectionRequest => ({
        paging: window,
        where,
        query,
        loaders,
        context,
        notice,
        projection: (typeName) => projectionOf(info, typeName),
      });
      const charged = (page: GraphPage | null) =>
        page && chargeBudget(context, info, page.rows.length) ? page : null;
      // A cursor may be unusable, so a page at a cursor is always read.
      const known =
        paging.after || paging.before || paging.skip ? null : options.known?.(parent, requestOf(paging));
      if (known) return charged(asReported(known, paging));
      const read = async (window: PagingArguments) => {
        const page = await withInputErrors(() => options.page(parent, requestOf(window)));
        return page && asReported(page, window);
      };
      return emptyIfClosed(firstPageIfBadCursor(read, paging, notice), notice).then((page) => {
        for (const failure of page?.failures ?? []) notice(failure);
        return charged(page);
      });
    },
  });
}

/** Returns a page whose `hasNextPage` is true only with `first` or `before` (`HasNextPage()` of Relay's specification). */
function asReported(page: GraphPage, { first, before }: PagingArguments): GraphPage {
  return first || before || !page.hasNextPage ? page : { ...page, hasNextPage: false };
}

/** Reads the page. If its cursor is unusable, adds a notice and reads the first page, as WPGraphQL does. */
async function firstPageIfBadCursor(
  read: (paging: PagingArguments) => Promise<GraphPage | null>,
  paging: PagingArguments,
  notice: (error: CursorInputError) => void,
): Promise<GraphPage | null> {
  try {
    return await read(paging);
  } catch (error) {
    if (!(error instanceof CursorInputError)) throw error;
    notice(error);
    return read({ first: paging.first, last: paging.last });
  }
}

/**
 * Returns the page. If WordPress denies access to the list, adds a notice and returns an empty page, since frontends
 * read `nodes` without a check for null.
 */
async function emptyIfClosed(
  page: Promise<GraphPage | null>,
  notice: (error: ClosedError) => void,
): Promise<GraphPage | null> {
  try {
    return await page;
  } catch (error) {
    if (!(error instanceof ClosedError)) throw error;
    notice(error);
    return emptyGraphPage;
  }
}

interface Arguments extends PagingArguments {
  readonly where?: Readonly<Record<string, unknown>> | null | undefined;
  readonly query?: string | null | undefined;
}
