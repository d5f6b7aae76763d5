import { decodeHTMLStrict } from 'entities';
import { isRecord } from '../../wordpress/document.ts';

/** What search engines and networks are told of a page, by the keys that Yoast's JSON has. */
export type Head = Readonly<Record<string, unknown>>;

/** Reads the tags that Rank Math puts into a page's head. */
export function readHead(html: string): Head {
  const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1];
  const canonical = elements(html, 'link').find(({ rel }) => rel === 'canonical')?.['href'];
  const tags = new Map<string, string>();
  // Of several images the first one is the chief one.
  for (const { name, property, content } of elements(html, 'meta')) {
    const key = property ?? name;
    if (key !== undefined && content !== undefined && !tags.has(key)) tags.set(key, content);
  }
  const shared = [...tags].filter(([key]) => /^(og|article|twitter):[\w]+$/.test(key));
  const image = tags.get('og:image');
  return {
    ...Object.fromEntries(shared.map(([key, content]) => [key.replace(':', '_'), content])),
    title: title === undefined ? undefined : decodeHTMLStrict(title),
    description: tags.get('description'),
    canonical,
    robots: robotsOf(tags.get('robots') ?? ''),
    og_image: image === undefined ? [] : [{ url: image }],
    twitter_misc: miscOf(tags),
    schema: schemaIn(html),
  };
}

/** Attributes of all elements of a name that have no content. */
function elements(html: string, name: string): readonly Readonly<Record<string, string | undefined>>[] {
  return [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'gi'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
        ([, key = '', double, single]) => [key.toLowerCase(), decodeHTMLStrict(double ?? single ?? '')],
      ),
    ),
  );
}

/** `nofollow, index, max-snippet:-1` */
function robotsOf(content: string): Readonly<Record<string, string>> {
  const words = content.split(',').map((word) => word.trim());
  const pick = (pattern: RegExp) => words.find((word) => pattern.test(word));
  const index = pick(/^(no)?index$/);
  const follow = pick(/^(no)?follow$/);
  return { ...(index ? { index } : {}), ...(follow ? { follow } : {}) };
}

/** Labels with their data: `twitter:label1`, `twitter:data1` … */
function miscOf(tags: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const numbers = ['1', '2', '3'].filter((number) => tags.has(`twitter:label${number}`));
  return Object.fromEntries(
    numbers.map((number) => [
      tags.get(`twitter:label${number}`) ?? '',
      tags.get(`twitter:data${number}`) ?? '',
    ]),
  );
}

function schemaIn(html: string): unknown {
  const json = /<script[^>]*application\/ld\+json[^>]*>([\s\S]*?)<\/script>/i.exec(html)?.[1];
  if (json === undefined) return undefined;
  try {
    const schema: unknown = JSON.parse(json);
    return isRecord(schema) ? schema : undefined;
  } catch {
    return undefined;
  }
}
