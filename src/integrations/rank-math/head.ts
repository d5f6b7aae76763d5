import { allElements, attribute, type ElementNode, parseHtml } from '../../content/html.ts';
import { isRecord } from '../../values/json.ts';
import { type Head, robotsIn } from '../seo/head.ts';
import { scriptKey, tagsKey } from './tags.ts';

/** Parses the tags that Rank Math adds to the head of a page. Returns them under Yoast's keys, and all of them under `tags`. */
export function readHead(html: string): Head {
  const elements = [...allElements(parseHtml(html).children)];
  const named = (name: string) => elements.filter((element) => element.name === name);
  const [title] = named('title');
  const script = named('script').find((each) => attribute(each, 'type')?.includes('application/ld+json'));
  const canonical = named('link').find((link) => attribute(link, 'rel') === 'canonical');
  const tags = new Map<string, string>();
  const all = new Map<string, string[]>();
  // The first of several `og:image` tags is the main image (Open Graph protocol, arrays).
  for (const meta of named('meta')) {
    const key = attribute(meta, 'property') ?? attribute(meta, 'name');
    const content = attribute(meta, 'content');
    if (key === null || content === null) continue;
    if (!tags.has(key)) tags.set(key, content);
    const contents = all.get(key);
    if (contents) contents.push(content);
    else all.set(key, [content]);
  }
  const shared = [...tags].filter(([key]) => /^(og|article|twitter):[\w]+$/.test(key));
  const image = tags.get('og:image');
  return {
    ...Object.fromEntries(shared.map(([key, content]) => [key.replace(':', '_'), content])),
    // With a block theme the head has no `title`. By default Rank Math gives `og:title` the same text.
    title: (title && innerText(title)) || tags.get('og:title'),
    description: tags.get('description'),
    canonical: canonical && (attribute(canonical, 'href') ?? undefined),
    robots: robotsIn(tags.get('robots') ?? ''),
    og_image: image === undefined ? [] : [{ url: image }],
    twitter_misc: miscOf(tags),
    schema: script && schemaIn(script),
    [scriptKey]: script && innerText(script),
    [tagsKey]: Object.fromEntries(all),
  };
}

/** Returns the values of `twitter:data1` to `twitter:data3` by their labels in `twitter:label1` to `twitter:label3`. */
function miscOf(tags: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const numbers = ['1', '2', '3'].filter((number) => tags.has(`twitter:label${number}`));
  return Object.fromEntries(
    numbers.map((number) => [
      tags.get(`twitter:label${number}`) ?? '',
      tags.get(`twitter:data${number}`) ?? '',
    ]),
  );
}

/** Returns the object in a JSON-LD script. Returns undefined if there is none. */
function schemaIn(script: ElementNode): unknown {
  try {
    const schema: unknown = JSON.parse(innerText(script));
    return isRecord(schema) ? schema : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the text directly inside an element. */
function innerText({ children }: ElementNode): string {
  return children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}
