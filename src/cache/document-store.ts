import type { Resource } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import { type Paths, union } from '../wordpress/paths.ts';
import { isKnownWith, type KnownDocument, knownFrom, pathsIn, together } from './documents.ts';
import type { Reading } from './reading.ts';
import { versionField } from './requests.ts';
import type { Found } from './shared-cache.ts';
import type { Entry } from './store.ts';
import { addressTag, documentTag, listTag, resourceTag } from './tags.ts';

/** Fields of a resource that somebody wants. */
interface Wanted {
  readonly resource: Resource;
  readonly paths: Paths;
}

/** A document, and how it may be used. */
export interface FoundDocument extends Found {
  readonly value: KnownDocument;
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

/**
 * Returns the paths to read, with those that are known of documents without a version: their fields may belong to different
 * versions, so they are read together.
 */
export function withKnownPaths({ resource, paths }: Wanted, known: Iterable<KnownDocument>): Paths {
  if (resource.properties.has(versionField)) return paths;
  const all = new Set([...known].flatMap(({ document, paths: text }) => (document ? [text] : [])));
  return union(paths, ...[...all].map((text) => pathsIn({ paths: text })));
}

/** An answer of WordPress about documents. */
interface DocumentsAnswer {
  /** Null stands for a document that WordPress does not show. */
  readonly documents: ReadonlyMap<number, Document | null>;
  readonly readAt: number;
}

/**
 * Stores documents that WordPress sent, beside what is known of them. Returns them, each with at least the paths of the
 * answer.
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

/** Returns what two answers about a document say together: the later one, with the fields that only the earlier one has. */
function joined(
  { cache }: Pick<Reading, 'cache'>,
  resource: Resource,
  [before, answer]: readonly [before: FoundDocument, answer: KnownEntry],
): KnownEntry {
  // A slow answer may be older than what is known.
  const [earlier, later] =
    before.readAt > answer.readAt ? ([answer, before] as const) : ([before, answer] as const);
  const since = Math.min(...[earlier, later].map((entry) => entry.value.since ?? entry.readAt));
  const { known, isGuess } = together(earlier.value, later.value);
  const { value, readAt, tags } = later;
  if (known === value) return { value, readAt, tags };
  const { state } = cache.judge({ ...earlier, readAt: since }, resource.name);
  // Otherwise fields that only the earlier answer has would never be read again.
  const isUsable = isGuess ? state === 'fresh' : state === 'fresh' || state === 'stale';
  if (!isUsable) return { value, readAt, tags };
  // What may be of the earlier version does not get younger.
  return { value: { ...known, since }, readAt: isGuess ? earlier.readAt : readAt, tags };
}

function tagsOfDocument(resource: Resource, id: number, document: Document | null): readonly string[] {
  const tags = [documentTag(resource.name, id), resourceTag(resource.name)];
  // WordPress may begin to show it without a change to itself: an author with their first post, a comment with its post.
  return document === null ? [...tags, listTag(resource.name), addressTag] : tags;
}

/** Returns the key of a document in the store. */
export function documentKey(prefix: string, { name }: Resource, id: number): string {
  return `${prefix}d:${name}:${id}`;
}

/** Returns an entry under the key of a document as such. */
export function asDocument(found: Found): FoundDocument {
  return found as FoundDocument;
}
