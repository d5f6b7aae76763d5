import type { Resource } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import { type Paths, union } from '../wordpress/paths.ts';
import { isKnownWith, type KnownDocument, knownFrom, pathsIn, together } from './documents.ts';
import type { Reading } from './reading.ts';
import { referencesIn } from './references.ts';
import { versionField } from './requests.ts';
import type { Found } from './shared-cache.ts';
import type { Entry } from './store.ts';
import { addressTag, documentTag, goneTag, listTag, referenceTag, resourceTag } from './tags.ts';

/** Fields of a resource that a caller wants. */
interface Wanted {
  readonly resource: Resource;
  readonly paths: Paths;
}

/** A document, and how it may be used. */
export interface FoundDocument extends Found {
  readonly value: KnownDocument;
}

/**
 * Returns the documents that the cache has, of any paths, unless they have expired. A document that the change feed has
 * reported as removed counts as one that WordPress does not send, also while WordPress is down.
 */
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
      if (!entry) return [];
      const isGone =
        entry.state === 'old' && cache.drops.areDropped([goneTag(resource.name, id)], entry.readAt);
      return [[id, isGone ? { ...entry, value: gone } : asDocument(entry)] as const];
    }),
  );
}

const gone: KnownDocument = { document: null, paths: '' };

/**
 * Returns the paths to read. If the documents of the resource have no version, these include the paths that are already
 * cached: fields of two answers may belong to different versions, so the gateway reads all of them together.
 */
export function withKnownPaths({ resource, paths }: Wanted, known: Iterable<KnownDocument>): Paths {
  if (resource.properties.has(versionField)) return paths;
  const all = new Set([...known].flatMap(({ document, paths: text }) => (document ? [text] : [])));
  return union(paths, ...[...all].map((text) => pathsIn({ paths: text })));
}

/** An answer of WordPress about documents. */
interface DocumentsAnswer {
  /** Null for a document that WordPress does not send. */
  readonly documents: ReadonlyMap<number, Document | null>;
  readonly readAt: number;
}

/**
 * Stores documents that WordPress sent, merged with the fields that the cache already has of them. Returns them, each with at
 * least the paths of the answer.
 */
export async function storeDocuments(
  reading: Pick<Reading, 'cache' | 'prefix'>,
  { resource, paths }: Wanted,
  { documents, readAt }: DocumentsAnswer,
): Promise<ReadonlyMap<number, Entry>> {
  const { cache, prefix } = reading;
  const known = await findDocuments(reading, resource, [...documents.keys()]);
  const entries = new Map<number, Entry>();
  for (const [id, document] of documents) {
    const before = known.get(id);
    const value = knownFrom(document, paths);
    const answer: KnownEntry = { value, readAt, tags: tagsOfDocument(resource, id, document) };
    const entry = before ? joined(reading, resource, [before, answer]) : answer;
    cache.put(new Map([[documentKey(prefix, resource, id), entry]]));
    entries.set(id, isKnownWith(entry.value, paths) ? entry : answer);
  }
  return entries;
}

/** An entry with a document. */
interface KnownEntry extends Entry {
  readonly value: KnownDocument;
}

/** Merges two answers about a document: the later one, with the fields that only the earlier one has. */
function joined(
  { cache }: Pick<Reading, 'cache'>,
  resource: Resource,
  [before, answer]: readonly [before: FoundDocument, answer: KnownEntry],
): KnownEntry {
  // A slow answer may be older than the entry.
  const [earlier, later] =
    before.readAt > answer.readAt ? ([answer, before] as const) : ([before, answer] as const);
  const since = Math.min(...[earlier, later].map((entry) => entry.value.since ?? entry.readAt));
  const { known, isGuess } = together(earlier.value, later.value);
  const { value, readAt, tags } = later;
  if (known === value) return { value, readAt, tags };
  const { state } = cache.judge({ ...earlier, readAt: since }, resource.name);
  // Each merge renews the entry. Fields of the earlier answer that are no longer fresh would never be read again.
  const isUsable = isGuess ? state === 'fresh' : state === 'fresh' || state === 'stale';
  if (!isUsable) return { value, readAt, tags };
  // A guess may contain the earlier version, so it keeps the earlier age.
  return { value: { ...known, since }, readAt: isGuess ? earlier.readAt : readAt, tags };
}

function tagsOfDocument(resource: Resource, id: number, document: Document | null): readonly string[] {
  const tags = [documentTag(resource.name, id), resourceTag(resource.name)];
  // WordPress may begin to send a document that has not changed: an author with their first post, a comment with its post.
  if (document === null) return [...tags, listTag(resource.name), addressTag];
  return [...tags, ...referencesIn(document).map(referenceTag)];
}

/** Returns the key of a document in the store. */
export function documentKey(prefix: string, { name }: Resource, id: number): string {
  return `${prefix}d:${name}:${id}`;
}

/** Returns an entry that was stored under the key of a document. */
export function asDocument(found: Found): FoundDocument {
  return found as FoundDocument;
}
