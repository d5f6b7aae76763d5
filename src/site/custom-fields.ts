import { isRecord, valueAt } from '../values/json.ts';
import { anySchema, isInViewContext, type JsonSchema, readJsonSchema } from './json-schema.ts';
import type { Resource } from './site.ts';
import { setOf } from './words.ts';

/** Keys that WordPress itself writes into documents. Plugins or the theme add all other keys. */
const coreKeys: Readonly<Record<Resource['kind'], ReadonlySet<string>>> = {
  content: setOf(`
    date date_gmt guid id link modified modified_gmt slug status type password permalink_template generated_slug
    class_list parent title content author excerpt featured_media comment_status ping_status format sticky
    menu_order template block_version alt_text caption description media_type mime_type media_details post
    source_url missing_image_sizes filename filesize exif_orientation image_quality image_output_format
    image_save_progressive`),
  term: setOf('id count description link name slug taxonomy parent'),
  user: setOf(`
    id username name first_name last_name email url description link locale nickname slug registered_date roles
    password capabilities extra_capabilities avatar_urls`),
  comment: setOf(`
    id author author_email author_ip author_name author_url author_user_agent content date date_gmt link parent
    post status type author_avatar_urls`),
};

/** The sources from which the custom fields of a collection follow. */
export interface CollectionEvidence {
  /** The route's description with its JSON schema. Any other value if there is none. */
  readonly description: unknown;
  /** One of its documents, as visitors see it. Null if there is none. */
  readonly sample: Readonly<Record<string, unknown>> | null;
}

/**
 * Returns the schemas of fields that the site adds to a collection, by key in alphabetical order: `meta`, and fields of
 * plugins. Fields without a schema appear only in the sample.
 *
 * @param taxonomies - keys under which content has its terms
 */
export function customFieldsOf(
  { kind }: Pick<Resource, 'kind'>,
  { description, sample }: CollectionEvidence,
  taxonomies: ReadonlySet<string>,
): ReadonlyMap<string, JsonSchema> {
  const properties = valueAt(description, 'schema', 'properties');
  const schemas = isRecord(properties) ? properties : {};
  const keys = [
    ...Object.keys(schemas).filter((key) => isInViewContext(schemas[key])),
    ...Object.keys(sample ?? {}).filter((key) => !Object.hasOwn(schemas, key)),
  ];
  const custom = keys.filter((key) => isCustom(kind, key) && !taxonomies.has(key)).sort();
  return new Map(
    custom.map((key) => [key, Object.hasOwn(schemas, key) ? readJsonSchema(schemas[key]) : anySchema]),
  );
}

/**
 * Returns whether a document has fields that the schema does not name. `OPTIONS` of its route may then describe them.
 *
 * @param withoutSchema - keys that have no schema anyway: those of terms, and some of plugins
 */
export function hasUndescribedFields(
  { kind }: Pick<Resource, 'kind'>,
  { description, sample }: CollectionEvidence,
  withoutSchema: ReadonlySet<string>,
): boolean {
  const properties = valueAt(description, 'schema', 'properties');
  return Object.keys(sample ?? {}).some(
    (key) =>
      isCustom(kind, key) &&
      !withoutSchema.has(key) &&
      !(isRecord(properties) && Object.hasOwn(properties, key)),
  );
}

function isCustom(kind: Resource['kind'], key: string): boolean {
  // `_fields` cannot name keys with spaces, dots or commas.
  return !coreKeys[kind].has(key) && !/^_(links|embedded)$|[\s.,]/.test(key);
}
