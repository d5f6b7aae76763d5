import type { JsonSchema } from '../../site/json-schema.ts';
import { isStock } from '../../site/resources.ts';
import type { Resource, Site } from '../../site/site.ts';
import { upperFirst } from '../../site/words.ts';

/** The key of the object that holds a site's field: `meta`; null if the field is beside WordPress' own fields. */
export type GroupKey = string | null;

/** Fields that every type of a kind has, with the same schema. */
export interface SharedGroup {
  /** What the types of these fields are named after: `ContentNodeMeta`. */
  readonly typeName: string;
  /** Returns whether a field is one of them. */
  has(key: string): boolean;
}

/** Which of a site's fields all types of content have, or all taxonomies. Those share their GraphQL types. */
export interface SharedFields {
  /** Returns the shared ones among the fields of a resource. */
  of(resource: Pick<Resource, 'kind'>, group: GroupKey): SharedGroup;
  /**
   * Returns the name of the object that holds the fields of a group: `ContentNodeMeta` where a type has no fields of its
   * own, so that many types share it; else `BookMeta`. WordPress' own types always have an object of their own.
   */
  objectName(resource: Resource, group: string): { readonly name: string; readonly isShared: boolean };
}

/** What stands for all resources of a kind in names. There is only one resource of each other kind. */
const typeNamesByKind = {
  content: 'ContentNode',
  term: 'TermNode',
  user: 'User',
  comment: 'Comment',
} as const;

/**
 * Fewer types don't tell a field of all types from one that some types happen to have: then the next type that a plugin
 * adds would rename the GraphQL types of the field.
 */
const minTypes = 3;

/** Meta that WordPress itself registers for types with the block editor (`register_block_core_footnotes_post_meta`). */
const footnotesKey = 'footnotes';

/**
 * Returns what the resources of a site share.
 *
 * @param keys - keys of the objects that hold fields
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
    const known = groups.get(typeName);
    if (known) return known;
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
      const own = Object.keys(fieldsIn(resource, group)).filter((key) => !has(key));
      if (isStock(resource.name) || own.some((key) => key !== footnotesKey)) {
        return { name: resource.typeName + upperFirst(group), isShared: false };
      }
      return { name: own.length > 0 ? `${typeName}WithFootnotes` : typeName, isShared: true };
    },
  };
}

type Fields = Readonly<Record<string, JsonSchema>>;

/** Returns the keys that all of some types have, with the same schema. */
function commonKeys([first, ...others]: readonly Fields[]): ReadonlySet<string> {
  if (!first || others.length + 1 < minTypes) return new Set();
  const common = Object.entries(first).filter(([key, schema]) => {
    const text = JSON.stringify(schema);
    return others.every((fields) => Object.hasOwn(fields, key) && JSON.stringify(fields[key]) === text);
  });
  return new Set(common.map(([key]) => key));
}

/** Types without `custom-fields` show no meta, and plugins define fields of media apart from those of posts. */
function canHave({ traits, customFields }: Resource, group: GroupKey): boolean {
  const isOptional = group === 'meta' || (group !== null && traits.has('files'));
  return !isOptional || customFields.has(group);
}
