import type { HtmlNode } from '../html.ts';

/** A block of content, whether told by its markup or read from the editor's own notes. */
export interface Block {
  /** `core/heading` */
  readonly name: string;
  /** Unlike that of every other block of the content, and the same each time: `2`, `2.1`. */
  readonly id: string;
  /** The id of the block it is in; null at the top. */
  readonly parentId: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** As the site shows it, its inner blocks in it. */
  readonly html: string;
  /** The same parsed. */
  readonly nodes: readonly HtmlNode[];
  /** CSS classes of its outermost element. */
  readonly classes: readonly string[];
  readonly innerBlocks: readonly Block[];
}

/** Blocks with those inside of them, each before its own. */
export function flattened(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...flattened(block.innerBlocks)]);
}
