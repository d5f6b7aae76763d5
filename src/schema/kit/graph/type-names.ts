import { isTakenType, type ReservedNames } from '../../../site/names.ts';
import type { Site } from '../../../site/site.ts';
import { namedTemplates } from '../../../site/templates.ts';

/** Names for types that stand for fields which a site adds. */
export interface TypeNames {
  /** Returns the wanted name if it is free; otherwise the name followed by `Fields`, and a number if that is taken too. */
  claim(wanted: string): string;
  /** Names that `claim` returned so far. */
  readonly claimed: ReadonlySet<string>;
}

/** Returns names of which none is a name of the graph's own types, of a resource or of a template of the site. */
export function createTypeNames(site: Site, reserved: ReservedNames): TypeNames {
  const used = new Set([
    ...[...site.resources.values()].map(({ typeName }) => typeName),
    ...namedTemplates(site, reserved).map(({ typeName }) => typeName),
  ]);
  const claimed = new Set<string>();
  return {
    claimed,
    claim: (wanted) => {
      let name = wanted;
      for (let number = 1; used.has(name) || claimed.has(name) || isTakenType(name, reserved); number++) {
        name = `${wanted}Fields${number > 1 ? number : ''}`;
      }
      claimed.add(name);
      return name;
    },
  };
}
