import type { JoinedType, JoinedTypes } from './joined.ts';
import { optional, weakerLevels } from './shapes.ts';

/**
 * Makes joined types implement their interfaces (GraphQL specification, "Objects", type validation): an interface may have
 * parts of a site that lacks the type that implements it at another site.
 */
export function completeInterfaces(joined: JoinedTypes): void {
  const types = [...joined.values()];
  const parents = ({ interfaces }: JoinedType) =>
    [...interfaces].flatMap((name) => {
      const parent = joined.get(name);
      return parent?.kind === 'an interface' ? parent : [];
    });
  // Each pass brings what one level has to the next one.
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const type of types) {
      for (const name of type.interfaces)
        if (joined.get(name)?.kind !== 'an interface') type.interfaces.delete(name);
      for (const parent of parents(type)) {
        for (const name of parent.interfaces) {
          if (type.interfaces.has(name) || name === type.name) continue;
          type.interfaces.add(name);
          hasChanged = true;
        }
        if (completeFields(type, parent)) hasChanged = true;
      }
    }
  }
}

/** Gives a type the fields of an interface, and the interface the weaker shapes of the type. Returns whether it changed any. */
function completeFields(type: JoinedType, parent: JoinedType): boolean {
  let hasChanged = false;
  for (const [name, inherited] of parent.fields) {
    const field = type.fields.get(name);
    if (!field) {
      type.fields.set(name, {
        ...inherited,
        ...{ shape: optional(inherited.shape), sites: new Set(), conflicts: new Map() },
        args: new Map(inherited.args),
      });
      hasChanged = true;
      continue;
    }
    for (const [argument, input] of inherited.args) {
      if (field.args.has(argument)) continue;
      field.args.set(argument, input);
      hasChanged = true;
    }
    const nonNull = weakerLevels(inherited.shape, field.shape);
    if (nonNull.every((each, level) => each === inherited.shape.nonNull[level])) continue;
    inherited.shape = { name: inherited.shape.name, nonNull };
    hasChanged = true;
  }
  return hasChanged;
}
