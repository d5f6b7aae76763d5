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
 * Everything between the first `main` and the last end tag of one is content, too, and so is what is between the first `article` and
 * the last end tag of one: WordPress lets authors write these tags, so what follows an end tag may still be theirs.
 *
 * @example
 * const isContent = contentOf(page);
 * const lists = [...allElements(page.children, (element) => !isContent(element))];
 */
export function contentOf(page: HtmlDocument): (element: ElementNode) => boolean {
  const shown = [...allElements(page.children, ({ name }) => !skippedElements.has(name))];
  const ranges = contentElements.flatMap((name): SourceRange[] => {
    const first = shown.find((element) => element.name === name);
    return first ? [{ start: first.start, end: Math.max(first.end, lastEndTag(page, name)) }] : [];
  });
  return (element) =>
    ranges.some(({ start, end }) => element.start >= start && element.start < end) ||
    attribute(element, 'role') === 'main' ||
    classesOf(element).some((name) => contentClasses.includes(name));
}

/** Returns the index of the last end tag with a name, outside of scripts and comments. Returns -1 if there is none. */
function lastEndTag(page: HtmlDocument, name: string): number {
  const tag = new RegExp(`</${name}[\\s/>]`, 'gi');
  let [last, start] = [-1, 0];
  const end = { start: page.html.length, end: page.html.length };
  for (const hidden of [...hiddenIn(page.children), end]) {
    const found = [...page.html.slice(start, hidden.start).matchAll(tag)].at(-1);
    if (found) last = start + found.index;
    start = Math.max(start, hidden.end);
  }
  return last;
}

/** Returns the comments, and the elements whose text is no HTML of the page. */
function* hiddenIn(nodes: readonly HtmlNode[]): Generator<SourceRange> {
  for (const node of nodes) {
    if (node.kind === 'comment' || (node.kind === 'element' && skippedElements.has(node.name))) yield node;
    else if (node.kind === 'element') yield* hiddenIn(node.children);
  }
}
