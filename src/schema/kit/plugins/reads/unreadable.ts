import type { Entity } from '../../../../loading/base/entity.ts';
import { renameAdvice } from '../../../../loading/rest/overlapped-fields.ts';
import type { Site } from '../../../../site/site.ts';
import { isRecord, valueAt } from '../../../../values/json.ts';
import { integer, integers, itemsIn, text } from '../../../../wordpress/document.ts';
import { changedFieldAdvice, WordPressError } from '../../../../wordpress/errors.ts';

/** Fields of WordPress' own documents whose value is an id. */
const idFields = new Set(['author', 'featured_media', 'parent', 'post', 'menus', 'object_id']);

/** Fields whose value is another number. */
const numberFields = new Set(['count', 'menu_order']);

/** Fields whose value is an object. */
const objectFields = new Set(['avatar_urls', 'media_details']);

/** Parts of fields that must be objects: a list would lack the names. */
const namedParts: Readonly<Record<string, string>> = { media_details: 'sizes' };

/** Fields whose value is a string. */
const textFields = new Set(
  (
    'date date_gmt modified modified_gmt slug status link type template name url description author_name author_url ' +
    'comment_status ping_status format alt_text media_type mime_type source_url'
  ).split(' '),
);

/** A REST field that is missing, or whose value has an unexpected type. */
export interface UnreadableField {
  readonly field: string;
  /** Absent if the field is missing. */
  readonly value?: unknown;
}

/**
 * Returns the first unreadable field among some REST paths of a document: its value has an unexpected type, or WordPress
 * always has the field and it is missing. Returns null if all can be read. A plugin can change any field, and a value that
 * the gateway cannot read must not look like an empty one.
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
      // For `_fields=title.rendered`, WordPress omits a `title` without that part, or returns an empty list.
      if (value === undefined || (part === 'rendered' && itemsIn(value)?.length === 0)) {
        const isExpected = (field === 'link' || part === 'rendered') && resource.properties.has(field);
        return isExpected && !revisionOf ? [{ field }] : [];
      }
      const isReadable =
        isEmptyValue(value) || hasExpectedType(document, { field, part, isList: bases.includes(field) });
      if (!isReadable) return [{ field, value }];
      const named = namedParts[field];
      const inner = named && valueAt(value, named);
      return isEmptyValue(inner) || itemsIn(inner) === null
        ? []
        : [{ field: `${field}.${named}`, value: inner }];
    })[0] ?? null
  );
}

/** Returns the error for an unreadable field. Its report quotes the value. */
export function unreadableFieldError(
  { resource, document }: Entity,
  { field, value }: UnreadableField,
): WordPressError {
  const problem = value === undefined ? 'is missing' : "can't be read";
  const message = `The REST field \`${field}\` of ${document.id} in ${resource.route} ${problem}`;
  return new WordPressError('invalid-answer', `${message}.`, {
    report: value === undefined ? `${message}.` : `${message}: ${shortened(value)}.`,
    advice: changedFieldAdvice(field),
  });
}

function hasExpectedType(
  document: Entity['document'],
  { field, part, isList }: { field: string; part: string | undefined; isList: boolean },
): boolean {
  if (isList) return integers(document, field).length > 0;
  if (idFields.has(field) || numberFields.has(field)) return integer(document, field) !== null;
  if (objectFields.has(field)) return isRecord(document[field]);
  if (part === 'rendered') {
    const value = document[field];
    return (
      text(document, field, part) !== null || (isRecord(value) && part in value && isEmptyValue(value[part]))
    );
  }
  return part !== undefined || !textFields.has(field) || text(document, field) !== null;
}

/**
 * Returns the error for a document that lacks one of some REST paths because a taxonomy with that `rest_base` overwrites
 * the field. Returns null if the document has all paths.
 */
export function overlappedFieldError(
  { resource, document, revisionOf }: Entity,
  paths: readonly string[],
): WordPressError | null {
  const { fields } = resource.overlaps;
  // WordPress adds terms to content, not to its revisions.
  if (fields.size === 0 || revisionOf) return null;
  for (const path of paths) {
    const [field = ''] = path.split('.');
    const taxonomy = fields.get(field);
    if (taxonomy === undefined || valueAt(document, ...path.split('.')) !== undefined) continue;
    return new WordPressError(
      'absent',
      `The REST field \`${field}\` of ${document.id} in ${resource.route} holds terms of the taxonomy "${taxonomy}", whose rest_base is "${field}", too.`,
      { advice: renameAdvice(taxonomy) },
    );
  }
  return null;
}

/** Returns whether a value is one that PHP code uses for "no value". */
function isEmptyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return true;
  return itemsIn(value)?.length === 0;
}

function shortened(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}
