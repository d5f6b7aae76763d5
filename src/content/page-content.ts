import { skippedElements } from './elements.ts';
import {
  allElements,
  attribute,
  classesOf,
  type ElementNode,
  type HtmlDocument,
  type HtmlNode,
  type SourceRange,
} from './html.ts';

const contentElements = ['article', 'main'] as const;
const contentClasses = ['hentry', 'status-publish', 'entry-content', 'comment-list', 'widget_nav_menu'];

/**
 * Returns a function that tells whether an element is content of a page: what somebody has written, or a widget. `main` has no
 * navigation of the site (HTML Standard, the `main` element).
 *
 * Everything from the first `main` to the last `</main>` is content, too, and so is everything from the first `article` to the last
 * `</article>`. WordPress lets authors write these tags, so an author may also have written what follows an end tag.
 *
 * @example
 * const isContent = contentOf(page);
 * const lists = [...allElements(page.children, (element) => !isContent(element))];
 */
export function contentOf(page: HtmlDocument): (element: ElementNode) => boolean {
  const ranges = contentRanges(page);
  return (element) =>
    ranges.some(({ start, end }) => element.start >= start && element.start < end) ||
    attribute(element, 'role') === 'main' ||
    classesOf(element).some((name) => contentClasses.includes(name));
}

/** Returns the ranges from the first element of a kind to the last end tag of one. */
function contentRanges(page: HtmlDocument): readonly SourceRange[] {
  const isShown = ({ name }: ElementNode) => !skippedElements.has(name);
  const shown = [...allElements(page.children, isShown)];
  const source = withoutHidden(page);
  return contentElements.flatMap((name) => {
    const first = shown.find((element) => element.name === name);
    if (!first) return [];
    const tags = [...source.matchAll(new RegExp(`</${name}[\\s/>]`, 'gi'))];
    return [{ start: first.start, end: Math.max(first.end, tags.at(-1)?.index ?? 0) }];
  });
}

/** Returns the source with spaces in place of comments, and of elements whose text is no HTML of the page. */
function withoutHidden({ html, children }: HtmlDocument): string {
  const parts: string[] = [];
  let at = 0;
  const add = (nodes: readonly HtmlNode[]) => {
    for (const node of nodes) {
      const isHidden = node.kind === 'comment' || (node.kind === 'element' && skippedElements.has(node.name));
      if (isHidden) {
        parts.push(html.slice(at, node.start), ' '.repeat(Math.max(0, node.end - Math.max(at, node.start))));
        at = Math.max(at, node.end);
      } else if (node.kind === 'element') add(node.children);
    }
  };
  add(children);
  return parts.join('') + html.slice(at);
}
