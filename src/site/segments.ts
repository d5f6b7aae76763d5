import { safeDecode } from '../values/url-text.ts';

/** Returns the segments of a path, with escapes decoded. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean).map(safeDecode);
}

/** Removes a leading `index.php`. Paths begin with it if the web server does not rewrite URLs. */
export function withoutIndex(segments: readonly string[]): readonly string[] {
  return segments[0] === 'index.php' ? segments.slice(1) : segments;
}

/** Returns whether WordPress treats two paths as equal. It ignores case. */
export function isSamePath(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((segment, index) => normalizeSegment(segment) === normalizeSegment(other[index] ?? ''))
  );
}

/** Returns a segment or slug decoded, in Unicode's composed form (NFC) and lower case, for comparisons. */
export function normalizeSegment(segment: string): string {
  return safeDecode(segment).normalize('NFC').toLowerCase();
}
