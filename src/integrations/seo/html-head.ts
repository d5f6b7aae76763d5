import { allElements, attribute, type ElementNode, parseHtml } from '../../content/html.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import { isRecord } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';
import { type Head, robotsIn, typesOf } from './head.ts';
import type { SiteHead } from './site-head.ts';

/** The key of a head with the contents of its `meta` elements, by their `property` or `name`. */
export const tagsKey = 'tags';

/** The key of a head with the text of its first JSON-LD script. */
export const scriptKey = 'json_ld';

/** Parses the tags that an SEO plugin adds to the head of a page. Returns them under Yoast's keys, and all `meta` under `tags`. */
export function readHtmlHead(html: string): Head {
  return headOf(elementsIn(html));
}

/** Parses the whole head of a page. Returns its tags like {@link readHtmlHead}, and the HTML of those that are no theme's. */
export function headIn(html: string): SiteHead {
  const elements = elementsIn(html);
  const kept = elements.filter(isMetadata).map(({ start, end }) => html.slice(start, end));
  return { head: headOf(elements), html: kept.join('\n') };
}

function headOf(elements: readonly ElementNode[]): Head {
  const named = (name: string) => elements.filter((element) => element.name === name);
  const [title] = named('title');
  const scripts = named('script').filter(isJsonLd).map(innerText);
  const schema = schemaIn(scripts);
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
    // The head in REST has no `title` with a block theme, because WordPress then writes it.
    title: (title && innerText(title)) || titleIn(schema) || tags.get('og:title'),
    description: tags.get('description'),
    canonical: canonical && (attribute(canonical, 'href') ?? undefined),
    robots: robotsIn(tags.get('robots') ?? ''),
    og_image: image === undefined ? [] : [{ url: image }],
    twitter_misc: miscOf(tags),
    schema,
    [scriptKey]: scripts[0],
    [tagsKey]: Object.fromEntries(all),
  };
}

/** Whether an element of a head is for search engines and social networks. */
function isMetadata(element: ElementNode): boolean {
  const key = attribute(element, 'property') ?? attribute(element, 'name') ?? '';
  if (element.name === 'meta')
    return /^(description|robots|keywords|(og|article|fb|product|twitter):.+)$/.test(key);
  if (element.name === 'link') return /^(canonical|prev|next)$/.test(attribute(element, 'rel') ?? '');
  return element.name === 'title' || (element.name === 'script' && isJsonLd(element));
}

function elementsIn(html: string): readonly ElementNode[] {
  return [...allElements(parseHtml(html).children)];
}

function isJsonLd(script: ElementNode): boolean {
  return attribute(script, 'type')?.includes('application/ld+json') === true;
}

/** Returns the name of the page in the structured data. Undefined if it has none. */
function titleIn(schema: unknown): string | undefined {
  const page = list(schema, '@graph').find((piece) => typesOf(piece).some((type) => type.endsWith('Page')));
  return decodedText(text(page, 'name')) || undefined;
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

/** Returns the objects of JSON-LD scripts as one graph. Undefined if there are none. Some plugins write a script for each. */
function schemaIn(scripts: readonly string[]): unknown {
  const found = scripts.map(objectIn).filter((schema) => schema !== null);
  const [only, ...others] = found;
  if (!only || (others.length === 0 && Array.isArray(only['@graph']))) return only;
  return {
    '@context': only['@context'],
    '@graph': found.flatMap((schema) => {
      const { '@context': _context, ...piece } = schema;
      return Array.isArray(schema['@graph']) ? list(schema, '@graph') : [piece];
    }),
  };
}

function objectIn(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const schema: unknown = JSON.parse(json);
    return isRecord(schema) ? schema : null;
  } catch {
    return null;
  }
}

/** Returns the text directly inside an element. */
function innerText({ children }: ElementNode): string {
  return children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}
