import type { Resource } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import type { Ending } from '../wordpress/ending.ts';
import { isAside } from '../wordpress/errors.ts';
import type { Paths } from '../wordpress/paths.ts';
import type { CallOptions, CollectionPage, Rest } from '../wordpress/rest.ts';
import { readClaimed } from './claims.ts';
import {
  asDocument,
  documentKey,
  type FoundDocument,
  findDocuments,
  storeDocuments,
  withKnownPaths,
} from './document-store.ts';
import { isKnownWith, type KnownDocument } from './documents.ts';
import { isForbidden, noteRead, type Reading } from './reading.ts';
import { sizesOf } from './requests.ts';
import type { Entry } from './store.ts';
import { listTag, resourceTag } from './tags.ts';

/** Documents to read by id. */
export interface DocumentRequest {
  readonly resource: Resource;
  readonly ids: readonly number[];
  readonly paths: Paths;
}

/** Documents by id. `isHit` says that they took no request. */
export interface DocumentsRead {
  readonly byId: ReadonlyMap<number, FoundDocument>;
  readonly isHit: boolean;
}

/**
 * Reads documents by id: from the cache if it has them with all paths, and the others from WordPress with one request. Returns
 * null if WordPress answers with other documents than the gateway asked for.
 *
 * @throws WordPressError if WordPress fails, and the cache lacks one of the documents
 */
export async function readDocuments(
  reading: Reading,
  { resource, ids, paths }: DocumentRequest,
  options: CallOptions = {},
): Promise<DocumentsRead | null> {
  const { cache } = reading;
  const byId = new Map<number, FoundDocument>();
  const older = new Map<number, FoundDocument>();
  const earlier: KnownDocument[] = [];
  const stale = new Map<number, KnownDocument>();
  for (const [id, found] of await findDocuments(reading, resource, ids)) {
    const hasPaths = isKnownWith(found.value, paths);
    if (!hasPaths) earlier.push(found.value);
    else if (found.state === 'old') older.set(id, found);
    else byId.set(id, found);
    if (hasPaths && found.state === 'stale') stale.set(id, found.value);
  }
  if (stale.size > 0) {
    const ids = [...stale.keys()];
    const all = withKnownPaths({ resource, paths }, stale.values());
    reading.inBackground(keyOf(reading, resource, ids), (own) =>
      fetchDocuments(own, { resource, ids, paths: all }),
    );
  }
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length === 0) return { byId, isHit: true };
  const wanted = withKnownPaths({ resource, paths }, earlier);
  try {
    const answers = await cache.batches.load({
      lane: laneOf(reading, resource, wanted),
      ids: missing,
      most: sizesOf(resource).most,
      paths: wanted,
      ending: reading.operation.ending,
      read: (some, all, ending) =>
        fetchDocuments(reading, { resource, ids: some, paths: all }, { ...options, ending }),
    });
    for (const answer of answers) {
      if (answer === null) return null;
      for (const id of missing) {
        const entry = answer.get(id);
        if (entry) byId.set(id, asDocument({ ...cache.judge(entry, resource.name) }));
      }
    }
  } catch (error) {
    if (!isAside(error)) throw error;
    const unknown = missing.filter((id) => !older.has(id));
    if (unknown.length > 0 && (await cache.mayKnowMore(reading.operation.ending)))
      for (const [id, found] of await findDocuments(reading, resource, unknown))
        if (isKnownWith(found.value, paths)) older.set(id, found);
    if (!missing.every((id) => older.has(id))) throw error;
    for (const [id, found] of older) byId.set(id, found);
  }
  return { byId, isHit: false };
}

/**
 * Returns the documents with these ids as a page of WordPress. Returns null if WordPress answers with other documents.
 *
 * @throws WordPressError as {@link readDocuments} does
 */
export async function pageOfDocuments(
  reading: Reading,
  request: DocumentRequest,
  options?: CallOptions,
): Promise<CollectionPage | null> {
  const read = await readDocuments(reading, request, options);
  if (!read) return null;
  noteRead(reading, [...read.byId.values()], read.isHit);
  const documents = [...new Set(request.ids)].flatMap((id): Document[] => {
    const { document } = read.byId.get(id)?.value ?? { document: null };
    return document ? [document] : [];
  });
  return { documents, total: documents.length, pages: 1 };
}

/**
 * Reads documents from WordPress and stores them. If another instance reads some of them at the same time, waits for its
 * entries instead. Returns null if WordPress answers with other documents.
 */
async function fetchDocuments(
  reading: Reading,
  { resource, ids, paths }: DocumentRequest,
  options?: CallOptions & { readonly ending: Ending },
): Promise<ReadonlyMap<number, Entry> | null> {
  const { claims } = reading.cache;
  if (!claims) return askAndStore(reading, { resource, ids, paths }, options);
  const idOf = new Map(ids.map((id) => [documentKey(reading.prefix, resource, id), id]));
  const entries = new Map<number, Entry>();
  const answers = await readClaimed(claims, {
    keys: [...idOf.keys()],
    purpose: purposeOf(reading, resource, paths),
    ending: options?.ending ?? null,
    async known(keys) {
      const some = keys.flatMap((key) => idOf.get(key) ?? []);
      for (const [id, found] of await findDocuments(reading, resource, some))
        if (found.state === 'fresh' && isKnownWith(found.value, paths)) entries.set(id, found);
      return keys.filter((key) => entries.has(idOf.get(key) ?? Number.NaN));
    },
    read: (keys) =>
      askAndStore(reading, { resource, paths, ids: keys.flatMap((key) => idOf.get(key) ?? []) }, options),
  });
  for (const answer of answers) {
    if (answer === null) return null;
    for (const [id, entry] of answer) entries.set(id, entry);
  }
  return entries;
}

async function askAndStore(
  reading: Reading,
  { resource, ids, paths }: DocumentRequest,
  options?: CallOptions,
): Promise<ReadonlyMap<number, Entry> | null> {
  const readAt = reading.cache.now();
  const documents = new Map<number, Document | null>(ids.map((id) => [id, null]));
  let left = ids;
  let isShort = true;
  while (left.length > 0 && isShort) {
    const page = await askById(reading.rest, { resource, ids: left, paths }, options).catch((error) => {
      if (isForbidden(error))
        reading.cache.remove(ids.map((id) => documentKey(reading.prefix, resource, id)));
      throw error;
    });
    const asked = new Set(left);
    if (page.documents.some(({ id }) => !asked.has(id))) return null;
    for (const document of page.documents) documents.set(document.id, document);
    left = left.filter((id) => !documents.get(id));
    // A site may send fewer documents than the gateway asked for. If its total is larger, the rest exists as well.
    isShort = page.documents.length > 0 && page.documents.length < (page.total ?? 0);
  }
  return storeDocuments(reading, { resource, paths }, { documents, readAt });
}

function askById(rest: Rest, { resource, ids, paths }: DocumentRequest, options?: CallOptions) {
  const size = Math.max(ids.length, sizesOf(resource).fewest);
  return rest.list(resource.route, { include: ids, per_page: size, _fields: [...paths] }, options);
}

/** Returns which reads go together. Those of fields that take WordPress long do not delay others. */
function purposeOf({ prefix, expensiveFields }: Reading, { name }: Resource, paths: Paths): string {
  const fields = new Set([...paths].map((path) => path.split('.')[0] ?? path));
  return [prefix, name, ...[...expensiveFields].filter((field) => fields.has(field))].join(' ');
}

/** Returns the lane of a read. Each change begins a new lane, so that no caller waits for an answer from before the change. */
function laneOf(reading: Reading, resource: Resource, paths: Paths): string {
  const tags = [listTag(resource.name), resourceTag(resource.name)];
  return `${purposeOf(reading, resource, paths)} ${reading.cache.drops.lastDrop(tags)}`;
}

function keyOf({ prefix }: Reading, { name }: Resource, ids: readonly number[]): string {
  return `${prefix} ${name} ${ids.join()}`;
}
