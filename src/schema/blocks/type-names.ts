import { coreBlockTypes } from '../../content/blocks/core-blocks.ts';
import { remembered } from '../../values/remembered.ts';

/** The object type of a block whose type the gateway does not know. */
export const genericBlock = 'GenericBlock';

const namesOf = remembered(
  (types: typeof coreBlockTypes) => new Map([...types.keys()].map((name) => [name, pascalName(name)])),
);

/**
 * Returns the object type of a block: `CoreMediaText` for `core/media-text`, `GenericBlock` for a block whose type the gateway
 * does not know.
 */
export function blockTypeName(name: string): string {
  return namesOf(coreBlockTypes).get(name) ?? genericBlock;
}

function pascalName(name: string): string {
  return name
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
