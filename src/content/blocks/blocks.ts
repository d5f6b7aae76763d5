import { holdsBlocks, skippedElements } from '../elements.ts';
import { classesOf, type ElementNode, type HtmlDocument, type HtmlNode, sourceOf } from '../html.ts';
import type { Block } from './block.ts';
import { kindOf } from './kinds.ts';
import { blockName, isWrapper } from './names.ts';
import { readCommon } from './readers.ts';

/** Where blocks are being read. */
interface Around {
  readonly document: HtmlDocument;
  /** The block they are in; null at the top. */
  readonly parent: { readonly id: string; readonly name: string } | null;
}

/**
 * The blocks of what a site shows, told by the classes and elements of their markup. Content from before there were
 * blocks falls into them as well; what can't be told is `core/html`.
 */
export function blocksOfHtml(document: HtmlDocument): readonly Block[] {
  return blocksIn(document.children, { document, parent: null });
}

/** The blocks among nodes. */
function blocksIn(nodes: readonly HtmlNode[], around: Around): readonly Block[] {
  const found: { name: string; nodes: HtmlNode[] }[] = [];
  const isTop = around.parent === null;
  let run: HtmlNode[] = [];
  const flush = () => {
    // Beside blocks only the top has text of its own; in a block it is part of that.
    if (isTop && run.some(isSeen)) found.push({ name: 'core/html', nodes: run });
    run = [];
  };
  const walk = (siblings: readonly HtmlNode[]) => {
    for (const node of siblings) {
      const name = node.kind === 'element' ? nameIn(node, around) : null;
      if (node.kind === 'element' && name) {
        flush();
        if (!isEmptyParagraph(node, name)) found.push({ name, nodes: [node] });
      } else if (node.kind === 'element' && isWrapper(node) && !isTop) {
        walk(node.children);
      } else if (node.kind === 'element' && isWrapper(node) && holdsBlocks(node)) {
        flush();
        found.push({ name: 'core/html', nodes: [node] });
      } else {
        run.push(node);
      }
    }
  };
  walk(nodes);
  flush();
  return found.map((each, index) => blockOf(each.name, each.nodes, { ...around, index }));
}

/** The block that an element is; items are blocks in lists alone. */
function nameIn(element: ElementNode, { parent }: Around): string | null {
  if (element.name === 'li') return parent?.name === 'core/list' ? 'core/list-item' : null;
  return blockName(element);
}

/** A block made of nodes that follow one another. */
export function blockOf(
  name: string,
  nodes: readonly HtmlNode[],
  { document, parent, index }: Around & { readonly index: number },
): Block {
  const kind = kindOf(name);
  const [element] = nodes.filter((node) => node.kind === 'element');
  const html = sourceOf(document, { start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 }).trim();
  const id = parent ? `${parent.id}.${index}` : String(index);
  const read = element && kind ? kind.read(element, document) : {};
  const isHolder = nodes.length === 1 && (kind === null || kind.holdsBlocks);
  return {
    ...{ name, id, parentId: parent?.id ?? null, html, nodes },
    attributes: {
      ...(element ? readCommon(element, document) : {}),
      ...read,
      ...(name === 'core/html' ? { content: html } : {}),
    },
    classes: element ? classesOf(element) : [],
    innerBlocks:
      isHolder && element ? blocksIn(insides(name, element), { document, parent: { id, name } }) : [],
  };
}

/** Where the inner blocks of a block stand. */
function insides(name: string, { children }: ElementNode): readonly HtmlNode[] {
  // Old galleries keep their images in lists, or in elements of their own.
  return name === 'core/gallery' ? children.flatMap(imageBlocks) : children;
}

function imageBlocks(node: HtmlNode): readonly ElementNode[] {
  if (node.kind !== 'element') return [];
  return blockName(node) === 'core/image' ? [node] : node.children.flatMap(imageBlocks);
}

function isSeen(node: HtmlNode): boolean {
  if (node.kind === 'text') return node.text.trim() !== '';
  return node.kind === 'element' && node.name !== 'br';
}

/** Paragraphs that only the filters of a site leave behind. */
function isEmptyParagraph(element: ElementNode, name: string): boolean {
  if (name !== 'core/paragraph') return false;
  return !element.children.some(holdsAnything);
}

function holdsAnything(node: HtmlNode): boolean {
  if (node.kind === 'text') return node.text.trim() !== '';
  if (node.kind === 'comment' || node.name === 'br') return false;
  return node.name === 'img' || skippedElements.has(node.name) || node.children.some(holdsAnything);
}
