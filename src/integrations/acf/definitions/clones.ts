import { type AcfField, type AcfGroup, type Definitions, hasPrefix, isSeamless } from './definitions.ts';
import { typeNameOf } from './names.ts';

/** Finds what clone fields show. */
export interface Clones {
  /** Returns the groups that a clone field names. */
  groupsOf(field: AcfField): readonly AcfGroup[];
  /** Returns the fields that a clone field names one by one. */
  fieldsOf(field: AcfField): readonly AcfField[];
  /** Returns a list of fields, with the fields of each seamless clone field in its place (`acf_get_fields`). */
  expanded(fields: readonly AcfField[]): readonly AcfField[];
}

/** Returns the clones of some definitions. */
export function clonesIn({ groups }: Definitions): Clones {
  const groupsByKey = new Map(groups.map((group) => [group.key, group]));
  const all = groups.flatMap(({ settings, fields }) => withPrefixes(fields, typeNameOf(settings)));
  const fieldsByKey = new Map(all.map((field) => [field.key, field]));
  const groupsOf = ({ clones }: AcfField) => clones.flatMap((key) => groupsByKey.get(key) ?? []);
  const fieldsOf = ({ clones }: AcfField) => clones.flatMap((key) => fieldsByKey.get(key) ?? []);

  /** @param open - keys of the clone fields that are being expanded, which may contain themselves */
  const expand = (fields: readonly AcfField[], open: ReadonlySet<string>): readonly AcfField[] =>
    fields.flatMap((field) => {
      if (!isSeamless(field)) return [field];
      if (open.has(field.key)) return [];
      const inside = new Set([...open, field.key]);
      const cloned = [
        ...groupsOf(field).flatMap((group) =>
          expand(group.fields, inside).map((each) => ({
            ...each,
            typePrefix: typeNameOf(group.settings),
          })),
        ),
        ...expand(
          fieldsOf(field).map((each) => ({ ...each, typePrefix: null })),
          inside,
        ),
      ];
      return cloned.map((each) =>
        hasPrefix(field) ? { ...each, name: `${field.name}_${each.name}` } : each,
      );
    });
  return { groupsOf, fieldsOf, expanded: (fields) => expand(fields, new Set()) };
}

/** Returns fields and all fields in them, with the prefix of type names below each. */
function withPrefixes(fields: readonly AcfField[], typePrefix: string): readonly AcfField[] {
  return fields.flatMap((field) => {
    const below = typePrefix + typeNameOf(field.settings);
    const inside = [...field.fields, ...field.layouts.flatMap((layout) => layout.fields)];
    return [{ ...field, typePrefix }, ...withPrefixes(inside, below)];
  });
}
