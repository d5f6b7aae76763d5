import { decodeHTMLStrict } from 'entities';
import { safeDecode } from '../../../values/url-text.ts';

/** A title or name as plain characters, as WPGraphQL gives it: `&#8217;` becomes `’`; tags stay. Empty is null. */
export function decodedText(rendered: string | null): string | null {
  return rendered ? decodeEntities(rendered) : null;
}

/** Returns a text with its HTML entities as the characters that they stand for. */
export const decodeEntities: (html: string) => string = decodeHTMLStrict;

/** Returns a name as WordPress stores it: `&`, `<` and `>` as entities (`_wp_specialchars` without quotes). */
export function encodeName(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An address or slug with its percent escapes read, as WPGraphQL gives it; unchanged where they are malformed. */
export function decodedUrl(url: string | null): string | null {
  return url === null ? null : safeDecode(url);
}

/** Texts by their characters' codes, as dates of one form are ordered. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By name as a database collation orders: case and accents don't count; equal names by descending id, either way. */
export function compareNames(
  a: { name: string; id: number },
  b: { name: string; id: number },
  direction: 'asc' | 'desc' = 'asc',
): number {
  return (direction === 'asc' ? 1 : -1) * collator.compare(a.name, b.name) || b.id - a.id;
}

/** Whether two texts are one to a database collation: case and accents don't count. */
export function isSameName(a: string, b: string): boolean {
  return collator.compare(a, b) === 0;
}

const collator = new Intl.Collator('en', { sensitivity: 'base' });
