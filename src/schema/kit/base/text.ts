import { decodeHTMLStrict } from 'entities';
import { safeDecode } from '../../../values/url-text.ts';

/** Returns a title or name with decoded entities, as WPGraphQL does: `&#8217;` becomes `’`. Returns null for no text. */
export function decodedText(rendered: string | null): string | null {
  return rendered ? decodeEntities(rendered) : null;
}

/** Replaces HTML entities by their characters. Does not change tags. */
export const decodeEntities: (html: string) => string = decodeHTMLStrict;

/** Returns a name in the form of WordPress' database, with entities for `&`, `<` and `>` (`_wp_specialchars()`). */
export function encodeName(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Decodes the percent escapes of a URL or slug, as WPGraphQL does. Returns it unchanged if an escape is malformed. */
export function decodedUrl(url: string | null): string | null {
  return url === null ? null : safeDecode(url);
}

/** Compares two texts by their UTF-16 code units. This puts dates in ISO 8601 form in order. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Compares two items by name, like a database collation that ignores case and accents. Equal names are in descending
 * order of id, whatever the direction.
 */
export function compareNames(
  a: { name: string; id: number },
  b: { name: string; id: number },
  direction: 'asc' | 'desc' = 'asc',
): number {
  return (direction === 'asc' ? 1 : -1) * collator.compare(a.name, b.name) || b.id - a.id;
}

/** Returns whether two names are equal to a database collation that ignores case and accents. */
export function isSameName(a: string, b: string): boolean {
  return collator.compare(a, b) === 0;
}

const collator = new Intl.Collator('en', { sensitivity: 'base' });
