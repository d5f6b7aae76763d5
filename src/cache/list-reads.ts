import type { Resource } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import { isAside } from '../wordpress/errors.ts';
import type { Paths } from '../wordpress/paths.ts';
import type { CallOptions, CollectionPage, Query } from '../wordpress/rest.ts';
import { readClaimed } from './claims.ts';
import { readDocuments } from './document-reads.ts';
import {
  documentKey,
  type FoundDocument,
  findDocuments,
  storeDocuments,
  withKnownPaths,
} from './document-store.ts';
import { isKnownWith } from './documents.ts';
import { noteRead, type Reading, unlessRefused } from './reading.ts';
import { queryKey } from './requests.ts';
import type { Found } from './shared-cache.ts';
import { listTag, resourceTag } from './tags.ts';

/** A request for a filtered, ordered list of a resource. */
export interface ListRead {
  readonly resource: Resource;
  /** All parameters of the request except `_fields`. */
  readonly filter: Query;
  readonly paths: Paths;
}

/** A list in the cache. It is JSON. */
interface KnownList {
  readonly ids: readonly number[];
  readonly total: number | null;
  readonly pages?: number | null;
}

/** A list from the cache, with its documents. */
interface RememberedList {
  readonly list: Found & { readonly value: KnownList };
  readonly documents: ReadonlyMap<number, FoundDocument>;
  /** Ids of documents that the cache lacks, or has without some of the paths. */
  readonly missing: readonly number[];
}

/**
 * Reads a list. If the cache has the list and all its documents, this takes no request. If it lacks documents, one request
 * reads these. Otherwise the whole list is read from WordPress.
 *
 * @throws WordPressError if WordPress fails, and the cache lacks the list or one of its documents
 */
export async function readList(
  reading: Reading,
  read: ListRead,
  options?: CallOptions,
): Promise<CollectionPage> {
  const remembered = await remember(reading, read);
  if (remembered) {
    const { list, documents, missing } = remembered;
    const isOld = list.state === 'old' || [...documents.values()].some(({ state }) => state === 'old');
    if (!isOld) {
      if (missing.length === 0) {
        const isStale = [list, ...documents.values()].some(({ state }) => state === 'stale');
        if (isStale) revalidate(reading, read, documents.values());
        return pageOf(reading, remembered, true);
      }
      const completed = await complete(reading, read, remembered, options);
      if (completed) return completed;
    }
  }
  try {
    return await fetchList(reading, read, options);
  } catch (error) {
    if (!isAside(error) || !remembered || remembered.missing.length > 0) throw error;
    return pageOf(reading, remembered, true);
  }
}

/** Returns a list from the cache. Returns null if the cache does not have it. */
async function remember(
  reading: Reading,
  { resource, filter, paths }: ListRead,
): Promise<RememberedList | null> {
  const { cache } = reading;
  const [found] = await cache.find([listKey(reading, resource, filter)], resource.name);
  if (!found) return null;
  const list = found as Found & { readonly value: KnownList };
  const ids = [...new Set(list.value.ids)];
  const documents = new Map(await findDocuments(reading, resource, ids));
  for (const [id, { value }] of documents)
    if (value.document === null || !isKnownWith(value, paths)) documents.delete(id);
  return { list, documents, missing: ids.filter((id) => !documents.has(id)) };
}

/** Reads the missing documents of a list by id. Returns null if WordPress no longer sends one: then the list has changed. */
async function complete(
  reading: Reading,
  { resource, paths }: ListRead,
  remembered: RememberedList,
  options?: CallOptions,
): Promise<CollectionPage | null> {
  const { missing } = remembered;
  const read = await readDocuments(reading, { resource, ids: missing, paths }, options).catch((error) => {
    // The list itself may still be read whole.
    if (isAside(error)) throw error;
    return null;
  });
  if (!read || missing.some((id) => !read.byId.get(id)?.value.document)) return null;
  const documents = new Map([...remembered.documents, ...read.byId]);
  return pageOf(reading, { ...remembered, documents, missing: [] }, read.isHit);
}

/** A list that was read from WordPress, for all clients that wait for it. */
interface FetchedList {
  readonly page: CollectionPage;
  readonly found: readonly Found[];
}

/** Reads a list from WordPress and stores it. Identical requests in flight are sent once, even by different instances. */
async function fetchList(
  reading: Reading,
  read: ListRead,
  options: CallOptions = {},
): Promise<CollectionPage> {
  const { cache, operation } = reading;
  const { resource, filter, paths } = read;
  const purpose = [...paths].sort().join();
  const entry = listKey(reading, resource, filter);
  const key = `${entry} ${purpose}`;
  const tags = [listTag(resource.name), resourceTag(resource.name)];
  let isOwn = false;
  const { page, found } = await unlessRefused(reading, { key, entry, tags }, () =>
    cache.flights.share(`${key} ${cache.drops.lastDrop(tags)}`, operation.ending, async (end) => {
      isOwn = true;
      const ask = () => askAndStore(reading, read, { ...options, ending: end });
      if (!cache.claims) return ask();
      let known: FetchedList | null = null;
      const [answer] = await readClaimed(cache.claims, {
        keys: [entry],
        purpose,
        ending: end,
        async known(keys) {
          known = keys.length > 0 ? await fromOthers(reading, read) : known;
          return known ? keys : [];
        },
        read: ask,
      });
      return answer ?? known ?? ask();
    }),
  );
  noteRead(reading, found, !isOwn);
  return page;
}

async function askAndStore(
  reading: Reading,
  { resource, filter, paths }: ListRead,
  options: CallOptions,
): Promise<FetchedList> {
  const { cache } = reading;
  const readAt = cache.now();
  const page = await reading.rest.list(resource.route, { ...filter, _fields: [...paths] }, options);
  const documents = new Map<number, Document>(page.documents.map((document) => [document.id, document]));
  const entries = await storeDocuments(reading, { resource, paths }, { documents, readAt });
  const { total, pages } = page;
  const value: KnownList = {
    ids: page.documents.map(({ id }) => id),
    total,
    ...(pages === undefined ? {} : { pages }),
  };
  const list = { value, readAt, tags: [listTag(resource.name), resourceTag(resource.name)] };
  cache.put(new Map([[listKey(reading, resource, filter), list]]));
  return { page, found: [list, ...entries.values()].map((entry) => cache.judge(entry, resource.name)) };
}

/** Returns a list that another instance has just stored. Returns null if there is none, or if it lacks fields. */
async function fromOthers(reading: Reading, read: ListRead): Promise<FetchedList | null> {
  const { cache, prefix } = reading;
  let known = await remember(reading, read);
  if (known?.list.state !== 'fresh') return null;
  if (known.missing.length > 0) {
    await cache.reload(known.missing.map((id) => documentKey(prefix, read.resource, id)));
    known = await remember(reading, read);
  }
  if (!known || known.missing.length > 0) return null;
  const found = [known.list, ...known.documents.values()];
  return found.every(({ state }) => state === 'fresh') ? { page: pageIn(known), found } : null;
}

function revalidate(reading: Reading, read: ListRead, documents: Iterable<FoundDocument>): void {
  const paths = withKnownPaths(
    read,
    [...documents].map(({ value }) => value),
  );
  reading.inBackground(listKey(reading, read.resource, read.filter), (own) =>
    fetchList(own, { ...read, paths }),
  );
}

function pageOf(reading: Reading, { list, documents }: RememberedList, isHit: boolean): CollectionPage {
  noteRead(reading, [list, ...documents.values()], isHit);
  return pageIn({ list, documents });
}

function pageIn({ list, documents }: Pick<RememberedList, 'list' | 'documents'>): CollectionPage {
  const { ids, ...counts } = list.value;
  return {
    ...counts,
    documents: ids.flatMap((id) => documents.get(id)?.value.document ?? []),
  };
}

function listKey({ prefix }: Reading, { name }: Resource, filter: Query): string {
  return `${prefix}l:${name}:${queryKey(filter)}`;
}
