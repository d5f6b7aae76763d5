import { decodedText } from '../../schema/kit/base/text.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';

/** What search engines and social networks read of a page, by the keys that Yoast's JSON has. */
export type Head = Readonly<Record<string, unknown>>;

/** Returns a text of the head in plain characters; empty if the head lacks it, as Yoast's extension of WPGraphQL has it. */
export function headText(head: Head | null, path: string): string | null {
  if (!head) return null;
  return decodedText((text(head, ...path.split('.')) ?? '').trim()) ?? '';
}

/** Returns the types of the first piece of the schema that has a type like the pattern; none if there is no such piece. */
export function schemaTypes(head: Head | null, pattern: RegExp): readonly string[] {
  const types = pieces(head).map(typesOf);
  return types.find((names) => names.some((name) => pattern.test(name))) ?? [];
}

/** A step on the way from the home page to a page. */
export interface Breadcrumb {
  readonly text: string | null;
  readonly url: string | null;
}

/** Returns the way from the home page, as the schema has it; the last step is the page itself. */
export function breadcrumbs(head: Head | null): readonly Breadcrumb[] {
  const trail = pieces(head).find((piece) => typesOf(piece).includes('BreadcrumbList'));
  return list(trail, 'itemListElement').map((step) => {
    const item = valueAt(step, 'item');
    // Rank Math has an object where Yoast has the address.
    const url = typeof item === 'string' ? item : text(item, '@id');
    const name = text(step, 'name') ?? text(item, 'name');
    return { text: decodedText(name), url: url ?? headText(head, 'canonical') };
  });
}

/** Returns the reading time in minutes: the last of the labels for Slack, in the site's language (`5 minutes`). */
export function readingTime(head: Head | null): number | null {
  const labels = valueAt(head, 'twitter_misc');
  const last = isRecord(labels) ? Object.values(labels).at(-1) : undefined;
  const minutes = /^\s*(\d+)\b/.exec(typeof last === 'string' ? last : '')?.[1];
  return minutes === undefined ? null : Number(minutes);
}

function pieces(head: Head | null): readonly unknown[] {
  return list(head, 'schema', '@graph');
}

function typesOf(piece: unknown): readonly string[] {
  const type = valueAt(piece, '@type');
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}
