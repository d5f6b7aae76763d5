import type { Joined, JoinedType, Kind } from './joined.ts';

/** What the types of fields may be, and those of arguments and of fields of inputs. */
const [outputs, inputs]: readonly [ReadonlySet<Kind>, ReadonlySet<Kind>] = [
  new Set<Kind>(['an object', 'an interface', 'a union', 'an enum', 'a scalar']),
  new Set<Kind>(['an input', 'an enum', 'a scalar']),
];

/**
 * Drops what no schema can have: a field whose type is of another kind at the only sites that have the field, and a type that
 * then has no field.
 */
export function dropUnusable(joined: Map<string, JoinedType>): void {
  const drop = (parts: Map<string, Joined>, kinds: ReadonlySet<Kind>, { dropped }: JoinedType) => {
    for (const [name, { sites, shape, conflicts }] of parts) {
      const kind = joined.get(shape.name)?.kind;
      if (sites.size > 0 && kind !== undefined && kinds.has(kind)) continue;
      parts.delete(name);
      for (const reason of conflicts.values()) dropped.add(reason);
    }
  };
  // A type that is dropped leaves fields of other types without one.
  for (let before = -1; before !== joined.size; ) {
    before = joined.size;
    for (const type of joined.values()) {
      drop(type.fields, outputs, type);
      for (const { args } of type.fields.values()) drop(args, inputs, type);
      drop(type.inputs, inputs, type);
      for (const name of type.members) if (joined.get(name)?.kind !== 'an object') type.members.delete(name);
    }
    for (const type of [...joined.values()]) if (isEmpty(type)) joined.delete(type.name);
  }
}

function isEmpty({ kind, fields, inputs: own, members }: JoinedType): boolean {
  return kind !== 'an enum' && kind !== 'a scalar' && fields.size + own.size + members.size === 0;
}
