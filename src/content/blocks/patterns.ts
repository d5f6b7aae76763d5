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

/** Returns blocks with the blocks of patterns in their place, as WordPress renders them. A pattern inside itself stays empty. */
export function withPatterns(
  blocks: readonly SavedBlock[],
  patterns: Patterns,
  around: readonly number[] = [],
): readonly SavedBlock[] {
  return replacedBlocks(blocks, (block) => {
    const id = idOf(block);
    const raw = id === null || around.includes(id) ? undefined : patterns[id];
    return id === null || raw === undefined
      ? null
      : withPatterns(parseSavedBlocks(raw), patterns, [...around, id]);
  });
}

/** Returns the id of the pattern that a block stands for. */
function idOf({ name, attributes: { ref } }: SavedBlock): number | null {
  return name === 'core/block' && typeof ref === 'number' && Number.isSafeInteger(ref) && ref > 0
    ? ref
    : null;
}
