import { attribute, classesOf, type ElementNode, elementsOf } from './html.ts';

/** Elements without readable text: scripts, fallbacks, players, controls. */
export const skippedElements: ReadonlySet<string> = new Set([
  ...['script', 'style', 'template', 'noscript', 'head', 'title', 'svg', 'canvas', 'map'],
  ...['iframe', 'object', 'embed', 'audio', 'video', 'select', 'textarea', 'input'],
]);

/** Block-level elements. */
const blockElements: ReadonlySet<string> = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'body',
    'center',
    'details',
    'dialog',
    'dd',
    'div',
    'dl',
    'dt',
  ],
  ...[
    'fieldset',
    'figcaption',
    'figure',
    'footer',
    'form',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hgroup',
  ],
  ...['hr', 'html', 'legend', 'li', 'main', 'menu', 'nav', 'ol', 'p', 'pre', 'search', 'section', 'summary'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'ul'],
]);

/** Whether an element is block-level. */
export function isBlock({ name }: ElementNode): boolean {
  return blockElements.has(name);
}

const holders = new WeakMap<ElementNode, boolean>();

/** Whether an element contains a block-level element. */
export function holdsBlocks(element: ElementNode): boolean {
  const known = holders.get(element);
  if (known !== undefined) return known;
  const holds = elementsOf(element.children).some((child) => isBlock(child) || holdsBlocks(child));
  holders.set(element, holds);
  return holds;
}

/** Returns the level of a heading: 1 for `h1`. Returns null for any other element. */
export function headingLevel({ name }: ElementNode): number | null {
  const digit = /^h([1-6])$/.exec(name)?.[1];
  return digit === undefined ? null : Number(digit);
}

/** Whether an element is the mark of a footnote in the text: `<sup data-fn="…">`. */
export function isFootnoteMark(element: ElementNode): boolean {
  return element.name === 'sup' && attribute(element, 'data-fn') !== null;
}

/**
 * Whether a link only serves the page: the arrow from a footnote back to its mark, or the download button of a file.
 */
export function isControl(element: ElementNode): boolean {
  const [only] = element.children;
  if (element.name !== 'a') return false;
  if (classesOf(element).includes('wp-block-file__button')) return true;
  return element.children.length === 1 && only?.kind === 'text' && only.text.startsWith('↩');
}
