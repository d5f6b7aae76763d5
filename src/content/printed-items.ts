import { limits } from '../values/limits.ts';
import { skippedElements } from './elements.ts';
import {
  attribute,
  classesOf,
  type ElementNode,
  elementsOf,
  type HtmlDocument,
  type HtmlNode,
  sourceOf,
  type TextNode,
} from './html.ts';
import type { ShownLink } from './shown-link.ts';
import { asTyped } from './typography.ts';

/** An item of a menu that a theme prints. */
export interface PrintedItem extends ShownLink {
  /** WordPress' database id. */
  readonly id: number;
  /** Database id of the parent item; 0 at the top level. */
  readonly parent: number;
  /** What the item links to: `post_type`, `taxonomy`, `custom` … */
  readonly type: string;
  /** The type of content or the taxonomy: `page`. */
  readonly object: string;
}

/** Whether an element is an item of a menu. Those without a database id are of a theme or a plugin, which adds them while it prints. */
export function isItem(element: ElementNode): boolean {
  return classesOf(element).includes('menu-item') && idOf(element) !== null;
}

/**
 * Returns the items of all levels in the order of the menu.
 *
 * @param elements - the items of the top level
 * @param page - the page that they are in
 */
export function printedItems(elements: readonly ElementNode[], page: HtmlDocument): readonly PrintedItem[] {
  const items = new Map<number, PrintedItem>();
  const add = (element: ElementNode, parent: number) => {
    const id = idOf(element);
    if (id === null || items.has(id) || items.size >= limits.maxNavigationLinks) return;
    items.set(id, itemOf(element, { id, parent }, page));
    for (const child of itemsBelow(element)) add(child, id);
  };
  for (const element of elements) add(element, 0);
  return [...items.values()];
}

/** Returns the database id in the class or the id `menu-item-{id}`. Returns null if there is none in GraphQL's `Int`. */
function idOf(element: ElementNode): number | null {
  for (const name of [...classesOf(element), attribute(element, 'id') ?? '']) {
    const digits = /^menu-item-([1-9]\d{0,9})$/.exec(name)?.[1];
    if (digits !== undefined && Number(digits) < 2 ** 31) return Number(digits);
  }
  return null;
}

/** Returns the items of the next level inside of an item. */
function itemsBelow(item: ElementNode): readonly ElementNode[] {
  return elementsOf(item.children).flatMap((child) => (isItem(child) ? [child] : itemsBelow(child)));
}

function itemOf(
  element: ElementNode,
  position: { readonly id: number; readonly parent: number },
  page: HtmlDocument,
): PrintedItem {
  const inside = elementsOf(element.children);
  // Some themes print an item without an address as a `span`.
  const link = firstLink(inside) ?? inside.find(({ name }) => name === 'span') ?? element;
  const said = (name: string) => attribute(link, name)?.trim() ?? '';
  const classes = classesOf(element);
  const generated = classes.slice(classes.indexOf('menu-item'));
  const after = (start: string) =>
    generated.find((name) => name.startsWith(start))?.slice(start.length) ?? '';
  const type = after('menu-item-type-') || 'custom';
  const description = firstDescription(elementsOf(link.children));
  // An item without a label of its own has that of its document, which WPGraphQL returns as a page prints it.
  const textOf = type === 'post_type' ? printedText : (node: TextNode) => asTyped(sourceOf(page, node));
  return {
    ...position,
    label: labelOf(link, textOf),
    url: said('href'),
    title: said('title'),
    description: description ? textIn(description.children, { textOf: printedText }) : '',
    target: said('target'),
    rel: relOf(said('rel'), said('target'), generated),
    // WordPress adds its own classes after those of the editor (`_wp_menu_item_classes_by_context()`).
    classes: classes.slice(0, classes.indexOf('menu-item')),
    type,
    object: after('menu-item-object-'),
  };
}

/** Returns the first link among elements or inside them, outside of the items of the next level. */
function firstLink(elements: readonly ElementNode[]): ElementNode | null {
  for (const element of elements) {
    if (isItem(element)) continue;
    const found = element.name === 'a' ? element : firstLink(elementsOf(element.children));
    if (found) return found;
  }
  return null;
}

/** Themes print the description of an item inside of its link. */
function firstDescription(elements: readonly ElementNode[]): ElementNode | null {
  for (const element of elements) {
    const found = isDescription(element) ? element : firstDescription(elementsOf(element.children));
    if (found) return found;
  }
  return null;
}

function isDescription(element: ElementNode): boolean {
  return classesOf(element).some((name) => /^(menu-)?(item-)?description$/.test(name));
}

/**
 * Returns the `rel` of the editor, without what WordPress adds: `privacy-policy`, and, before version 6.7, `noopener` to links that
 * open a new tab (`Walker_Nav_Menu::start_el()`).
 */
function relOf(rel: string, target: string, classes: readonly string[]): string {
  const names = rel.split(/\s+/).filter(Boolean);
  const own =
    classes.includes('menu-item-privacy-policy') && names.at(-1) === 'privacy-policy'
      ? names.slice(0, -1)
      : names;
  const isOfWordPress = target === '_blank' && /^(noreferrer )?noopener( noreferrer)?$/.test(own.join(' '));
  return isOfWordPress ? '' : own.join(' ');
}

/**
 * Returns the label of a link, without icons, buttons, descriptions and texts for screen readers. A link with an icon alone has
 * its label in such a text.
 */
function labelOf(link: ElementNode, textOf: (node: TextNode) => string): string {
  const isAside = (element: ElementNode) => isItem(element) || isIcon(element) || isDescription(element);
  return (
    textIn(link.children, {
      textOf,
      isLeftOut: (element) => isAside(element) || isForScreenReaders(element),
    }) ||
    textIn(link.children, { textOf, isLeftOut: isAside }) ||
    (attribute(link, 'aria-label')?.trim() ?? '')
  );
}

function isIcon(element: ElementNode): boolean {
  const isHidden = attribute(element, 'aria-hidden') === 'true' || element.attributes.has('hidden');
  return (
    isHidden ||
    element.name === 'button' ||
    attribute(element, 'role') === 'presentation' ||
    skippedElements.has(element.name)
  );
}

function isForScreenReaders(element: ElementNode): boolean {
  return classesOf(element).some((name) =>
    /^(screen-reader-text|sr-only|visually-hidden|visuallyhidden|assistive-text)$/.test(name),
  );
}

const printedText = ({ text }: TextNode): string => text;

/** How to read the text of nodes. */
interface TextReading {
  readonly textOf: (node: TextNode) => string;
  /** @default none is */
  readonly isLeftOut?: (element: ElementNode) => boolean;
}

function textIn(nodes: readonly HtmlNode[], { textOf, isLeftOut = () => false }: TextReading): string {
  const parts: string[] = [];
  const walk = (each: readonly HtmlNode[]) => {
    for (const node of each) {
      if (node.kind === 'text') parts.push(textOf(node));
      else if (node.kind === 'element' && !isLeftOut(node)) walk(node.children);
    }
  };
  walk(nodes);
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
}
