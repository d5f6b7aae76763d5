import type { Entity } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { loadPathsOfAnyType } from '../../../schema/find/any-type.ts';
import type { GraphPage } from '../../../schema/kit/graph/page.ts';
import { arrayCursor, toEdge } from '../../../schema/kit/graph/page.ts';
import type { ConnectionRequest } from '../../../schema/kit/relay/connection-field.ts';
import { pageOfList } from '../../../schema/kit/relay/list.ts';
import { type Resource, resourcesOf } from '../../../site/site.ts';
import type { Paths } from '../../../wordpress/paths.ts';
import type { Settings } from '../definitions/settings.ts';
import { referenceIds } from '../rest/reference-ids.ts';

/** A kind of field whose values are ids. */
export interface ReferenceKind {
  /** The type of the nodes: `ContentNode`. */
  readonly target: string;
  readonly kind: Resource['kind'];
  /** Whether the value is one node (`{ node }`), or whether the field's settings say so. Otherwise it is a connection. */
  readonly isOne: (settings: Settings) => boolean;
  /** The names of the resources that the settings allow. Null if they allow all of the kind. */
  readonly resources: (settings: Settings) => readonly string[] | null;
  /** Whether a page without `first` and `last` has all nodes. Otherwise it has ten. */
  readonly hasAllOnFirstPage?: boolean;
}

const content: ReferenceKind = {
  target: 'ContentNode',
  kind: 'content',
  isOne: (settings) => settings['graphql_connection_type'] === 'one_to_one',
  resources: ({ post_type: names }) => namesIn(names),
};

const media: ReferenceKind = {
  target: 'MediaItem',
  kind: 'content',
  isOne: () => true,
  resources: () => ['attachment'],
};

/** The kinds of fields with ids, by ACF's name of their type. */
export const referenceKinds: Readonly<Record<string, ReferenceKind>> = {
  post_object: content,
  relationship: content,
  page_link: content,
  image: media,
  file: media,
  gallery: { ...media, isOne: () => false },
  taxonomy: {
    target: 'TermNode',
    kind: 'term',
    isOne: () => false,
    resources: ({ taxonomy }) => namesIn(taxonomy),
    hasAllOnFirstPage: true,
  },
  user: { target: 'User', kind: 'user', isOne: () => false, resources: () => null },
};

function namesIn(value: unknown): readonly string[] | null {
  const names = (Array.isArray(value) ? value : [value]).filter(
    (name) => typeof name === 'string' && name !== '',
  );
  return names.length > 0 ? names : null;
}

/** The ids of a field, and where to look for them. */
export interface References {
  readonly ids: readonly number[];
  readonly kind: ReferenceKind;
  readonly settings: Settings;
}

/** Returns the ids in a value. Leaves out the addresses of archives, which page links can have. */
export function idsIn(value: unknown): readonly number[] {
  return [...new Set(referenceIds(value).map(({ id }) => id))];
}

/** Returns the page of a connection. It loads only the nodes of the page, and leaves out hidden ones. */
export async function pageOfReferences(
  { ids, ...of }: References,
  request: ConnectionRequest,
): Promise<GraphPage> {
  const { paging, loaders, projection } = request;
  const rows = ids.map((id) => ({ id, cursor: arrayCursor(id) }));
  const isWhole = of.kind.hasAllOnFirstPage && !paging.first && !paging.last;
  const page = pageOfList(
    rows,
    isWhole ? { ...paging, first: Math.max(1, ids.length) } : paging,
    loaders.limits,
  );
  const pathsOf = (resource: Resource) => projection(resource.typeName).paths;
  const loaded = await Promise.all(
    page.rows.map(async ({ id, cursor }) => ({
      cursor,
      node: await loadReference(id, of, { loaders, pathsOf }),
    })),
  );
  return { ...page, rows: loaded.flatMap(({ node, cursor }) => (node ? [{ node, cursor }] : [])) };
}

/** Returns the edge to a node. Null if there is none, or if WordPress hides it. */
export async function edgeOfReference(
  { ids, ...of }: References,
  reading: { readonly loaders: Loaders; readonly pathsOf: (resource: Resource) => Paths },
) {
  const [id] = ids;
  const node = id === undefined ? null : await loadReference(id, of, reading);
  return node && toEdge(node, node.document.id);
}

/** Loads a node from the only resource that the settings allow, or else from all that may have it. */
async function loadReference(
  id: number,
  { kind, settings }: Omit<References, 'ids'>,
  { loaders, pathsOf }: { readonly loaders: Loaders; readonly pathsOf: (resource: Resource) => Paths },
): Promise<Entity | null> {
  const names = kind.resources(settings);
  const all = resourcesOf(loaders.site, kind.kind);
  const allowed = names ? all.filter(({ name }) => names.includes(name)) : all;
  const [only, ...others] = allowed;
  if (only && others.length === 0) return loaders.entities(only).load(id, pathsOf(only));
  return loadPathsOfAnyType(kind.kind, id, { loaders, paths: pathsOf });
}
