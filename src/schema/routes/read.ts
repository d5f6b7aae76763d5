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
  /** Keys that the route leaves out anyway, as far as known. */
  readonly absent: Map<string, Absence>;
}

/** Objects that had no value under a key. A few of them prove little: a member may have no picture. */
interface Absence {
  /** Objects that were read whole, or would have been if WordPress had answered. */
  readonly checked: number;
  /** Objects that were read with `_fields` since then. The route is read whole again when there are more. */
  since: number;
}

const filterings = remembered(
  (_route: PluginRoute): Filtering => ({ fails: false, lost: new Set(), absent: new Map() }),
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

/**
 * Reads selected keys. If all items lack one of the keys, reads the route again without `_fields`, to learn why. If this answer lacks
 * the key, too, the gateway repeats the check only after it has read more new items than it has checked so far.
 */
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
  const missing = keysMissing(filtered, described);
  const count = objectsIn(filtered).length;
  const due = missing.filter((key) => isDue(filtering.absent.get(key), count));
  if (due.length === 0) return filtered;
  const whole = await read({}).catch(nullIfFailed);
  // A failure counts as if the keys were absent. Otherwise each further query would repeat the request that fails.
  const absent = whole === null || objectsIn(whole).length === 0 ? due : keysMissing(whole, due);
  for (const key of due) {
    const known = filtering.absent.get(key);
    const checked = known ? known.checked + known.since : count;
    if (absent.includes(key)) filtering.absent.set(key, { checked, since: 0 });
    else filtering.lost.add(key);
  }
  return whole !== null && absent.length < due.length ? whole : filtered;
}

/** Counts objects that lack a key. Returns whether it is time to read the route whole. */
function isDue(known: Absence | undefined, count: number): boolean {
  if (!known) return true;
  known.since += count;
  return known.since > known.checked;
}

/** Returns the keys that no object in an answer has. Empty if it has no objects. */
function keysMissing(answer: CountedAnswer, keys: readonly string[]): readonly string[] {
  const objects = objectsIn(answer);
  return objects.length === 0 ? [] : keys.filter((key) => objects.every((each) => !Object.hasOwn(each, key)));
}

function objectsIn({ json }: CountedAnswer): readonly Readonly<Record<string, unknown>>[] {
  return (itemsIn(json) ?? [json]).filter(isRecord);
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
