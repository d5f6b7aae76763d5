import type { Block } from './block.ts';
import { isIn, isIndistinct } from './evidence.ts';
import type { SavedBlock } from './grammar.ts';

/** How many rendered blocks the gateway searches for each saved block. */
const maxSearchedBlocks = 50;

/** The rendered blocks of a saved block. A pattern or an old shortcode becomes several blocks. */
export type RenderedBlocks = readonly Block[];

/**
 * Returns the rendered blocks of each saved block: a block with the same name, words and addresses. Blocks with neither words nor
 * addresses get those with their name, if the site renders as many. If no rendered block matches, a saved block gets all rendered
 * blocks between those of its neighbours. Several such blocks get one each if their names agree.
 */
export function pairsOf(
  saved: readonly SavedBlock[],
  renderedBlocks: RenderedBlocks,
): readonly RenderedBlocks[] {
  const pairs: RenderedBlocks[] = saved.map(() => []);
  const matches = matcherOf(saved, renderedBlocks);
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
      .findIndex((rendered) => rendered.name === block.name && matches(block, rendered));
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

/** Returns whether a rendered block is that of a saved one with its name. */
function matcherOf(
  saved: readonly SavedBlock[],
  renderedBlocks: RenderedBlocks,
): (block: SavedBlock, rendered: Block) => boolean {
  const [wanted, found] = [countsOf(saved), countsOf(renderedBlocks)];
  return (block, { name, nodes }) =>
    isIndistinct(block) ? wanted.get(name) === found.get(name) : isIn(block, nodes);
}

/** Returns the number of blocks of each name. */
function countsOf(blocks: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of blocks) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
