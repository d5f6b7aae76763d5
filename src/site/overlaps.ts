import { isRecord, valueAt } from '../values/json.ts';
import { itemsIn, list, text } from '../wordpress/document.ts';
import type { CollectionEvidence } from './custom-fields.ts';
import type { Resource } from './site.ts';

/**
 * What taxonomies do to the REST documents of a type whose other names they share. `register_taxonomy` takes any
 * `rest_base`: content carries the ids of the terms under that key, and its route takes it as a parameter.
 */
export interface Overlaps {
  /** Fields of WordPress itself that hold terms instead, with the name of the taxonomy: `status` → `progress`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Parameters that mean two things, with the name of the taxonomy: WordPress can't be asked for either. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names of taxonomies whose terms the documents don't show, since something else has their key. */
  readonly hiddenTaxonomies: ReadonlySet<string>;
}

/** The overlaps of almost every type: none. */
export const noOverlaps: Overlaps = { fields: new Map(), parameters: new Map(), hiddenTaxonomies: new Set() };

/** Keys that `WP_REST_Posts_Controller::prepare_item_for_response` writes before it writes the terms. */
const written =
  setOf(`date date_gmt guid id modified modified_gmt slug status type link title content excerpt author
  featured_media parent menu_order comment_status ping_status sticky template format meta password`);

/** Keys that are written after the terms, and replace them. */
const writtenLater = setOf('permalink_template generated_slug class_list');
const writtenLaterOfMedia =
  setOf(`alt_text caption description media_type mime_type media_details post source_url
  missing_image_sizes filename filesize exif_orientation image_quality image_output_format image_save_progressive`);

/** Parameters that mean something to WordPress whatever a type registers. */
const ownParameters =
  setOf(`context page per_page search search_columns search_semantics after modified_after author
  author_exclude before modified_before exclude include offset order orderby slug status sticky ignore_sticky format
  tax_relation parent parent_exclude menu_order password media_type mime_type _fields _embed _envelope _method _locale
  rest_route`);

/**
 * The overlaps of a type of content.
 *
 * @param taxonomies - answer of `/wp/v2/taxonomies`, in whose order WordPress writes the terms
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
    const other = bases.get(base);
    bases.set(base, taxonomy);
    if (written.has(base)) fields.set(base, taxonomy);
    const isLater = writtenLater.has(base) || (traits.has('files') && writtenLaterOfMedia.has(base));
    if (isLater || !holdsTerms(base, { description, sample })) hiddenTaxonomies.add(taxonomy);
    if (other !== undefined) hiddenTaxonomies.add(other);
    for (const parameter of [base, `${base}_exclude`]) {
      if (ownParameters.has(parameter) || other !== undefined) parameters.set(parameter, taxonomy);
    }
  }
  if (fields.size + parameters.size + hiddenTaxonomies.size === 0) return noOverlaps;
  return { fields, parameters, hiddenTaxonomies };
}

/** Whether a key holds terms, and no field that a plugin registered under it (`register_rest_field`). */
function holdsTerms(base: string, { description, sample }: CollectionEvidence): boolean {
  const value = sample?.[base];
  if (value !== undefined && itemsIn(value) === null) return false;
  const type = valueAt(description, 'schema', 'properties', base, 'type');
  return type === undefined || [type].flat().includes('array');
}

/**
 * The path under which documents of a type carry the ids of a taxonomy's terms. It is the taxonomy's `rest_base`, but
 * where a field of WordPress itself has that name: `terms:status`, which reads of the REST API are translated from.
 */
export function termsPath(
  { overlaps }: Pick<Resource, 'overlaps'>,
  { restBase }: Pick<Resource, 'restBase'>,
) {
  return overlaps.fields.has(restBase) ? `${termsPrefix}${restBase}` : restBase;
}

/** What a path begins with that means the terms, and not the field of WordPress. */
export const termsPrefix = 'terms:';

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
