import { classesOf, elementsOf, type HtmlDocument, type HtmlNode, parseHtml } from '../html.ts';
import { textOf } from '../text.ts';
import type { Block } from './block.ts';
import { blocksOfHtml } from './blocks.ts';
import { hasBlocks, parseSavedBlocks, type SavedBlock } from './grammar.ts';
import { kindOf } from './kinds.ts';
import { readCommon } from './readers.ts';

/** Maximum number of rendered blocks to search for a saved block. */
const furthest = 50;

/**
 * Returns the blocks that the editor saved, each with its rendered HTML. The saved text states the name and the
 * attributes of each block.
 *
 * @param raw - `content.raw`
 * @param rendered - `content.rendered`
 */
export function blocksOfRaw(raw: string, rendered: HtmlDocument): readonly Block[] {
  const shown = blocksOfHtml(rendered);
  if (!hasBlocks(raw)) return shown;
  return pairedBlocks(parseSavedBlocks(raw), shown, { rendered, parentId: null });
}

interface Around {
  readonly rendered: HtmlDocument;
  readonly parentId: string | null;
}

/** The rendered blocks of a saved block. A pattern or an old shortcode becomes several blocks. */
type Shown = readonly Block[];

function pairedBlocks(saved: readonly SavedBlock[], shown: Shown, around: Around): readonly Block[] {
  const pairs = pairsOf(saved, shown);
  return saved.map((block, index) => {
    const id = around.parentId === null ? String(index) : `${around.parentId}.${index}`;
    return blockOf(block, pairs[index] ?? [], { ...around, id });
  });
}

/**
 * Returns the rendered blocks of each saved block: a block with the same name and, if it has text, the same words. A
 * saved block that is not found gets all rendered blocks between its neighbours.
 */
function pairsOf(saved: readonly SavedBlock[], shown: Shown): readonly Shown[] {
  const pairs: Shown[] = saved.map(() => []);
  let next = 0;
  let missing: number[] = [];
  const settle = (until: number) => {
    const [only, ...others] = missing;
    if (only !== undefined && others.length === 0) pairs[only] = shown.slice(next, until);
    missing = [];
  };
  for (const [index, block] of saved.entries()) {
    const words = block.html === '' ? null : wordsOf(parseHtml(block.html).children);
    const within = shown
      .slice(next, next + furthest)
      .findIndex(({ name, nodes }) => name === block.name && (words === null || words === wordsOf(nodes)));
    if (within < 0) {
      missing.push(index);
      continue;
    }
    settle(next + within);
    pairs[index] = shown.slice(next + within, next + within + 1);
    next += within + 1;
  }
  settle(shown.length);
  return pairs;
}

/**
 * Returns the letters and digits of a text, because WordPress replaces plain quotes and dashes with typographic ones.
 */
function wordsOf(nodes: readonly HtmlNode[]): string {
  return textOf(nodes).replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function blockOf(saved: SavedBlock, shown: Shown, around: Around & { readonly id: string }): Block {
  const { name } = saved;
  const [first, ...others] = shown;
  const isPair = first !== undefined && others.length === 0 && first.name === name;
  const document = parseHtml(shown.length > 0 ? shown.map(({ html }) => html).join('\n') : saved.html);
  const [element] = elementsOf(document.children);
  const told = isPair ? first.attributes : element ? readAll(name, document) : {};
  return {
    ...{ name, id: around.id, parentId: around.parentId },
    html: document.html,
    nodes: document.children,
    classes: element ? classesOf(element) : [],
    attributes: {
      ...told,
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
