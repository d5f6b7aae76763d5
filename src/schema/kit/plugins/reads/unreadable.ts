import type { Entity } from '../../../../loading/base/entity.ts';
import { otherBase } from '../../../../loading/rest/overlapped-fields.ts';
import type { Site } from '../../../../site/site.ts';
import { isRecord, valueAt } from '../../../../values/json.ts';
import { integer, integers, itemsIn, text } from '../../../../wordpress/document.ts';
import { changedFieldAdvice, WordPressError } from '../../../../wordpress/errors.ts';

/** Fields of WordPress' own documents that carry one id. */
const idFields = new Set(['author', 'featured_media', 'parent', 'post', 'menus', 'object_id']);

/** Fields that carry another number. */
const numberFields = new Set(['count', 'menu_order']);

/** Fields that carry an object. */
const objectFields = new Set(['avatar_urls', 'media_details']);

/** Parts of fields that are objects by name: a list has lost the names. */
const namedParts: Readonly<Record<string, string>> = { media_details: 'sizes' };

/** Fields that carry a text. */
const textFields = new Set(
  (
    'date date_gmt modified modified_gmt slug status link type template name url description author_name author_url ' +
    'comment_status ping_status format alt_text media_type mime_type source_url'
  ).split(' '),
);

/** A REST field of a document with a value that can't be read; without one where it is missing. */
export interface UnreadableField {
  readonly field: string;
  readonly value?: unknown;
}

/**
 * The first of some REST paths of which a document has a value that can't be read, or that is missing though WordPress
 * always has it; null for none. Plugins change fields in any way: what isn't read must not look like what isn't there.
 */
export function findUnreadableField(
  { resource, document, revisionOf }: Entity,
  paths: readonly string[],
  site: Site,
) {
  const bases = resource.linked.flatMap((name) => site.resources.get(name)?.restBase ?? []);
  return (
    paths.flatMap((path): UnreadableField[] => {
      const [field = '', part] = path.split('.');
      const value = document[field];
      // Of an object without `rendered` WordPress shows nothing, or an empty list, where `_fields` names that part.
      if (value === undefined || (part === 'rendered' && itemsIn(value)?.length === 0)) {
        const isDue = (field === 'link' || part === 'rendered') && resource.properties.has(field);
        return isDue && !revisionOf ? [{ field }] : [];
      }
      const isFine = isNothing(value) || isRead(document, { field, part, isList: bases.includes(field) });
      if (!isFine) return [{ field, value }];
      const named = namedParts[field];
      const inner = named && valueAt(value, named);
      return isNothing(inner) || itemsIn(inner) === null
        ? []
        : [{ field: `${field}.${named}`, value: inner }];
    })[0] ?? null
  );
}

/** The error for an odd field, which shows its value. */
export function unreadableFieldError(
  { resource, document }: Entity,
  { field, value }: UnreadableField,
): WordPressError {
  const shown = value === undefined ? 'is missing' : `can't be read: ${shortened(value)}`;
  return new WordPressError(
    'invalid-answer',
    `The REST field \`${field}\` of ${document.id} in ${resource.route} ${shown}.`,
    { advice: changedFieldAdvice(field) },
  );
}

function isRead(
  document: Entity['document'],
  { field, part, isList }: { field: string; part: string | undefined; isList: boolean },
): boolean {
  if (isList) return integers(document, field).length > 0;
  if (idFields.has(field) || numberFields.has(field)) return integer(document, field) !== null;
  if (objectFields.has(field)) return isRecord(document[field]);
  if (part === 'rendered') {
    const value = document[field];
    return (
      text(document, field, part) !== null || (isRecord(value) && part in value && isNothing(value[part]))
    );
  }
  return part !== undefined || !textFields.has(field) || text(document, field) !== null;
}

/**
 * The error for a document that lacks one of some REST paths because a taxonomy took the name of the field; null where
 * all of them can be read.
 */
export function overlappedFieldError(
  { resource, document, revisionOf }: Entity,
  paths: readonly string[],
): WordPressError | null {
  const { fields } = resource.overlaps;
  // WordPress writes terms into content, not into its revisions.
  if (fields.size === 0 || revisionOf) return null;
  for (const path of paths) {
    const [field = ''] = path.split('.');
    const taxonomy = fields.get(field);
    if (taxonomy === undefined || valueAt(document, ...path.split('.')) !== undefined) continue;
    return new WordPressError(
      'absent',
      `The REST field \`${field}\` of ${document.id} in ${resource.route} holds terms of the taxonomy "${taxonomy}", whose rest_base is "${field}", too.`,
      { advice: otherBase(taxonomy) },
    );
  }
  return null;
}

/** What PHP and its plugins write where there is nothing. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return true;
  return itemsIn(value)?.length === 0;
}

function shortened(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}
