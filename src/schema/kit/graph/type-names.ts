import { isTakenType, type ReservedNames } from '../../../site/names.ts';
import type { Site } from '../../../site/site.ts';
import { namedTemplates } from '../../../site/templates.ts';

/** Allocates names for the object types of custom fields. */
export interface TypeNames {
  /** Returns the preferred name if it is free. Otherwise appends `Fields`, and then a number, until the name is free. */
  claim(preferred: string): string;
  /** Names that `claim` returned so far. */
  readonly claimed: ReadonlySet<string>;
}

/** Creates an allocator that avoids the names of the graph's built-in types, of resources and of templates. */
export function createTypeNames(site: Site, reserved: ReservedNames): TypeNames {
  const used = new Set([
    ...[...site.resources.values()].map(({ typeName }) => typeName),
    ...namedTemplates(site, reserved).map(({ typeName }) => typeName),
  ]);
  const claimed = new Set<string>();
  return {
    claimed,
    claim: (preferred) => {
      let name = preferred;
      for (let number = 1; used.has(name) || claimed.has(name) || isTakenType(name, reserved); number++) {
        name = `${preferred}Fields${number > 1 ? number : ''}`;
      }
      claimed.add(name);
      return name;
    },
  };
}
