import { isRecord } from '../../../values/json.ts';
import { safeDecode } from '../../../values/url-text.ts';
import { type Document, integer, list, text } from '../../../wordpress/document.ts';

/** A kind of object that an id can refer to. */
export type ReferenceKind = 'content' | 'term' | 'user';

/** An id in the value of a field. */
export interface ReferenceId {
  readonly id: number;
  /** The kind of object, if the value contains it. null for a bare number. */
  readonly kind: ReferenceKind | null;
  /** The name of the post type or taxonomy in WordPress, if the value contains it. */
  readonly type: string | null;
}

/** A link that ACF adds to a document for an object that a field refers to. */
export interface ReferenceLink {
  readonly id: number;
  readonly kind: ReferenceKind;
  /** The `rest_base` in the route: `posts`. */
  readonly restBase: string;
}

/** The kind of object for each link relation of ACF. */
const relations: Readonly<Record<string, ReferenceKind>> = {
  'acf:post': 'content',
  'acf:attachment': 'content',
  'acf:term': 'term',
  'acf:user': 'user',
};

/** REST paths of ACF's links. */
export const linkPaths: readonly string[] = Object.keys(relations).map((name) => `_links.${name}`);

/**
 * Returns the ids in a value. REST returns ids by default, and whole objects if the site's `acf_format` is `standard`. Leaves
 * out all other values, such as ACF's links to archives.
 */
export function referenceIds(value: unknown): readonly ReferenceId[] {
  const items = Array.isArray(value) ? value : [value];
  return items.map(referenceId).filter((id) => id !== null);
}

function referenceId(item: unknown): ReferenceId | null {
  if (!isRecord(item)) {
    const id = integer({ item }, 'item');
    return id && id > 0 ? { id, kind: null, type: null } : null;
  }
  const term = integer(item, 'term_id');
  if (term) return { id: term, kind: 'term', type: text(item, 'taxonomy') };
  const id = integer(item, 'ID') ?? integer(item, 'id');
  if (!id) return null;
  if ('user_nicename' in item || 'user_firstname' in item) return { id, kind: 'user', type: null };
  const type = text(item, 'post_type') ?? ('mime_type' in item ? 'attachment' : null);
  return { id, kind: type === null ? null : 'content', type };
}

/** Returns the links that ACF has added to a document. */
export function referenceLinks(document: Document): readonly ReferenceLink[] {
  return Object.entries(relations).flatMap(([relation, kind]) =>
    list(document, '_links', relation).flatMap((link): readonly ReferenceLink[] => {
      // With plain permalinks, the route is an escaped query parameter.
      const [, restBase, id] = /([^/]+)\/(\d+)$/.exec(safeDecode(text(link, 'href') ?? '')) ?? [];
      return restBase && id ? [{ id: Number(id), kind, restBase }] : [];
    }),
  );
}

/**
 * Returns the kind of object that a field refers to. All ids of an ACF field refer to the same kind. If an id has links of
 * several kinds (a post and a user with the same id), the other ids decide. Returns `many` if several kinds remain, and null if
 * neither the values nor the links contain a kind.
 */
export function kindOf(
  ids: readonly ReferenceId[],
  links: readonly ReferenceLink[],
): ReferenceKind | 'many' | null {
  const kindsById = ids.map(({ id, kind }) =>
    kind ? [kind] : links.filter((link) => link.id === id).map((link) => link.kind),
  );
  const nonEmpty = kindsById.filter((kinds) => kinds.length > 0);
  const [first] = nonEmpty;
  if (!first) return null;
  const common = [...new Set(first)].filter((kind) => nonEmpty.every((kinds) => kinds.includes(kind)));
  return common.length === 1 ? (common[0] ?? null) : 'many';
}
