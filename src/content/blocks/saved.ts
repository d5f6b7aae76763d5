import { classesOf, elementsOf, type HtmlDocument } from '../html.ts';
import { savedAttributes } from './attributes.ts';
import type { Block } from './block.ts';
import { blocksOfHtml } from './blocks.ts';
import { coreBlockTypes } from './core-blocks.ts';
import { isShownIn } from './evidence.ts';
import { hasBlocks, parseSavedBlocks, type SavedBlock } from './grammar.ts';
import { withoutHidden } from './hidden.ts';
import { kindOf } from './kinds.ts';
import { pairsOf, type RenderedBlocks } from './pairs.ts';
import { type Patterns, withPatterns } from './patterns.ts';
import { readCommon } from './readers.ts';
import { type BlockHtml, blockHtml } from './sources.ts';
import { withTagsOf } from './start-tags.ts';

/** The text that the editor saved, and who reads it. */
export interface SavedContent {
  /** `content.raw` */
  readonly raw: string;
  /**
   * `visitor`: a visitor, on whose behalf the gateway read the text. Then what the site does not render for visitors is left
   * out: blocks that the editor hid, and the HTML and attributes of blocks that the rendered HTML does not show.
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
  const parsed = parseSavedBlocks(raw);
  const isEditor = reader === 'editor';
  // The editor can hide the block of a pattern, as well as blocks in its text.
  const saved = isEditor
    ? withPatterns(parsed, patterns)
    : withoutHidden(withPatterns(withoutHidden(parsed), patterns));
  return pairedBlocks(saved, renderedBlocks, { rendered, shows: isEditor ? 'all' : 'seen', parentId: null });
}

/** The block around the current ones. */
interface Surroundings {
  readonly rendered: HtmlDocument;
  /** Whose saved HTML and attributes the reader gets: an editor those of all blocks, a visitor those of blocks that they see. */
  readonly shows: 'all' | 'seen' | 'none';
  readonly parentId: string | null;
}

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

function blockOf(
  saved: SavedBlock,
  renderedBlocks: RenderedBlocks,
  around: Surroundings & { readonly id: string },
): Block {
  const { name } = saved;
  const [first, ...others] = renderedBlocks;
  const pair = first !== undefined && others.length === 0 && first.name === name ? first : null;
  const rendered = first ? renderedHtml([first, ...others], around.rendered) : null;
  const place = { nodes: rendered?.nodes ?? null, isNamesake: pair !== null, page: around.rendered.children };
  const isShown = around.shows === 'all' || (around.shows === 'seen' && isShownIn(saved, place));
  const innerBlocks = pairedBlocks(saved.innerBlocks, pair?.innerBlocks ?? [], {
    rendered: around.rendered,
    // What is inside of a block that visitors do not see may be elsewhere in the page by chance.
    shows: isShown ? around.shows : 'none',
    parentId: around.id,
  });
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

function renderedHtml(
  [first, ...others]: readonly [Block, ...Block[]],
  document: HtmlDocument,
): RenderedHtml {
  const html = [first, ...others].map((block) => block.html).join('\n');
  const nodes = others.length === 0 ? first.nodes : [first, ...others].flatMap((block) => block.nodes);
  return { document, nodes, html };
}

/**
 * Returns the HTML of a block as `render_block()` of WordPress does: the saved HTML, with the classes that the site adds.
 * `content.rendered` has other quotes and images, since filters of the whole content change it. Returns null for a block
 * that only the site can render and whose HTML is not known.
 */
function htmlOf(
  { html, pieces }: SavedBlock,
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
