import { isRecord, isSameJson } from '../values/json.ts';
import { type Document, merged } from '../wordpress/document.ts';
import { covers, type Paths, union } from '../wordpress/paths.ts';
import { versionField } from './requests.ts';

/** A document in the cache. It is JSON. */
export interface KnownDocument {
  /** Null if WordPress sends no document with this id. */
  readonly document: Document | null;
  /** Its cached paths, joined by commas. Most documents share one text, which saves memory. */
  readonly paths: string;
  /** When the gateway asked for its oldest fields, in milliseconds since 1970. Absent if all fields come from one answer. */
  readonly since?: number;
}

const sets = new Map<string, Paths>();
/** The largest number of sets of paths in memory. The frontends of a site ask for some dozens. */
const mostSets = 1000;

/** Returns the paths of a known document as a set. Equal texts have the same set. */
export function pathsIn({ paths }: Pick<KnownDocument, 'paths'>): Paths {
  const known = sets.get(paths);
  if (known) return known;
  if (sets.size >= mostSets) sets.clear();
  const made = new Set(paths.split(','));
  sets.set(paths, made);
  return made;
}

/** Whether a cached document has all these paths. A document that WordPress does not send has every path. */
export function isKnownWith(known: KnownDocument, wanted: Paths): boolean {
  return known.document === null || covers(pathsIn(known), wanted);
}

/** Returns a document that WordPress sent in the form of the cache. */
export function knownFrom(document: Document | null, paths: Paths): KnownDocument {
  return { document, paths: [...paths].sort().join(',') };
}

/** A document after a merge. */
export interface Together {
  readonly known: KnownDocument;
  /** Whether it has fields of the earlier answer that may belong to another version. */
  readonly isGuess: boolean;
}

/**
 * Merges two answers about a document. Adds fields of the earlier answer only if both have the same version, so that no client
 * gets a document that never existed. Documents without a version are merged if the answers agree in all fields that both
 * have.
 */
export function together(earlier: KnownDocument, later: KnownDocument): Together {
  const certain = (known: KnownDocument) => ({ known, isGuess: false });
  if (earlier.document === null || later.document === null) return certain(later);
  const laterPaths = pathsIn(later);
  if (covers(laterPaths, pathsIn(earlier))) return certain(later);
  const version = later.document[versionField];
  const isSame =
    version === undefined
      ? agree(earlier.document, later.document)
      : earlier.document[versionField] === version;
  if (!isSame) return certain(later);
  const document = merged(earlier.document, later.document);
  const known = knownFrom(document, union(pathsIn(earlier), laterPaths));
  return { known, isGuess: version === undefined };
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether two answers have the same values in all fields that both have. */
function agree(earlier: Fields, later: Fields): boolean {
  return Object.entries(later).every(([key, value]) => {
    const before = earlier[key];
    if (before === undefined) return true;
    return isRecord(before) && isRecord(value) ? agree(before, value) : isSameJson(before, value);
  });
}
