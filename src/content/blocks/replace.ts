import type { SavedBlock } from './grammar.ts';

/** Returns what takes the place of a block. Returns null for a block that stays, with others inside it. */
export type Replace = (block: SavedBlock) => readonly SavedBlock[] | null;

/** Returns blocks with others in the place of some, at any depth. The markup of the blocks around them changes, too. */
export function replacedBlocks(blocks: readonly SavedBlock[], replace: Replace): readonly SavedBlock[] {
  return blocks.flatMap((block) => replace(block) ?? [withReplacedInside(block, replace)]);
}

function withReplacedInside(block: SavedBlock, replace: Replace): SavedBlock {
  if (block.innerBlocks.length === 0) return block;
  const inner = block.innerBlocks.values();
  const parts = block.pieces.map((piece) => {
    if (piece !== null) return { pieces: [piece], html: piece, blocks: [] };
    const { value: child } = inner.next();
    const blocks = child ? replacedBlocks([child], replace) : [];
    return { pieces: blocks.map(() => null), html: blocks.map(({ html }) => html).join(''), blocks };
  });
  return {
    ...block,
    pieces: parts.flatMap(({ pieces }) => pieces),
    html: parts
      .map(({ html }) => html)
      .join('')
      .trim(),
    innerBlocks: parts.flatMap(({ blocks }) => blocks),
  };
}
