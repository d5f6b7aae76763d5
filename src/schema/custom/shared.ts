import type { JsonSchema } from '../../site/json-schema.ts';
import { isStock } from '../../site/resources.ts';
import type { Resource, Site } from '../../site/site.ts';
import { upperFirst } from '../../site/words.ts';

/** The key of the object that holds a custom field: `meta`. Null for a custom field at the top level of the document. */
export type GroupKey = string | null;

/** Custom fields that all types of a kind have with equal JSON schemas. */
export interface SharedGroup {
  /** The prefix of the names of their GraphQL types: `ContentNodeMeta`. */
  readonly typeName: string;
  /** Returns whether a field is one of them. */
  has(key: string): boolean;
}

/** The custom fields that all content types, or all taxonomies, of a site have. They share their GraphQL types. */
export interface SharedFields {
  /** Returns the shared fields of a resource in a group. */
  of(resource: Pick<Resource, 'kind'>, group: GroupKey): SharedGroup;
  /**
   * Returns the name of the object type for the fields of a group: `BookMeta`, or `ContentNodeMeta` if the resource has
   * shared fields only, so that many types share the object type. WordPress' own types never share it.
   */
  objectName(resource: Resource, group: string): { readonly name: string; readonly isShared: boolean };
}

/** The prefix of type names for each kind of resource. */
const typeNamesByKind = {
  content: 'ContentNode',
  term: 'TermNode',
  user: 'User',
  comment: 'Comment',
} as const;

/**
 * Minimum number of types for shared fields. With fewer types, all of them may have a field by chance. The next type that a
 * plugin adds could then lack the field, and the GraphQL types of the field would change their names.
 */
const minTypes = 3;

/** The meta field that WordPress registers for types with the block editor (`register_block_core_footnotes_post_meta`). */
const footnotesKey = 'footnotes';

/**
 * Returns the custom fields that the resources of a site share.
 *
 * @param keys - the keys of the groups of custom fields
 */
export function findSharedFields(
  { resources }: Pick<Site, 'resources'>,
  keys: ReadonlySet<string>,
): SharedFields {
  const fieldsIn = ({ customFields }: Resource, group: GroupKey): Fields =>
    group === null
      ? Object.fromEntries([...customFields].filter(([key]) => !keys.has(key)))
      : (customFields.get(group)?.properties ?? {});
  const groups = new Map<string, SharedGroup>();
  const of = ({ kind }: Pick<Resource, 'kind'>, group: GroupKey): SharedGroup => {
    const typeName = typeNamesByKind[kind] + upperFirst(group ?? '');
    const existing = groups.get(typeName);
    if (existing) return existing;
    const members = [...resources.values()].filter((each) => each.kind === kind && canHave(each, group));
    const common = commonKeys(members.map((each) => fieldsIn(each, group)));
    const shared = { typeName, has: (key: string) => common.has(key) };
    groups.set(typeName, shared);
    return shared;
  };
  return {
    of,
    objectName: (resource, group) => {
      const { typeName, has } = of(resource, group);
      const unshared = Object.keys(fieldsIn(resource, group)).filter((key) => !has(key));
      if (isStock(resource.name) || unshared.some((key) => key !== footnotesKey)) {
        return { name: resource.typeName + upperFirst(group), isShared: false };
      }
      return { name: unshared.length > 0 ? `${typeName}WithFootnotes` : typeName, isShared: true };
    },
  };
}

type Fields = Readonly<Record<string, JsonSchema>>;

/** Returns the keys that all types have with equal JSON schemas. Returns an empty set for fewer than {@link minTypes} types. */
function commonKeys([first, ...others]: readonly Fields[]): ReadonlySet<string> {
  if (!first || others.length + 1 < minTypes) return new Set();
  const common = Object.entries(first).filter(([key, schema]) => {
    // Examples of several types may be alike today and differ tomorrow.
    if (schema.isExample) return false;
    const text = JSON.stringify(schema);
    return others.every((fields) => Object.hasOwn(fields, key) && JSON.stringify(fields[key]) === text);
  });
  return new Set(common.map(([key]) => key));
}

/**
 * Whether a resource must have a field for the field to be shared. A type without support for `custom-fields` has no `meta`,
 * and media have fields of plugins only if a plugin adds them to media. Such types can't have the field.
 */
function canHave({ traits, customFields }: Resource, group: GroupKey): boolean {
  const isOptional = group === 'meta' || (group !== null && traits.has('files'));
  return !isOptional || customFields.has(group);
}
