import { safeDecode } from '../values/url-text.ts';

/** Parts of a path between its slashes, with escapes read. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean).map(safeDecode);
}

/** The same segments without `index.php`, which addresses begin with where the web server rewrites none. */
export function withoutIndex(segments: readonly string[]): readonly string[] {
  return segments[0] === 'index.php' ? segments.slice(1) : segments;
}

/** Whether two paths are one to WordPress, which tells no capitals from small letters. */
export function isSamePath(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((segment, index) => normalizeSegment(segment) === normalizeSegment(other[index] ?? ''))
  );
}

/** A segment or slug in one spelling: escapes read, composed, in small letters. */
export function normalizeSegment(segment: string): string {
  return safeDecode(segment).normalize('NFC').toLowerCase();
}
