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
import type { PagingArguments } from './window.ts';

/** What a client asks of a connection. */
export interface ConnectionRequest {
  readonly paging: PagingArguments;
  /** `where`; empty where none was given. */
  readonly where: Readonly<Record<string, unknown>>;
  /** Words to search for; null where the connection takes none. */
  readonly query: string | null;
  readonly loaders: Loaders;
  /** Tells the client what WordPress keeps to itself, where the page is one all the same. */
  readonly notice: (error: ClosedError) => void;
  /** What is read of nodes of one object type. */
  projection(typeName: string): Projection;
}

/** A connection from nodes of one shape. */
export interface ConnectionOptions<Parent> {
  /** `RootQueryToPost` for a `RootQueryToPostConnection`. */
  readonly base: string;
  /** Node type: `Post`. */
  readonly target: string;
  readonly description: string;
  /** What the required argument `query` is; absent: the connection has none. */
  readonly query?: string;
  /** Arguments of `where`; none: the connection has no `where`. */
  readonly where?: readonly WhereRow[];
  readonly reads?: readonly string[];
  /** Whether the selection below reads the same documents as its parent's. */
  readonly sameDocument?: boolean;
  readonly deprecationReason?: string;
  /** To whom the connection gives its nodes. @default everybody */
  readonly availability?: Availability;
  page(parent: Parent, request: ConnectionRequest): Promise<GraphPage | null>;
}

type ParentFields<Parent> =
  | PothosSchemaTypes.QueryFieldBuilder<Types, Parent>
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, Parent>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/** A field that is a connection: paging arguments, `where`, and the projection handed to `page`. */
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
      first: fields.arg.int({ description: 'How many nodes from the start, or from `after`.' }),
      last: fields.arg.int({ description: 'How many nodes from the end, or from `before`.' }),
      after: fields.arg.string({ description: 'Cursor behind which to begin.' }),
      before: fields.arg.string({ description: 'Cursor before which to end.' }),
      ...(where
        ? {
            where: fields.arg({
              type: whereInput({ connections, ...graph }, base, where),
              description: 'Which nodes.',
            }),
          }
        : {}),
    },
    resolve: async (
      parent: Parent,
      { where: wanted, query = null, ...paging }: Arguments,
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      if (isBudgetSpent(context)) return null;
      const { loaders, notices } = context;
      const notice = (error: Error) =>
        notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
      const read = async (window: PagingArguments) => {
        const page = await withInputErrors(() =>
          options.page(parent, {
            paging: window,
            where: sanitizeWhere(wanted),
            query,
            loaders,
            notice,
            projection: (typeName) => projectionOf(info, typeName),
          }),
        );
        return page && (goesOn(window) ? page : { ...page, hasNextPage: false });
      };
      const page = await orEmpty(orFromTheStart(read, paging, notice), notice);
      for (const failure of page?.failures ?? []) notice(failure);
      return page && chargeBudget(context, info, page.rows.length) ? page : null;
    },
  });
}

/** Whether what follows counts: only for who says how much they want (Relay Cursor Connections, `HasNextPage`). */
function goesOn({ first, before }: PagingArguments): boolean {
  return Boolean(first) || Boolean(before);
}

/** The page; where its cursor can't be used the list's first one, as in WPGraphQL, with an error that says so. */
async function orFromTheStart(
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

/** The page; an empty one where WordPress keeps the whole list to itself, since frontends go through `nodes` unasked. */
async function orEmpty(
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
