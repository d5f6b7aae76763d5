import { ClosedError } from '../../loading/base/closed.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import { misfitNotice, settled } from '../custom/misfits.ts';
import type { Context } from '../kit/base/context.ts';
import { CursorInputError, withInputErrors } from '../kit/base/errors.ts';
import type { InputObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { chargeBudget, isBudgetSpent } from '../kit/plugins/budget.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { type PagingArguments, toWindow, withoutMissingCursors } from '../kit/relay/window.ts';
import { addressOf, argumentsFor, inputsOf, queryOf, type RouteArgument } from './arguments.ts';
import { connectionTypeOf, noRows, type RouteRows, rowOf } from './connection-types.ts';
import type { NamedRoute } from './names.ts';
import { readPage } from './pages.ts';
import { listIn, readRoute } from './read.ts';
import { pagingOf, pagingParameters } from './spans.ts';
import type { RouteType } from './types.ts';
import { isRouteValue, routeValue } from './values.ts';

type RootFields = PothosSchemaTypes.QueryFieldBuilder<Types, object>;

/** A route with its namespace and its types. */
export interface TypedRoute extends NamedRoute {
  readonly namespace: string;
  readonly item: RouteType;
}

type Where = Readonly<Record<string, unknown>>;

interface ListArguments extends PagingArguments {
  readonly where?: Where | null | undefined;
}

/** Names that the arguments of a list have anyway. */
const ownArguments: ReadonlySet<string> = new Set(['first', 'last', 'after', 'before', 'where']);

/** Returns the connection field of a route that lists items. */
export function listField(t: RootFields, graph: Graph, typed: TypedRoute): Field {
  const { route, base, item } = typed;
  const paging = pagingOf(route);
  const inPath = argumentsFor(
    route.parameters.filter(({ place }) => place === 'path'),
    ownArguments,
  );
  const filters = argumentsFor(
    route.parameters.filter(
      ({ place, name }) => place === 'query' && !(paging && pagingParameters.has(name)),
    ),
    new Set(),
  );
  const where = filters.length > 0 ? whereType(graph, base, filters) : null;
  return t.field({
    type: connectionTypeOf(graph, item, base),
    description: `The list at \`${route.route}\` of the REST API, as a page.`,
    args: {
      ...inputsOf((options) => t.arg(options), graph, { base, rows: inPath }),
      first: t.arg.int({ description: 'The number of items from the start, or after the cursor `after`.' }),
      last: t.arg.int({ description: 'The number of items from the end, or before the cursor `before`.' }),
      after: t.arg.string({ description: 'The cursor of the item before the page.' }),
      before: t.arg.string({ description: 'The cursor of the item after the page.' }),
      ...(where
        ? {
            where: t.arg({
              type: where,
              required: filters.some(({ parameter }) => parameter.isRequired),
              description: 'Parameters of the route.',
            }),
          }
        : {}),
    },
    resolve: async (_root, given: ListArguments & Where, context, info): Promise<RouteRows | null> => {
      if (isBudgetSpent(context)) return null;
      const notice = (error: Error) =>
        void context.notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
      const read = (window: PagingArguments) =>
        withInputErrors(() => readRows(typed, { inPath, filters, given, window, context, info }));
      const page = await read(withoutMissingCursors(given))
        .catch((error: unknown) => {
          if (!(error instanceof CursorInputError)) throw error;
          notice(error);
          return read({ first: given.first, last: given.last });
        })
        .catch((error: unknown) => {
          if (!(error instanceof ClosedError)) throw error;
          notice(error);
          return noRows;
        });
      return chargeBudget(context, info, page.rows.length) ? page : null;
    },
  });
}

function whereType(graph: Graph, base: string, rows: readonly RouteArgument[]): InputObjectRef<Types, Where> {
  return graph.builder.inputRef<Where>(`${base}ConnectionWhereArgs`).implement({
    description: 'Parameters of a route.',
    fields: (t) => inputsOf((options) => t.field(options), graph, { base, rows }),
  });
}

interface ListRead {
  readonly inPath: readonly RouteArgument[];
  readonly filters: readonly RouteArgument[];
  readonly given: ListArguments & Where;
  readonly window: PagingArguments;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

async function readRows(
  { namespace, route, item, field }: TypedRoute,
  { inPath, filters, given, window, context, info }: ListRead,
): Promise<RouteRows> {
  const { loaders } = context;
  const scope = `routes/${field}`;
  const address = addressOf(namespace, { path: route.path, rows: inPath }, given);
  const query = queryOf(filters, given.where ?? {});
  const { paths, ...needs } = projectionOf(info, item.name ?? '');
  const page = await readPage(route, toWindow(window, scope, loaders.limits), {
    needs,
    read: async (more) => {
      const list = listIn(
        route,
        await readRoute({ loaders, route, address, query: { ...query, ...more }, paths }),
      );
      if (list) return list;
      throw misfitNotice(info.fieldName, 'a list', 'route');
    },
  });
  const key = info.fieldName;
  const rows = page.items.flatMap((value, index) => {
    const read = routeValue(value, item.shape, { key, parent: {}, context, info });
    const node = settled(read, { context, info, source: 'route' });
    // A list of objects leaves out items that are no objects, so that clients need not check each item.
    const isUsable = item.name === null || isRouteValue(node);
    return isUsable ? [rowOf(node, page.start + index, scope)] : [];
  });
  const { hasNextPage, hasPreviousPage, total } = page;
  const isForward = Boolean(window.first || window.before);
  return { rows, total, hasPreviousPage, hasNextPage: isForward || !window.last ? hasNextPage : () => false };
}
