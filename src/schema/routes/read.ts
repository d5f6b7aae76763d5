import { ClosedError } from '../../loading/base/closed.ts';
import { nullIfFailed } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { endsWithParameter, type PluginRoute } from '../../site/plugin-routes.ts';
import { totalKeys } from '../../site/routes/describe-route.ts';
import { isRecord } from '../../values/json.ts';
import { remembered } from '../../values/remembered.ts';
import { integer, itemsIn } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { CountedAnswer, Query } from '../../wordpress/rest.ts';
import { wholePath } from './types.ts';

/** A request of a route. */
export interface RouteRead {
  readonly loaders: Loaders;
  readonly route: PluginRoute;
  /** The path of the request: `/buddypress/v2/members`. */
  readonly address: string;
  readonly query: Query;
  /** The keys of the items that the client reads. */
  readonly paths: Paths;
}

/** What the gateway has learned about `_fields` of a route. */
interface Filtering {
  /** Whether the route fails with it. WordPress only filters answers made of arrays. */
  fails: boolean;
  /** Keys that the route leaves out with `_fields`, and sends without, because its plugin misreads the parameter. */
  readonly lost: Set<string>;
  /** Keys that the route leaves out anyway. */
  readonly absent: Set<string>;
}

const filterings = remembered(
  (_route: PluginRoute): Filtering => ({ fails: false, lost: new Set(), absent: new Set() }),
);

/**
 * Reads a route with the credentials of the client, and only the keys that it selects where the route has a schema of WordPress' own
 * kind.
 *
 * @throws ClosedError if WordPress does not show the route to the client
 */
export async function readRoute({
  loaders,
  route,
  address,
  query,
  paths,
}: RouteRead): Promise<CountedAnswer> {
  const { rest } = loaders;
  // An object that no list has is small, and may be one that `_fields` cannot filter.
  const isOfList = route.form === 'list' || endsWithParameter(route.path);
  const filtering = filterings(route);
  const isWhole =
    route.source !== 'schema' ||
    route.listKey !== null ||
    !isOfList ||
    paths.has(wholePath) ||
    filtering.fails ||
    [...paths].some((path) => filtering.lost.has(path));
  const read = (filter: Query) => rest.counted(address, { ...query, ...filter });
  try {
    return isWhole ? await read({}) : await readFiltered(read, { route, paths, filtering });
  } catch (error) {
    if (!(error instanceof WordPressError) || error.kind !== 'forbidden' || error instanceof ClosedError)
      throw error;
    throw new ClosedError('forbidden', error.message, error.details);
  }
}

/** Reads selected keys. If all items lack one of them, reads the route whole, once for each such key, to learn why. */
async function readFiltered(
  read: (filter: Query) => Promise<CountedAnswer>,
  {
    route,
    paths,
    filtering,
  }: { readonly route: PluginRoute; readonly paths: Paths; readonly filtering: Filtering },
): Promise<CountedAnswer> {
  const filtered = await read({ _fields: [...paths].sort() }).catch((error: unknown) => {
    if (error instanceof WordPressError && error.kind === 'server') return null;
    throw error;
  });
  if (filtered === null) {
    const answer = await read({});
    filtering.fails = true;
    return answer;
  }
  const described = [...paths].filter((key) => Object.hasOwn(route.item.properties, key));
  const missing = keysMissing(filtered, described).filter((key) => !filtering.absent.has(key));
  if (missing.length === 0) return filtered;
  const whole = await read({}).catch(nullIfFailed);
  if (whole === null) return filtered;
  const absent = keysMissing(whole, missing);
  for (const key of missing) (absent.includes(key) ? filtering.absent : filtering.lost).add(key);
  return absent.length < missing.length ? whole : filtered;
}

/** Returns the keys that no object in an answer has. Empty if it has no objects. */
function keysMissing({ json }: CountedAnswer, keys: readonly string[]): readonly string[] {
  const objects = (itemsIn(json) ?? [json]).filter(isRecord);
  return objects.length === 0 ? [] : keys.filter((key) => objects.every((each) => !Object.hasOwn(each, key)));
}

/** The items in the answer of a route that lists them. */
export interface RouteList {
  readonly items: readonly unknown[];
  /** The number of items on all pages. Null if the answer does not state it. */
  readonly total: number | null;
}

/** Returns the items in an answer: it is a list, or an object with one. Returns null if it has none. */
export function listIn({ listKey }: PluginRoute, { json, total }: CountedAnswer): RouteList | null {
  const items = itemsIn(json);
  if (items) return { items, total };
  if (!isRecord(json)) return null;
  const lists = Object.values(json).filter((value) => Array.isArray(value));
  const inside =
    itemsIn(listKey === null ? undefined : json[listKey]) ?? (lists.length === 1 ? lists[0] : undefined);
  if (!inside) return null;
  const stated = totalKeys.map((key) => integer(json, key)).find((count) => count !== null && count >= 0);
  return { items: inside, total: total ?? stated ?? null };
}

/** Returns whether WordPress says that a list ends before the page. */
export function isPastEnd(error: unknown): boolean {
  if (!(error instanceof WordPressError)) return false;
  // A refused parameter is an error of its own (`rest_invalid_param`).
  return error.kind === 'not-found' || (error.kind === 'invalid' && error.details.parameters === undefined);
}
