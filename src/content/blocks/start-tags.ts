import { allElements, type ElementNode, sourceOf } from '../html.ts';
import { type BlockHtml, blockHtml } from './sources.ts';

/** Elements whose tags WordPress changes in the whole content, and not in a block: it adds sizes and `loading`. */
const changedLater: ReadonlySet<string> = new Set(['img', 'iframe']);

/**
 * Returns the HTML of a block with the start tags that the site renders: with the classes of layouts and styles. If the site
 * renders other elements, changes only the outermost tag, or none.
 */
export function withTagsOf(rendered: BlockHtml, html: string): string {
  const saved = blockHtml(html);
  const [to, from] = [saved, rendered].map(({ nodes }) => [...allElements(nodes)]);
  if (!to || !from) return html;
  const isSame = to.length === from.length && to.every(({ name }, index) => name === from[index]?.name);
  const parts: string[] = [];
  let end = 0;
  for (const [index, element] of (isSame ? to : to.slice(0, 1)).entries()) {
    const other = from[index];
    if (!other || other.name !== element.name || changedLater.has(element.name)) continue;
    parts.push(html.slice(end, element.start), startTag(other, rendered));
    end = element.inner.start;
  }
  return parts.join('') + html.slice(end);
}

function startTag({ start, inner }: ElementNode, { document }: BlockHtml): string {
  return sourceOf(document, { start, end: inner.start });
}
