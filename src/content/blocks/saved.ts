import { classesOf, elementsOf, type HtmlDocument, type HtmlNode, parseHtml } from '../html.ts';
import { textOf } from '../text.ts';
import type { Block } from './block.ts';
import { blocksOfHtml } from './blocks.ts';
import { hasBlocks, parseSavedBlocks, type SavedBlock } from './grammar.ts';
import { kindOf } from './kinds.ts';
import { readCommon } from './readers.ts';

/** How many rendered blocks the gateway searches for each saved block. */
const maxSearchedBlocks = 50;

/**
 * Returns the blocks that the editor saved, each with its rendered HTML. The saved text states the name and the
 * attributes of each block.
 *
 * @param raw - `content.raw`
 * @param rendered - `content.rendered`
 */
export function blocksOfRaw(raw: string, rendered: HtmlDocument): readonly Block[] {
  const renderedBlocks = blocksOfHtml(rendered);
  if (!hasBlocks(raw)) return renderedBlocks;
  return pairedBlocks(parseSavedBlocks(raw), renderedBlocks, { rendered, parentId: null });
}

/** The rendered content, and the block around the current ones. */
interface Surroundings {
  readonly rendered: HtmlDocument;
  readonly parentId: string | null;
}

/** The rendered blocks of a saved block. A pattern or an old shortcode becomes several blocks. */
type RenderedBlocks = readonly Block[];

function pairedBlocks(
  saved: readonly SavedBlock[],
  renderedBlocks: RenderedBlocks,
  around: Surroundings,
): readonly Block[] {
  const pairs = pairsOf(saved, renderedBlocks);
  return saved.map((block, index) => {
    const id = around.parentId === null ? String(index) : `${around.parentId}.${index}`;
    return blockOf(block, pairs[index] ?? [], { ...around, id });
  });
}

/**
 * Returns the rendered blocks of each saved block: a block with the same name and, if the saved block has text, the same
 * words. If no rendered block matches, a saved block gets all rendered blocks between those of its neighbours.
 */
function pairsOf(saved: readonly SavedBlock[], renderedBlocks: RenderedBlocks): readonly RenderedBlocks[] {
  const pairs: RenderedBlocks[] = saved.map(() => []);
  let next = 0;
  let missing: number[] = [];
  const assignToMissing = (until: number) => {
    const [only, ...others] = missing;
    if (only !== undefined && others.length === 0) pairs[only] = renderedBlocks.slice(next, until);
    missing = [];
  };
  for (const [index, block] of saved.entries()) {
    const words = block.html === '' ? null : wordsOf(parseHtml(block.html).children);
    const distance = renderedBlocks
      .slice(next, next + maxSearchedBlocks)
      .findIndex(({ name, nodes }) => name === block.name && (words === null || words === wordsOf(nodes)));
    if (distance < 0) {
      missing.push(index);
      continue;
    }
    assignToMissing(next + distance);
    pairs[index] = renderedBlocks.slice(next + distance, next + distance + 1);
    next += distance + 1;
  }
  assignToMissing(renderedBlocks.length);
  return pairs;
}

/**
 * Returns the letters and digits of a text. Other characters can't be compared, because WordPress replaces plain quotes and
 * dashes with typographic ones.
 */
function wordsOf(nodes: readonly HtmlNode[]): string {
  return textOf(nodes).replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function blockOf(
  saved: SavedBlock,
  renderedBlocks: RenderedBlocks,
  around: Surroundings & { readonly id: string },
): Block {
  const { name } = saved;
  const [first, ...others] = renderedBlocks;
  const isPair = first !== undefined && others.length === 0 && first.name === name;
  const document = parseHtml(
    renderedBlocks.length > 0 ? renderedBlocks.map(({ html }) => html).join('\n') : saved.html,
  );
  const [element] = elementsOf(document.children);
  const readAttributes = isPair ? first.attributes : element ? readAll(name, document) : {};
  return {
    ...{ name, id: around.id, parentId: around.parentId },
    html: document.html,
    nodes: document.children,
    text: null,
    classes: element ? classesOf(element) : [],
    attributes: {
      ...readAttributes,
      ...(name === 'core/html' || name === 'core/freeform' ? { content: document.html } : {}),
      ...saved.attributes,
    },
    innerBlocks: pairedBlocks(saved.innerBlocks, isPair ? first.innerBlocks : [], {
      ...around,
      parentId: around.id,
    }),
  };
}

function readAll(name: string, document: HtmlDocument) {
  const [element] = elementsOf(document.children);
  return element ? { ...readCommon(element, document), ...kindOf(name)?.read(element, document) } : {};
}
