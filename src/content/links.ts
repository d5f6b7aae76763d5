import { allElements, attribute, type HtmlDocument } from './html.ts';
import { lineOf } from './text.ts';

/** A link in content. */
export interface ContentLink {
  /** The URL as it is written. */
  readonly url: string;
  readonly text: string;
  readonly title: string | null;
  readonly rel: string | null;
  readonly target: string | null;
}

/** Returns the links of HTML in order, without links that only run scripts. */
export function linksOf({ children }: HtmlDocument): readonly ContentLink[] {
  const links: ContentLink[] = [];
  for (const element of allElements(children, ({ name }) => name !== 'template')) {
    const url = element.name === 'a' ? (attribute(element, 'href')?.trim() ?? '') : '';
    if (url === '' || /^javascript:/i.test(url)) continue;
    const [title, rel, target] = ['title', 'rel', 'target'].map((name) => attribute(element, name));
    links.push({
      url,
      text: lineOf(element.children),
      title: title ?? null,
      rel: rel ?? null,
      target: target ?? null,
    });
  }
  return links;
}
