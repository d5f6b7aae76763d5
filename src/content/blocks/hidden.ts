import type { SavedBlock } from './grammar.ts';
import { replacedBlocks } from './replace.ts';

/**
 * Returns blocks without those that the editor hid from all visitors, and without their markup (WordPress 6.9,
 * `metadata.blockVisibility`). WordPress renders nothing for them.
 */
export function withoutHidden(blocks: readonly SavedBlock[]): readonly SavedBlock[] {
  return replacedBlocks(blocks, (block) => (isHidden(block) ? [] : null));
}

function isHidden({ attributes: { metadata } }: SavedBlock): boolean {
  return typeof metadata === 'object' && metadata !== null && 'blockVisibility' in metadata
    ? metadata.blockVisibility === false
    : false;
}
