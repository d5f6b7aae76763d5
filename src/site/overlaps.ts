import { isRecord, valueAt } from '../values/json.ts';
import { itemsIn, list, text } from '../wordpress/document.ts';
import type { CollectionEvidence } from './custom-fields.ts';
import type { Resource } from './site.ts';
import { setOf } from './words.ts';

/**
 * Conflicts between taxonomies and other names in the REST documents of a type. `register_taxonomy` accepts any
 * `rest_base`. Documents have the ids of terms under this key, and the route has a parameter with this name.
 */
export interface Overlaps {
  /** WordPress' own fields whose value the term ids replace, each with its taxonomy: `status` → `progress`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Parameters with two meanings, with the taxonomy. The gateway can use neither meaning. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Taxonomies whose terms the documents do not show, because another value has their key. */
  readonly hiddenTaxonomies: ReadonlySet<string>;
}

/** No overlaps, as in almost every type. */
export const noOverlaps: Overlaps = { fields: new Map(), parameters: new Map(), hiddenTaxonomies: new Set() };

/** Keys that `WP_REST_Posts_Controller::prepare_item_for_response` writes before the terms, which replace them. */
const keysBeforeTerms =
  setOf(`date date_gmt guid id modified modified_gmt slug status type link title content excerpt author
  featured_media parent menu_order comment_status ping_status sticky template format meta password`);

/** Keys that it writes after the terms. They replace the terms. */
const keysAfterTerms = setOf('permalink_template generated_slug class_list');
const mediaKeysAfterTerms =
  setOf(`alt_text caption description media_type mime_type media_details post source_url
  missing_image_sizes filename filesize exif_orientation image_quality image_output_format image_save_progressive`);

/** WordPress' own query parameters. */
const coreParameters =
  setOf(`context page per_page search search_columns search_semantics after modified_after author
  author_exclude before modified_before exclude include offset order orderby slug status sticky ignore_sticky format
  tax_relation parent parent_exclude menu_order password media_type mime_type _fields _embed _envelope _method _locale
  rest_route`);

/**
 * Returns the overlaps of a post type.
 *
 * @param taxonomies - answer of `/wp/v2/taxonomies`; WordPress writes the terms in its order
 */
export function overlapsOf(
  { kind, name, traits }: Pick<Resource, 'kind' | 'name' | 'traits'>,
  { description, sample }: CollectionEvidence,
  taxonomies: unknown,
): Overlaps {
  if (kind !== 'content' || !isRecord(taxonomies)) return noOverlaps;
  const [fields, parameters] = [new Map<string, string>(), new Map<string, string>()];
  const hiddenTaxonomies = new Set<string>();
  const bases = new Map<string, string>();
  for (const [key, entry] of Object.entries(taxonomies)) {
    if (!list(entry, 'types').includes(name)) continue;
    const taxonomy = text(entry, 'slug') ?? key;
    const base = text(entry, 'rest_base') || taxonomy;
    const previous = bases.get(base);
    bases.set(base, taxonomy);
    if (keysBeforeTerms.has(base)) fields.set(base, taxonomy);
    const isOverwritten = keysAfterTerms.has(base) || (traits.has('files') && mediaKeysAfterTerms.has(base));
    if (isOverwritten || !holdsTerms(base, { description, sample })) hiddenTaxonomies.add(taxonomy);
    if (previous !== undefined) hiddenTaxonomies.add(previous);
    for (const parameter of [base, `${base}_exclude`]) {
      if (coreParameters.has(parameter) || previous !== undefined) parameters.set(parameter, taxonomy);
    }
  }
  if (fields.size + parameters.size + hiddenTaxonomies.size === 0) return noOverlaps;
  return { fields, parameters, hiddenTaxonomies };
}

/** Returns whether a key has terms, not a field that a plugin registered there (`register_rest_field`). True if unknown. */
function holdsTerms(base: string, { description, sample }: CollectionEvidence): boolean {
  const value = sample?.[base];
  if (value !== undefined && itemsIn(value) === null) return false;
  const type = valueAt(description, 'schema', 'properties', base, 'type');
  return type === undefined || [type].flat().includes('array');
}

/**
 * Returns the path of a taxonomy's term ids in the documents of a type. It is the `rest_base` of the taxonomy, or
 * `terms:status` if one of WordPress' own fields has that name. The loaders translate it for REST requests.
 */
export function termsPath(
  { overlaps }: Pick<Resource, 'overlaps'>,
  { restBase }: Pick<Resource, 'restBase'>,
) {
  return overlaps.fields.has(restBase) ? `${termsPrefix}${restBase}` : restBase;
}

/** The prefix of a path to the terms under a key that is also a field of WordPress. */
export const termsPrefix = 'terms:';
