import type { Document } from '../wordpress/document.ts';
import { isAside } from '../wordpress/errors.ts';
import type { Paths } from '../wordpress/paths.ts';
import type { CallOptions, CollectionPage } from '../wordpress/rest.ts';
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
import {
  entriesOfList,
  type FoundList,
  findList,
  type KnownList,
  type ListKey,
  listKey,
  storeList,
  tagsOfList,
} from './known-lists.ts';
import { noteRead, type Reading, readUnlessRefused } from './reading.ts';
import type { Found } from './shared-cache.ts';

/** A request for a filtered, ordered list of a resource. */
export interface ListRead extends ListKey {
  readonly paths: Paths;
}

/** A list from the cache, with its documents. */
interface RememberedList {
  readonly list: FoundList;
  readonly documents: ReadonlyMap<number, FoundDocument>;
  /** Ids of documents that the cache lacks, or has without some of the paths. */
  readonly missing: readonly number[];
  /** Documents that WordPress does not show, so that the list is older than they are. */
  readonly absent: ReadonlySet<number>;
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
    const { list, documents, missing, absent } = remembered;
    const isOld = list.state === 'old' || [...documents.values()].some(({ state }) => state === 'old');
    if (!isOld && absent.size === 0) {
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
    if (!isAside(error)) throw error;
    const isWhole = remembered?.missing.length === 0;
    const known =
      !isWhole && (await reading.cache.mayKnowMore(reading.operation.ending))
        ? await remember(reading, read)
        : remembered;
    if (!known || known.missing.length > 0) throw error;
    return pageOf(reading, withoutAbsent(known), true);
  }
}

/** Returns a list from the cache. Returns null if the cache does not have it. */
async function remember(
  reading: Reading,
  { resource, filter, paths }: ListRead,
): Promise<RememberedList | null> {
  const list = await findList(reading, { resource, filter });
  if (!list) return null;
  const ids = [...new Set(list.value.ids)];
  const found = await findDocuments(reading, resource, ids);
  const documents = new Map([...found].filter(([, { value }]) => isKnownWith(value, paths)));
  const absent = new Set(ids.filter((id) => documents.get(id)?.value.document === null));
  return { list, documents, missing: ids.filter((id) => !documents.has(id)), absent };
}

/** Returns a list without the documents that WordPress does not show. */
function withoutAbsent(remembered: RememberedList): RememberedList {
  const { list, absent } = remembered;
  if (absent.size === 0) return remembered;
  const { ids, total, lacks = 0 } = list.value;
  const left = ids.filter((id) => !absent.has(id));
  const value: KnownList = {
    ...list.value,
    ids: left,
    total: total === null ? null : Math.max(left.length, total - absent.size),
    lacks: lacks + absent.size,
  };
  return { ...remembered, list: { ...list, value } };
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
  return pageOf(reading, { ...remembered, documents }, read.isHit);
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
  const purpose = [...read.paths].sort().join();
  const entry = listKey(reading, read);
  const key = `${entry} ${purpose}`;
  const tags = tagsOfList(read);
  let isOwn = false;
  const { page, found } = await readUnlessRefused(
    reading,
    { key, entries: entriesOfList(reading, read), tags },
    () =>
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
  const list = await storeList(reading, { resource, filter }, { page, readAt });
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
  if (!known || known.missing.length > 0 || known.absent.size > 0) return null;
  const found = [known.list, ...known.documents.values()];
  return found.every(({ state }) => state === 'fresh') ? { page: pageIn(known), found } : null;
}

function revalidate(reading: Reading, read: ListRead, documents: Iterable<FoundDocument>): void {
  const paths = withKnownPaths(
    read,
    [...documents].map(({ value }) => value),
  );
  reading.inBackground(listKey(reading, read), (own) => fetchList(own, { ...read, paths }));
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
