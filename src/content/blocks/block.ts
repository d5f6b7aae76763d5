import type { HtmlNode } from '../html.ts';
import { textOf } from '../text.ts';

/** A block of content, recognized by its markup or read from the text that the editor saved. */
export interface Block {
  /** `core/heading` */
  readonly name: string;
  /** Unique within the content, and stable between requests: `2`, `2.1`. */
  readonly id: string;
  /** Id of the parent block; null at the top level. */
  readonly parentId: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The HTML that the site renders, including the inner blocks. Null if it is not known. */
  readonly html: string | null;
  /** The parsed HTML. Empty if another thread parsed it. */
  readonly nodes: readonly HtmlNode[];
  /** The plain text, if another thread parsed the HTML. Otherwise null: few queries ask for it. */
  readonly text: string | null;
  /** CSS classes of its outermost element. */
  readonly classes: readonly string[];
  readonly innerBlocks: readonly Block[];
}

/** Returns blocks without nodes, for another thread: the nodes are the whole tree, since each knows its parent. */
export function withoutNodes(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => ({
    ...block,
    nodes: [],
    text: textOf(block.nodes),
    innerBlocks: withoutNodes(block.innerBlocks),
  }));
}

/** Returns blocks and all their inner blocks, each parent before its children. */
export function flattened(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...flattened(block.innerBlocks)]);
}
