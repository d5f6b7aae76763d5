import { isRecord } from '../values/json.ts';
import type { Document } from '../wordpress/document.ts';
import { covers, type Paths, union } from '../wordpress/paths.ts';
import { versionField } from './requests.ts';

/** A document as the cache keeps it. It is JSON. */
export interface KnownDocument {
  /** Null if WordPress shows no document with this id. */
  readonly document: Document | null;
  /** The paths that are known of it, joined by commas. Most documents share the same text. */
  readonly paths: string;
}

const sets = new Map<string, Paths>();
/** Sets of paths to remember. A site's frontends ask for some dozens. */
const mostSets = 1000;

/** Returns the paths of a known document as a set. Equal texts have the same set. */
export function pathsIn({ paths }: KnownDocument): Paths {
  const known = sets.get(paths);
  if (known) return known;
  if (sets.size >= mostSets) sets.clear();
  const made = new Set(paths.split(','));
  sets.set(paths, made);
  return made;
}

/** Whether a known document has all these paths. WordPress' word that there is none answers for every path. */
export function isKnownWith(known: KnownDocument, wanted: Paths): boolean {
  return known.document === null || covers(pathsIn(known), wanted);
}

/** Returns the known document for one that WordPress sent. */
export function knownFrom(document: Document | null, paths: Paths): KnownDocument {
  return { document, paths: [...paths].sort().join(',') };
}

/**
 * Returns what is known of a document after another answer about it. Fields of two answers go together only if both have the
 * same version, so that nobody gets a document that never existed.
 */
export function together(earlier: KnownDocument, later: KnownDocument): KnownDocument {
  if (earlier.document === null || later.document === null) return later;
  const version = later.document[versionField];
  if (version === undefined || earlier.document[versionField] !== version) return later;
  const laterPaths = pathsIn(later);
  if (covers(laterPaths, pathsIn(earlier))) return later;
  const document = { ...merged(earlier.document, later.document), id: later.document.id };
  return knownFrom(document, union(pathsIn(earlier), laterPaths));
}

function merged(earlier: Readonly<Record<string, unknown>>, later: Readonly<Record<string, unknown>>) {
  const both: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = both[key];
    both[key] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return both;
}
