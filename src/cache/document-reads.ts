import type { Resource } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import type { Ending } from '../wordpress/ending.ts';
import { isOutage } from '../wordpress/errors.ts';
import { type Paths, union } from '../wordpress/paths.ts';
import type { CallOptions, CollectionPage, Rest } from '../wordpress/rest.ts';
import { readClaimed } from './claims.ts';
import { isKnownWith, type KnownDocument, knownFrom, pathsIn, together } from './documents.ts';
import { noteRead, type Reading } from './reading.ts';
import { versionField } from './requests.ts';
import type { Found } from './shared-cache.ts';
import type { Entry } from './store.ts';
import { documentTag, listTag, resourceTag } from './tags.ts';

/** Documents to read by id. */
export interface DocumentRequest {
  readonly resource: Resource;
  readonly ids: readonly number[];
  readonly paths: Paths;
}

/** A document, and how it may be used. */
export interface FoundDocument extends Found {
  readonly value: KnownDocument;
}

/** Documents by id, and whether they took no request. */
export interface DocumentsRead {
  readonly byId: ReadonlyMap<number, FoundDocument>;
  readonly isHit: boolean;
}

/**
 * Reads documents by id: from memory those that are known with all paths, and the others from WordPress with one request.
 * Returns null if the route does not answer with the documents that it is asked for.
 *
 * @throws WordPressError if WordPress fails, and older data is not there either
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
  const stale: number[] = [];
  for (const [id, found] of await findDocuments(reading, resource, ids)) {
    const hasPaths = isKnownWith(found.value, paths);
    if (!hasPaths) earlier.push(found.value);
    else if (found.state === 'old') older.set(id, found);
    else byId.set(id, found);
    if (hasPaths && found.state === 'stale') stale.push(id);
  }
  if (stale.length > 0) {
    reading.inBackground(keyOf(reading, resource, stale), (own) =>
      fetchDocuments(own, { resource, ids: stale, paths }),
    );
  }
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length === 0) return { byId, isHit: true };
  // Documents without a version are read whole, since their fields may belong to different versions.
  const wanted = resource.properties.has(versionField) ? paths : union(paths, ...earlier.map(pathsIn));
  try {
    const answers = await cache.batches.load({
      lane: laneOf(reading, resource, wanted),
      ids: missing,
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
    if (!isOutage(error) || !missing.every((id) => older.has(id))) throw error;
    for (const [id, found] of older) byId.set(id, found);
  }
  return { byId, isHit: false };
}

/** Returns the documents with these ids, in the form of WordPress' answer. */
export async function pageOfDocuments(
  reading: Reading,
  request: DocumentRequest,
  options?: CallOptions,
): Promise<CollectionPage | null> {
  const read = await readDocuments(reading, request, options);
  if (!read) return null;
  noteRead(reading, [...read.byId.values()], read.isHit);
  const documents = request.ids.flatMap((id): Document[] => {
    const { document } = read.byId.get(id)?.value ?? { document: null };
    return document ? [document] : [];
  });
  return { documents, total: documents.length, pages: 1 };
}

/** Returns what the cache has of documents, whatever their age and paths. */
export async function findDocuments(
  { cache, prefix }: Pick<Reading, 'cache' | 'prefix'>,
  resource: Resource,
  ids: readonly number[],
): Promise<ReadonlyMap<number, FoundDocument>> {
  const found = await cache.find(
    ids.map((id) => documentKey(prefix, resource, id)),
    resource.name,
  );
  return new Map(
    ids.flatMap((id, index) => {
      const entry = found[index];
      return entry ? [[id, asDocument(entry)] as const] : [];
    }),
  );
}

/** Stores documents that WordPress sent, beside what is known of them. */
export async function storeDocuments(
  { cache, prefix }: Pick<Reading, 'cache' | 'prefix'>,
  { resource, paths }: Pick<DocumentRequest, 'resource' | 'paths'>,
  {
    documents,
    readAt,
  }: { readonly documents: ReadonlyMap<number, Document | null>; readonly readAt: number },
): Promise<ReadonlyMap<number, Entry>> {
  const known = await findDocuments({ cache, prefix }, resource, [...documents.keys()]);
  const entries = new Map<number, Entry>();
  for (const [id, document] of documents) {
    const before = known.get(id);
    const later = knownFrom(document, paths);
    const { known: value, isGuess } =
      before && before.state !== 'old' ? together(before.value, later) : { known: later, isGuess: false };
    const tags = [documentTag(resource.name, id), resourceTag(resource.name)];
    entries.set(id, {
      value,
      // What may be of the earlier version does not get younger.
      readAt: before && isGuess ? before.readAt : readAt,
      tags: document === null ? [...tags, listTag(resource.name)] : tags,
    });
  }
  cache.put(new Map([...entries].map(([id, entry]) => [documentKey(prefix, resource, id), entry])));
  return entries;
}

/**
 * Reads documents from WordPress and stores them, but takes those that another instance reads at the same time from there.
 * Returns null if the answer has other documents.
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
    purpose: laneOf(reading, resource, paths),
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
  const page = await askById(reading.rest, { resource, ids, paths }, options);
  const asked = new Set(ids);
  if (page.documents.some(({ id }) => !asked.has(id))) return null;
  const documents = new Map<number, Document | null>(ids.map((id) => [id, null]));
  for (const document of page.documents) documents.set(document.id, document);
  return storeDocuments(reading, { resource, paths }, { documents, readAt });
}

function askById(rest: Rest, { resource, ids, paths }: DocumentRequest, options?: CallOptions) {
  return rest.list(resource.route, { include: ids, per_page: ids.length, _fields: [...paths] }, options);
}

function laneOf({ prefix, expensiveFields }: Reading, { name }: Resource, paths: Paths): string {
  const fields = new Set([...paths].map((path) => path.split('.')[0] ?? path));
  // Documents with fields that take WordPress long are not read together with others.
  return [prefix, name, ...[...expensiveFields].filter((field) => fields.has(field))].join(' ');
}

function keyOf({ prefix }: Reading, { name }: Resource, ids: readonly number[]): string {
  return `${prefix} ${name} ${ids.join()}`;
}

/** Returns the key of a document in the store. */
export function documentKey(prefix: string, { name }: Resource, id: number): string {
  return `${prefix}d:${name}:${id}`;
}

function asDocument(found: Found): FoundDocument {
  return found as FoundDocument;
}
