import { limits } from '../../values/limits.ts';
import { parseSavedBlocks, type SavedBlock } from './grammar.ts';
import { replacedBlocks } from './replace.ts';

/** The editor's texts of patterns (`wp_block`), by database id. */
export type Patterns = Readonly<Record<number, string>>;

/** Returns the database ids of the synced patterns in a text. */
export function patternsIn(raw: string): readonly number[] {
  return raw.includes('wp:block ') || raw.includes('wp:core/block ')
    ? [...new Set(idsIn(parseSavedBlocks(raw)))]
    : [];
}

function idsIn(blocks: readonly SavedBlock[]): readonly number[] {
  return blocks.flatMap((block) => [idOf(block) ?? [], idsIn(block.innerBlocks)].flat());
}

/**
 * Returns blocks with the blocks of patterns in their place, as WordPress renders them. A pattern inside itself stays empty. So do
 * all patterns after the first `limits.maxConvertedContent` characters: a few patterns inside of one another can make any number
 * of blocks.
 */
export function withPatterns(blocks: readonly SavedBlock[], patterns: Patterns): readonly SavedBlock[] {
  let left = limits.maxConvertedContent;
  const expanded = (some: readonly SavedBlock[], around: readonly number[]): readonly SavedBlock[] =>
    replacedBlocks(some, (block) => {
      const id = idOf(block);
      const raw = id === null || around.includes(id) ? undefined : patterns[id];
      if (id === null || raw === undefined || raw.length > left) return null;
      left -= raw.length;
      return expanded(parseSavedBlocks(raw), [...around, id]);
    });
  return expanded(blocks, []);
}

/** Returns the id of the pattern that a block stands for. */
function idOf({ name, attributes: { ref } }: SavedBlock): number | null {
  return name === 'core/block' && typeof ref === 'number' && Number.isSafeInteger(ref) && ref > 0
    ? ref
    : null;
}
