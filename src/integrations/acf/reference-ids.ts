import { isRecord } from '../../values/json.ts';
import { safeDecode } from '../../values/url-text.ts';
import { type Document, integer, list, text } from '../../wordpress/document.ts';

/** What an id can be of. */
export type ReferenceKind = 'content' | 'term' | 'user';

/** An id that a field carries. */
export interface ReferenceId {
  readonly id: number;
  /** What it is of, where the value itself says so; null for a bare number. */
  readonly kind: ReferenceKind | null;
  /** WordPress' own name of its post type or taxonomy, where the value says so. */
  readonly type: string | null;
}

/** A link that ACF adds to a document for what its fields refer to. */
export interface ReferenceLink {
  readonly id: number;
  readonly kind: ReferenceKind;
  /** Last part of the route: `posts`. */
  readonly restBase: string;
}

/** ACF's relations, and what they lead to. */
const relations: Readonly<Record<string, ReferenceKind>> = {
  'acf:post': 'content',
  'acf:attachment': 'content',
  'acf:term': 'term',
  'acf:user': 'user',
};

/** Paths of ACF's links. */
export const linkPaths: readonly string[] = Object.keys(relations).map((name) => `_links.${name}`);

/**
 * The ids in a value: numbers, as REST gives them by default, or whole objects, as it does where the site's
 * `acf_format` is `standard`. Anything else (ACF's links to archives) is left out.
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

/** ACF's links of a document. */
export function referenceLinks(document: Document): readonly ReferenceLink[] {
  return Object.entries(relations).flatMap(([relation, kind]) =>
    list(document, '_links', relation).flatMap((link): readonly ReferenceLink[] => {
      // With plain permalinks the route is an escaped query parameter.
      const [, restBase, id] = /([^/]+)\/(\d+)$/.exec(safeDecode(text(link, 'href') ?? '')) ?? [];
      return restBase && id ? [{ id: Number(id), kind, restBase }] : [];
    }),
  );
}

/**
 * What ids of one field are of. ACF's fields refer to one kind of thing each; where numbers are the same of a post and of
 * a user, those of its ids that are only of one kind decide. Null where nothing tells.
 */
export function kindOf(
  ids: readonly ReferenceId[],
  links: readonly ReferenceLink[],
): ReferenceKind | 'many' | null {
  const said = ids.map(({ id, kind }) =>
    kind ? [kind] : links.filter((link) => link.id === id).map((link) => link.kind),
  );
  const told = said.filter((kinds) => kinds.length > 0);
  const [first] = told;
  if (!first) return null;
  const common = [...new Set(first)].filter((kind) => told.every((kinds) => kinds.includes(kind)));
  return common.length === 1 ? (common[0] ?? null) : 'many';
}
