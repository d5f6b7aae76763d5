import { chunks } from '../../loading/base/lists.ts';
import { nullIfMissing } from '../../loading/base/refusals.ts';
import { settle, WaveLoader } from '../../loading/base/wave-loader.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { endsWithParameter, type PluginRoute, queryParameterOf } from '../../site/plugin-routes.ts';
import { isRecord } from '../../values/json.ts';
import { remembered } from '../../values/remembered.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Query } from '../../wordpress/rest.ts';
import { misfitNotice, settled } from '../custom/misfits.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { addressOf, argumentsFor, inputsOf, queryOf, type RouteArgument } from './arguments.ts';
import type { TypedRoute } from './list-field.ts';
import { listIn, readRoute } from './read.ts';
import { pagingOf } from './spans.ts';
import { routeValue } from './values.ts';

type RootFields = PothosSchemaTypes.QueryFieldBuilder<Types, object>;

/**
 * Returns the field of a route that answers with one object.
 *
 * @param list - the route that lists the objects, if it takes several ids at once (`include`). Null if there is none
 */
export function oneField(t: RootFields, graph: Graph, typed: TypedRoute, list: PluginRoute | null): Field {
  const { route, base, item, namespace } = typed;
  const rows = argumentsFor(route.parameters, new Set());
  const rowsIn = (place: 'path' | 'query') => rows.filter(({ parameter }) => parameter.place === place);
  const [id] = rowsIn('path');
  return t.field({
    type: item.type,
    nullable: true,
    description: `The answer of \`${route.route}\` of the REST API. Null if WordPress has or shows none.`,
    args: inputsOf((options) => t.arg(options), graph, { base, rows }),
    resolve: async (_root, given: Readonly<Record<string, unknown>>, context, info) => {
      const { loaders } = context;
      const key = info.fieldName;
      const { paths } = projectionOf(info, item.name ?? '');
      const address = addressOf(namespace, { path: route.path, rows: rowsIn('path') }, given);
      const query = queryOf(rowsIn('query'), given);
      const json =
        list && id && Object.keys(query).length === 0
          ? await waveOf(loaders, { typed, list, id }).load(String(given[id.argument]), paths)
          : await readOne({ loaders, route, address, query, paths });
      if (json === null) return null;
      const value = Array.isArray(json) ? objectIn(json, item.shape.kind) : json;
      if (value === undefined) throw misfitNotice(key, 'one object', 'route');
      const read = routeValue(value, item.shape, { key, parent: {}, context, info });
      return settled(read, { context, info, source: 'route' });
    },
  });
}

/** Returns the object in an answer that is a list: some plugins put one object into a list, and PHP writes an empty object as one. */
function objectIn(list: readonly unknown[], kind: string): unknown {
  if (kind !== 'object' && kind !== 'union') return list;
  return list.length > 1 ? undefined : (list[0] ?? null);
}

interface OneRead {
  readonly loaders: Loaders;
  readonly route: PluginRoute;
  readonly address: string;
  readonly query: Query;
  readonly paths: Paths;
}

/** Returns the JSON of a route. Null if WordPress has nothing there. */
async function readOne(read: OneRead): Promise<unknown> {
  try {
    return (await readRoute(read)).json;
  } catch (error) {
    if (error instanceof WordPressError && error.kind === 'not-found') return null;
    throw error;
  }
}

interface Batch {
  readonly typed: TypedRoute;
  readonly list: PluginRoute;
  readonly id: RouteArgument;
}

/** The waves of each route, for one client request. */
const waves = remembered((_loaders: Loaders) => new Map<string, WaveLoader<string, unknown>>());

function waveOf(loaders: Loaders, batch: Batch): WaveLoader<string, unknown> {
  const known = waves(loaders);
  const { route } = batch.typed.route;
  const existing = known.get(route);
  if (existing) return existing;
  const created = new WaveLoader<string, unknown>({
    of: route,
    read: async (ids, paths) => {
      const values = new Map(ids.length > 1 ? await readListed(loaders, batch, { ids, paths }) : []);
      const others = ids.filter((id) => !values.has(id));
      const single = await Promise.all(
        others.map(async (id) => [id, await settle(readSingly(loaders, batch, { id, paths }))] as const),
      );
      for (const [id, value] of single) values.set(id, value);
      return (id) => values.get(id) ?? null;
    },
  });
  known.set(route, created);
  return created;
}

function readSingly(
  loaders: Loaders,
  { typed: { namespace, route }, id: row }: Batch,
  { id, paths }: { readonly id: string; readonly paths: Paths },
): Promise<unknown> {
  const address = addressOf(namespace, { path: route.path, rows: [row] }, { [row.argument]: id });
  return readOne({ loaders, route, address, query: {}, paths });
}

/** Returns the objects that the list has. The list may hide some that a route for one of them shows. */
async function readListed(
  loaders: Loaders,
  { typed: { namespace }, list }: Batch,
  { ids, paths }: { readonly ids: readonly string[]; readonly paths: Paths },
): Promise<readonly (readonly [string, unknown])[]> {
  const most = pagingOf(list)?.most ?? 1;
  const address = addressOf(namespace, { path: list.path, rows: [] }, {});
  const answers = await Promise.all(
    chunks(ids, most).map((include) => {
      const query = { include, per_page: include.length };
      return nullIfMissing(
        readRoute({ loaders, route: list, address, query, paths: new Set([...paths, 'id']) }),
      );
    }),
  );
  const wanted = new Set(ids);
  return answers
    .flatMap((answer) => (answer ? (listIn(list, answer)?.items ?? []) : []))
    .flatMap((item) => {
      const id = isRecord(item) ? String(item['id']) : '';
      return wanted.has(id) ? [[id, item] as const] : [];
    });
}

/** Returns the list route that belongs to a route for one object, if it takes several ids. */
export function listFor(route: PluginRoute, all: readonly PluginRoute[]): PluginRoute | null {
  const [id, ...others] = route.parameters.filter(({ place }) => place === 'path');
  if (!id || others.length > 0 || id.name !== 'id' || !endsWithParameter(route.path)) return null;
  const path = route.path.slice(0, -1).join('').replace(/\/$/, '');
  const list = all.find(
    (other) =>
      other.form === 'list' &&
      other.path.every((part) => typeof part === 'string') &&
      other.path.join('') === path &&
      JSON.stringify(other.item) === JSON.stringify(route.item),
  );
  return list && pagingOf(list) && queryParameterOf(list, 'include') ? list : null;
}
