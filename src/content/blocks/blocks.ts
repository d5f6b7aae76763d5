import { holdsBlocks, skippedElements } from '../elements.ts';
import { classesOf, type ElementNode, type HtmlDocument, type HtmlNode, sourceOf } from '../html.ts';
import { attributesInHtml } from './attributes.ts';
import type { Block } from './block.ts';
import { coreBlockTypes } from './core-blocks.ts';
import { kindOf } from './kinds.ts';
import { blockName, isWrapper } from './names.ts';
import { readCommon } from './readers.ts';

/** The position at which blocks are read. */
interface Around {
  readonly document: HtmlDocument;
  /** The parent block; null at the top level. */
  readonly parent: { readonly id: string; readonly name: string } | null;
}

/**
 * Returns the blocks of rendered HTML, recognized by classes and elements. Classic content is divided into blocks too.
 * Markup that is not recognized becomes `core/html`.
 */
export function blocksOfHtml(document: HtmlDocument): readonly Block[] {
  return blocksIn(document.children, { document, parent: null });
}

/** Returns the blocks among nodes. */
function blocksIn(nodes: readonly HtmlNode[], around: Around): readonly Block[] {
  const found: { name: string; nodes: HtmlNode[] }[] = [];
  const isTop = around.parent === null;
  let run: HtmlNode[] = [];
  const flush = () => {
    // Text beside blocks counts at the top level only. Inside a block it is part of the block.
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

/** The blocks whose elements are items of lists, by the block around them. */
const itemBlocks: ReadonlyMap<string, string> = new Map([
  ['core/list', 'core/list-item'],
  ['core/social-links', 'core/social-link'],
]);

/** Returns the block of an element. List items are blocks only inside lists. */
function nameIn(element: ElementNode, { parent }: Around): string | null {
  if (element.name === 'li') return itemBlocks.get(parent?.name ?? '') ?? null;
  return blockName(element);
}

/** Returns a block made of adjacent nodes. */
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
    name,
    id,
    parentId: parent?.id ?? null,
    html,
    nodes,
    text: null,
    attributes: attributesInHtml({
      type: coreBlockTypes.get(name) ?? null,
      html: { document, nodes },
      // `Object.assign` lets equal objects share a hidden class. With spreads, each would take twice the memory.
      read: Object.assign({}, element ? readCommon(element, document) : null, read),
    }),
    classes: element ? classesOf(element) : [],
    innerBlocks:
      isHolder && element ? blocksIn(insides(name, element), { document, parent: { id, name } }) : [],
  };
}

/** Returns the nodes that contain the inner blocks of a block. */
function insides(name: string, { children }: ElementNode): readonly HtmlNode[] {
  // Old galleries have their images in lists or in wrapper elements.
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

/** Whether nodes are empty paragraphs, which filters of a site leave behind. */
function isEmptyParagraph(element: ElementNode, name: string): boolean {
  if (name !== 'core/paragraph') return false;
  return !element.children.some(holdsAnything);
}

function holdsAnything(node: HtmlNode): boolean {
  if (node.kind === 'text') return node.text.trim() !== '';
  if (node.kind === 'comment' || node.name === 'br') return false;
  return node.name === 'img' || skippedElements.has(node.name) || node.children.some(holdsAnything);
}
