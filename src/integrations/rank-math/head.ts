import { allElements, attribute, type ElementNode, parseHtml } from '../../content/html.ts';
import { isRecord } from '../../values/json.ts';
import type { Head } from '../seo/head.ts';

/** Reads the tags that Rank Math puts into a page's head. */
export function readHead(html: string): Head {
  const elements = [...allElements(parseHtml(html).children)];
  const named = (name: string) => elements.filter((element) => element.name === name);
  const [title] = named('title');
  const canonical = named('link').find((link) => attribute(link, 'rel') === 'canonical');
  const tags = new Map<string, string>();
  // Of several images the first one is the chief one.
  for (const meta of named('meta')) {
    const key = attribute(meta, 'property') ?? attribute(meta, 'name');
    const content = attribute(meta, 'content');
    if (key !== null && content !== null && !tags.has(key)) tags.set(key, content);
  }
  const shared = [...tags].filter(([key]) => /^(og|article|twitter):[\w]+$/.test(key));
  const image = tags.get('og:image');
  return {
    ...Object.fromEntries(shared.map(([key, content]) => [key.replace(':', '_'), content])),
    // With a block theme the head has none of its own; Rank Math makes both of the same unless told otherwise.
    title: (title && innerText(title)) || tags.get('og:title'),
    description: tags.get('description'),
    canonical: canonical && (attribute(canonical, 'href') ?? undefined),
    robots: robotsOf(tags.get('robots') ?? ''),
    og_image: image === undefined ? [] : [{ url: image }],
    twitter_misc: miscOf(tags),
    schema: schemaIn(named('script')),
  };
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

function schemaIn(scripts: readonly ElementNode[]): unknown {
  const script = scripts.find((each) => attribute(each, 'type')?.includes('application/ld+json'));
  if (!script) return undefined;
  try {
    const schema: unknown = JSON.parse(innerText(script));
    return isRecord(schema) ? schema : undefined;
  } catch {
    return undefined;
  }
}

/** The characters of an element that holds nothing else. */
function innerText({ children }: ElementNode): string {
  return children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}
