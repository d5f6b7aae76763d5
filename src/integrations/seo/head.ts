import { decodedText } from '../../schema/kit/base/text.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';

/** The metadata of a page for search engines and social networks, under the keys of Yoast's JSON. */
export type Head = Readonly<Record<string, unknown>>;

/** Returns a text of the head without HTML entities. Returns an empty text if the head lacks it, as Yoast's WPGraphQL extension does. */
export function headText(head: Head | null, path: string): string | null {
  if (!head) return null;
  return decodedText((text(head, ...path.split('.')) ?? '').trim()) ?? '';
}

/**
 * Returns the structured data (schema.org) as JSON-LD, with the escapes of PHP's `json_encode`: `\u2019`. Returns null if the head
 * has none.
 */
export function jsonLdOf(head: Head | null): string | null {
  const schema = valueAt(head, 'schema');
  return schema === undefined ? null : JSON.stringify(schema).replace(/[\u0080-\uffff]/g, escaped);
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Returns the types of the first piece of the schema with a type that matches the pattern. Returns an empty list if none does. */
export function schemaTypes(head: Head | null, pattern: RegExp): readonly string[] {
  const types = pieces(head).map(typesOf);
  return types.find((names) => names.some((name) => pattern.test(name))) ?? [];
}

/** A link in the breadcrumb trail from the home page to a page. */
export interface Breadcrumb {
  readonly text: string | null;
  readonly url: string | null;
}

/** Returns the breadcrumb trail in the schema. Its last link is the page itself. */
export function breadcrumbs(head: Head | null): readonly Breadcrumb[] {
  const trail = pieces(head).find((piece) => typesOf(piece).includes('BreadcrumbList'));
  return list(trail, 'itemListElement').map((step) => {
    const item = valueAt(step, 'item');
    // Rank Math writes an object, Yoast a URL.
    const url = typeof item === 'string' ? item : text(item, '@id');
    const name = text(step, 'name') ?? text(item, 'name');
    return { text: decodedText(name), url: url ?? headText(head, 'canonical') };
  });
}

/**
 * Returns the reading time in minutes, or 0 if the head lacks it, as Yoast's WPGraphQL extension does. Returns null without a head. It
 * is the last label for Slack, whose name depends on the site's language (`5 minutes`).
 */
export function readingTime(head: Head | null): number | null {
  const labels = valueAt(head, 'twitter_misc');
  const last = isRecord(labels) ? Object.values(labels).at(-1) : undefined;
  const minutes = /^\s*(\d+)\b/.exec(typeof last === 'string' ? last : '')?.[1];
  return head && Number(minutes ?? 0);
}

/**
 * Returns `index` and `follow` from a robots tag such as `nofollow, max-snippet:-1`. Without a word that forbids it, search engines
 * list a page and follow its links.
 */
export function robotsIn(content: string): Readonly<Record<'index' | 'follow', string>> {
  const words = content.toLowerCase().split(/[\s,]+/);
  const forbids = (word: string) => words.includes(word) || words.includes('none');
  return {
    index: forbids('noindex') ? 'noindex' : 'index',
    follow: forbids('nofollow') ? 'nofollow' : 'follow',
  };
}

/** Returns the pieces of the schema. */
export function pieces(head: Head | null): readonly unknown[] {
  return list(head, 'schema', '@graph');
}

/** Returns the schema.org types of a piece. */
export function typesOf(piece: unknown): readonly string[] {
  const type = valueAt(piece, '@type');
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}
