import { remembered } from '../../values/remembered.ts';
import { classesOf, elementsOf, type HtmlDocument, type HtmlNode, parseHtml } from '../html.ts';
import { textOf } from '../text.ts';
import { savedAttributes } from './attributes.ts';
import type { Block } from './block.ts';
import { blocksOfHtml } from './blocks.ts';
import { coreBlockTypes } from './core-blocks.ts';
import { hasBlocks, parseSavedBlocks, type SavedBlock } from './grammar.ts';
import { withoutHidden } from './hidden.ts';
import { kindOf } from './kinds.ts';
import { type Patterns, withPatterns } from './patterns.ts';
import { readCommon } from './readers.ts';
import { type BlockHtml, blockHtml } from './sources.ts';
import { withTagsOf } from './start-tags.ts';

/** How many rendered blocks the gateway searches for each saved block. */
const maxSearchedBlocks = 50;

/** The text that the editor saved, and who reads it. */
export interface SavedContent {
  /** `content.raw` */
  readonly raw: string;
  /**
   * `visitor`: a visitor, on whose behalf the gateway read the text. Then what the site does not render for visitors is left
   * out: blocks that the editor hid, and the HTML and attributes of blocks whose words are not in the rendered HTML.
   */
  readonly reader: 'editor' | 'visitor';
  /** The texts of the synced patterns in it. A pattern without a text stays one block. */
  readonly patterns: Patterns;
  /** Whether content of the classic editor becomes one block (`core/freeform`), or is divided by its elements. */
  readonly classic: 'whole' | 'divided';
}

/** Returns the text of those who may edit it, such as that of a template. */
export function editorsText(raw: string): SavedContent {
  return { raw, reader: 'editor', patterns: {}, classic: 'divided' };
}

/**
 * Returns the blocks that the editor saved, each with its rendered HTML. The saved text states the name and the
 * attributes of each block.
 *
 * @param rendered - `content.rendered`
 */
export function blocksOfRaw(content: SavedContent, rendered: HtmlDocument): readonly Block[] {
  const { raw, reader, patterns, classic } = content;
  const renderedBlocks = blocksOfHtml(rendered);
  if (classic === 'divided' && !hasBlocks(raw)) return renderedBlocks;
  const saved = withPatterns(parseSavedBlocks(raw), patterns);
  return reader === 'editor'
    ? pairedBlocks(saved, renderedBlocks, { rendered, words: null, parentId: null })
    : pairedBlocks(withoutHidden(saved), renderedBlocks, {
        rendered,
        words: wordsOf(rendered.children),
        parentId: null,
      });
}

/** The block around the current ones. */
interface Surroundings {
  readonly rendered: HtmlDocument;
  /** The words that visitors see; null if the reader may edit the content. */
  readonly words: string | null;
  readonly parentId: string | null;
}

/** The rendered blocks of a saved block. A pattern or an old shortcode becomes several blocks. */
type RenderedBlocks = readonly Block[];

/** A saved block with the words in it. */
interface ReadBlock extends SavedBlock {
  /** The words of the whole block. Null if only the site can render the block, or one inside it. */
  readonly words: string | null;
  /** The words outside of the inner blocks, in pieces. */
  readonly ownWords: readonly string[];
}

function pairedBlocks(
  blocks: readonly SavedBlock[],
  renderedBlocks: RenderedBlocks,
  around: Surroundings,
): readonly Block[] {
  const saved = blocks.map(readBlock);
  const pairs = pairsOf(saved, renderedBlocks);
  return saved.map((block, index) => {
    const id = around.parentId === null ? String(index) : `${around.parentId}.${index}`;
    return blockOf(block, pairs[index] ?? [], { ...around, id });
  });
}

function readBlock(block: SavedBlock): ReadBlock {
  const ownWords = block.pieces.flatMap((piece) => (piece === null ? [] : wordsIn(piece))).filter(Boolean);
  return { ...block, ownWords, words: isRenderedLater(block) ? null : wordsInside(block) };
}

/** Whether a block is rendered by the site alone, or has such a block inside. */
const isRenderedLater = remembered(
  (block: SavedBlock): boolean => isVoid(block) || block.innerBlocks.some(isRenderedLater),
);

/** Returns the words of a block and of those inside it. */
const wordsInside = remembered(({ pieces, innerBlocks }: SavedBlock): string => {
  const inner = innerBlocks.values();
  const next = () => {
    const { value } = inner.next();
    return value ? wordsInside(value) : '';
  };
  return pieces.map((piece) => (piece === null ? next() : wordsIn(piece))).join('');
});

/** Whether the editor saved no markup for a block: nothing, or a comment such as `<!--more-->`. */
const isVoid = remembered(({ html, innerBlocks }: SavedBlock): boolean => {
  if (html === '' || innerBlocks.length > 0) return html === '';
  return parseHtml(html).children.every(
    (node) => node.kind === 'comment' || (node.kind === 'text' && node.text.trim() === ''),
  );
});

/**
 * Returns the rendered blocks of each saved block: a block with the same name and, if the saved block has text, the same
 * words. If no rendered block matches, a saved block gets all rendered blocks between those of its neighbours. Several such
 * blocks get one each if their names agree.
 */
function pairsOf(saved: readonly ReadBlock[], renderedBlocks: RenderedBlocks): readonly RenderedBlocks[] {
  const pairs: RenderedBlocks[] = saved.map(() => []);
  let next = 0;
  let missing: number[] = [];
  const assignToMissing = (until: number) => {
    const between = renderedBlocks.slice(next, until);
    const [only, ...others] = missing;
    if (only !== undefined && others.length === 0) pairs[only] = between;
    else if (missing.map((index) => saved[index]?.name).join() === between.map(({ name }) => name).join())
      for (const [place, index] of missing.entries()) pairs[index] = between.slice(place, place + 1);
    missing = [];
  };
  for (const [index, block] of saved.entries()) {
    const distance = renderedBlocks
      .slice(next, next + maxSearchedBlocks)
      .findIndex(
        ({ name, nodes }) => name === block.name && (block.words === null || block.words === wordsOf(nodes)),
      );
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

function wordsIn(html: string): string {
  return wordsOf(parseHtml(html).children);
}

function blockOf(
  saved: ReadBlock,
  renderedBlocks: RenderedBlocks,
  around: Surroundings & { readonly id: string },
): Block {
  const { name } = saved;
  const [first, ...others] = renderedBlocks;
  const pair = first !== undefined && others.length === 0 && first.name === name ? first : null;
  const rendered = renderedBlocks.length > 0 ? renderedHtml(renderedBlocks, around.rendered) : null;
  const innerBlocks = pairedBlocks(saved.innerBlocks, pair?.innerBlocks ?? [], {
    ...around,
    parentId: around.id,
  });
  const isShown = around.words === null || isSeen(saved, rendered, around.words);
  const html = isShown ? htmlOf(saved, rendered, innerBlocks) : (rendered?.html ?? null);
  const whole = blockHtml(html ?? '');
  const { document, nodes } = rendered ?? whole;
  const [element] = elementsOf(nodes);
  return {
    ...{ name, id: around.id, parentId: around.parentId, html, nodes },
    text: null,
    classes: element ? classesOf(element) : [],
    attributes: isShown
      ? savedAttributes({
          type: coreBlockTypes.get(name) ?? null,
          html: whole,
          read: {
            ...(element ? readCommon(element, document) : {}),
            ...(element ? kindOf(name)?.read(element, document) : {}),
            ...(name === 'core/html' || name === 'core/freeform' ? { content: html } : {}),
          },
          comment: saved.attributes,
        })
      : (pair?.attributes ?? {}),
    innerBlocks,
  };
}

/** The rendered HTML of a saved block. */
interface RenderedHtml extends BlockHtml {
  readonly html: string;
}

function renderedHtml(blocks: RenderedBlocks, document: HtmlDocument): RenderedHtml {
  const html = blocks.map((block) => block.html).join('\n');
  return { document, nodes: blocks.flatMap(({ nodes }) => nodes), html };
}

/**
 * Whether visitors see a block: the site renders its own words, or an element for a block without words. Blocks inside it have
 * an answer of their own.
 */
function isSeen(saved: ReadBlock, rendered: RenderedHtml | null, shown: string): boolean {
  const { ownWords } = saved;
  if (isVoid(saved)) return true;
  if (ownWords.length === 0) return rendered !== null;
  const words = rendered ? wordsOf(rendered.nodes) : shown;
  return ownWords.every((each) => words.includes(each) || shown.includes(each));
}

/**
 * Returns the HTML of a block as `render_block()` of WordPress does: the saved HTML, with the classes that the site adds.
 * `content.rendered` has other quotes and images, since filters of the whole content change it. Returns null for a block
 * that only the site can render and whose HTML is not known.
 */
function htmlOf(
  { html, pieces }: ReadBlock,
  rendered: RenderedHtml | null,
  innerBlocks: readonly Block[],
): string | null {
  const isUnknown = html === '' || innerBlocks.some((block) => block.html === null);
  if (isUnknown && rendered) return rendered.html;
  if (html === '') return null;
  const inner = innerBlocks.values();
  const whole = pieces.map((piece) => piece ?? inner.next().value?.html ?? '').join('');
  return rendered ? withTagsOf(rendered, whole) : whole;
}
