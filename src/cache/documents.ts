import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../values/json.ts';
import { type Document, merged } from '../wordpress/document.ts';
import { covers, type Paths, union } from '../wordpress/paths.ts';
import { versionField } from './requests.ts';

/** A document as the cache keeps it. It is JSON. */
export interface KnownDocument {
  /** Null if WordPress shows no document with this id. */
  readonly document: Document | null;
  /** The paths that are known of it, joined by commas. Most documents share the same text. */
  readonly paths: string;
  /**
   * When WordPress was asked for its oldest fields, in milliseconds since 1970. Absent if all are of one answer.
   */
  readonly since?: number;
}

const sets = new Map<string, Paths>();
/** Sets of paths to remember. A site's frontends ask for some dozens. */
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

/** Whether a known document has all these paths. WordPress' word that there is none answers for every path. */
export function isKnownWith(known: KnownDocument, wanted: Paths): boolean {
  return known.document === null || covers(pathsIn(known), wanted);
}

/** Returns the known document for one that WordPress sent. */
export function knownFrom(document: Document | null, paths: Paths): KnownDocument {
  return { document, paths: [...paths].sort().join(',') };
}

/** What is known of a document after another answer about it. */
export interface Together {
  readonly known: KnownDocument;
  /** Whether fields of the earlier answer are in it that nothing proves to be of the same version. */
  readonly isGuess: boolean;
}

/**
 * Returns what is known of a document after another answer about it. Fields of two answers go together only if both have the
 * same version, so that nobody gets a document that never existed. Documents without a version go together if the answers
 * agree in all fields that both have.
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
    return isRecord(before) && isRecord(value) ? agree(before, value) : isDeepStrictEqual(before, value);
  });
}
