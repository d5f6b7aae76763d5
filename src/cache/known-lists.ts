import type { Resource } from '../site/site.ts';
import type { CollectionPage, Query } from '../wordpress/rest.ts';
import type { Reading } from './reading.ts';
import { queryKey } from './requests.ts';
import type { Found } from './shared-cache.ts';
import type { Entry } from './store.ts';
import { goneTag, listTag, referenceTag, resourceTag } from './tags.ts';
import { isComplete, type ListPart, partOf, type RankWindow, windowOf } from './windows.ts';

/** A filtered, ordered part of a resource. */
export interface ListKey {
  readonly resource: Resource;
  /** All parameters of the request but `_fields`. */
  readonly filter: Query;
}

/** A list from the cache, and how it may be used. */
export interface FoundList extends Found {
  readonly value: KnownList;
}

/** A list as the cache stores it, or as it serves it. It is JSON. */
export interface KnownList extends ListPart {
  /** The number of documents that were taken out because visitors no longer see them. Never stored. @default 0 */
  readonly lacks?: number;
}

/** The parts of a list that the cache may have, the latest first. It is JSON. */
interface KnownParts {
  readonly parts: readonly KnownPart[];
}

/** A part of a list that was read, and that had a document for each rank. */
interface KnownPart {
  /** The parameters that select it. */
  readonly place: Query;
  /** The id of its first document. Null if it has none. */
  readonly firstId: number | null;
}

/** The largest number of parts that the cache remembers of one list. */
const mostParts = 8;

/** Returns the key of a list in the store. */
export function listKey({ prefix }: Pick<Reading, 'prefix'>, { resource, filter }: ListKey): string {
  return `${prefix}l:${resource.name}:${queryKey(filter)}`;
}

/** Returns the keys of the entries that can answer a list: its own, and the one that names the parts of longer lists. */
export function entriesOfList(reading: Reading, { resource, filter }: ListKey): readonly string[] {
  const window = windowOf(resource, filter);
  const parts = window ? [partsKey(reading, resource, window.list)] : [];
  return [listKey(reading, { resource, filter }), ...parts];
}

/** Returns the tags of a list: it depends on all documents of its resource, and on those that its filter names. */
export function tagsOfList({ resource, filter }: ListKey): readonly string[] {
  const named = Object.entries(filter).flatMap(([name, value]) => (isPlace(name) ? [] : idsIn(value)));
  return [listTag(resource.name), resourceTag(resource.name), ...named.map(referenceTag)];
}

/**
 * Returns the best that the cache has of a list: the list itself, or a part of a longer one. Prefers `fresh` to `stale` to
 * `old`, then the latest. Returns null if the cache has neither.
 */
export async function findList(reading: Reading, { resource, filter }: ListKey): Promise<FoundList | null> {
  const { cache } = reading;
  const [exact] = await cache.find([listKey(reading, { resource, filter })], resource.name);
  if (exact?.state === 'fresh') return exact as FoundList;
  const wanted = windowOf(resource, filter);
  const known = wanted ? await cutFromOthers(reading, { resource, list: wanted.list, wanted }) : [];
  const own = exact ? [withoutGone(reading, resource, exact as FoundList)] : [];
  return [...own, ...known].sort(byUse)[0] ?? null;
}

/** Stores the answer to a request for a list. Returns its entry. */
export async function storeList(
  reading: Reading,
  { resource, filter }: ListKey,
  { page, readAt }: { page: CollectionPage; readAt: number },
): Promise<Entry> {
  const { cache } = reading;
  const { total, pages } = page;
  const value: KnownList = {
    ids: page.documents.map(({ id }) => id),
    total,
    ...(pages === undefined ? {} : { pages }),
  };
  const list: Entry = { value, readAt, tags: tagsOfList({ resource, filter }) };
  cache.put(new Map([[listKey(reading, { resource, filter }), list]]));
  const window = windowOf(resource, filter);
  if (!window || !isComplete(value, window)) return list;
  const key = partsKey(reading, resource, window.list);
  const place = queryKey(window.place);
  const others = (await knownParts(reading, key, resource)).filter((part) => queryKey(part.place) !== place);
  const own: KnownPart = { place: window.place, firstId: value.ids[0] ?? null };
  const parts: KnownParts = { parts: [own, ...others].slice(0, mostParts) };
  cache.put(new Map([[key, { value: parts, readAt: cache.now(), tags: [] }]]));
  return list;
}

/** Returns the wanted window, cut from each cached window of the list that begins at or before it and has every document. */
async function cutFromOthers(
  reading: Reading,
  { resource, list, wanted }: { resource: Resource; list: Query; wanted: RankWindow },
): Promise<readonly FoundList[]> {
  const parts = await knownParts(reading, partsKey(reading, resource, list), resource);
  const longer = parts.flatMap((part) => {
    const filter = { ...list, ...part.place };
    const window = windowOf(resource, filter);
    if (!window || window.from > wanted.from) return [];
    // A route that ignores `offset` and `page` answers every window with its first documents. Two windows that begin with
    // different documents show that this route does not.
    const hasRanks =
      window.from === 0 ||
      window.from === wanted.from ||
      parts.some(({ firstId }) => firstId !== part.firstId);
    return hasRanks ? [{ window, key: listKey(reading, { resource, filter }) }] : [];
  });
  if (longer.length === 0) return [];
  const found = await reading.cache.find(
    longer.map(({ key }) => key),
    resource.name,
  );
  return longer.flatMap(({ window }, index) => {
    const entry = found[index];
    if (!entry) return [];
    const shown = withoutGone(reading, resource, entry as FoundList);
    const { lacks = 0, ...value } = shown.value;
    // Removed documents leave no gap: the window has become shorter by as many.
    const shrunk = { from: window.from, size: window.size - lacks };
    const part = isComplete(value, shrunk) ? partOf(value, shrunk, wanted) : null;
    return part ? [{ ...shown, value: part }] : [];
  });
}

/**
 * Returns a list without the documents that the change feed has reported as removed since the list was read. Only an `old`
 * list can have such documents. It serves clients only if WordPress fails.
 */
function withoutGone({ cache }: Reading, { name }: Resource, list: FoundList): FoundList {
  if (list.state !== 'old') return list;
  const { ids, total, pages } = list.value;
  const kept = ids.filter((id) => !cache.drops.areDropped([goneTag(name, id)], list.readAt));
  const lacks = ids.length - kept.length;
  if (lacks === 0) return list;
  return {
    ...list,
    value: {
      ids: kept,
      total: total === null ? null : Math.max(kept.length, total - lacks),
      ...(pages === undefined ? {} : { pages }),
      lacks,
    },
  };
}

/** Orders lists by how they may be used, and then the newest first. */
function byUse(one: FoundList, other: FoundList): number {
  return states.indexOf(one.state) - states.indexOf(other.state) || other.readAt - one.readAt;
}

const states: readonly Found['state'][] = ['fresh', 'stale', 'old', 'expired'];

async function knownParts(
  { cache }: Reading,
  key: string,
  { name }: Resource,
): Promise<readonly KnownPart[]> {
  const [found] = await cache.find([key], name);
  return found ? (found.value as KnownParts).parts : [];
}

function partsKey({ prefix }: Reading, { name }: Resource, list: Query): string {
  return `${prefix}p:${name}:${queryKey(list)}`;
}

function isPlace(name: string): boolean {
  return name === 'per_page' || name === 'offset' || name === 'page';
}

/** Returns the numbers in the value of a parameter. Any of them may be the id of a term, an author or a parent. */
function idsIn(value: Query[string]): readonly number[] {
  const all = typeof value === 'object' ? value : [value];
  return all.filter((each) => typeof each === 'number');
}
