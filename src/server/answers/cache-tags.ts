import { toGlobalId } from '../../schema/kit/base/global-id.ts';
import type { Site } from '../../site/site.ts';

/** What cache tags say about an answer. */
export interface Tagged {
  /** Tags of what it was made of: `post:7`, `list:post`. */
  readonly tags: Iterable<string>;
  /** Name of its operation. Null if it has none. */
  readonly name: string | null;
  /** Id of its persisted query. Null if it has none. */
  readonly queryId: string | null;
}

/** The kind of node in the global ids of documents, by the kind of their collection. */
const nodeTypes = { content: 'post', term: 'term', user: 'user', comment: 'comment' } as const;

/** Collections of which `resources` knows nothing, because the graph has own types for their documents. */
const ownTypes: Readonly<Record<string, { readonly node: 'term' | 'post'; readonly list: string }>> = {
  menu: { node: 'term', list: 'menu' },
  nav_menu: { node: 'term', list: 'menu' },
  'menu-item': { node: 'post', list: 'menuitem' },
  nav_menu_item: { node: 'post', list: 'menuitem' },
};

/**
 * Returns the tags by which caches in front of the gateway drop an answer, as WPGraphQL Smart Cache writes them:
 * `graphql:Query`, `operation:Name`, `list:post`, and the global ids of nodes.
 *
 * If they don't fit, those of single nodes are left out, and `skipped:post` stands for all of their kind
 * (`QueryAnalyzer::get_graphql_keys`).
 *
 * @param maxLength - characters of all tags with a space between them
 */
export function cacheTags(
  { tags, name, queryId }: Tagged,
  { site, maxLength }: { site: Pick<Site, 'resources'>; maxLength: number },
): readonly string[] {
  const general = new Set<string>();
  if (queryId !== null && /^[\w-]{1,128}$/.test(queryId)) general.add(queryId);
  general.add(everyQuery);
  if (name !== null) general.add(`operation:${name}`);
  const nodes = new Map<string, string>();
  for (const tag of tags) {
    const colon = tag.indexOf(':');
    const [kind, rest] = [tag.slice(0, colon), tag.slice(colon + 1)];
    if (kind === 'list') general.add(`list:${listName(rest, site)}`);
    const node = nodeTypeOf(kind, site);
    if (node && /^\d+$/.test(rest)) nodes.set(toGlobalId(node, rest), node);
  }
  return fitting([...general], nodes, maxLength);
}

/** Returns the tags of {@link cacheTags} for documents and lists alone, as a change of them makes old. */
export function changedCacheTags(tags: readonly string[], site: Pick<Site, 'resources'>): readonly string[] {
  const all = cacheTags({ tags, name: null, queryId: null }, { site, maxLength: Number.POSITIVE_INFINITY });
  return all.filter((tag) => tag !== everyQuery);
}

/** The tag of every answer. */
const everyQuery = 'graphql:Query';

function fitting(
  general: readonly string[],
  nodes: ReadonlyMap<string, string>,
  maxLength: number,
): readonly string[] {
  const kept: string[] = [];
  // `skipped:comment` is the longest tag that stands for others.
  const reserved = new Set(nodes.values()).size * 'skipped:comment '.length;
  let room = maxLength - reserved;
  const skipped = new Set<string>();
  for (const tag of [...general, ...nodes.keys()]) {
    room -= tag.length + 1;
    if (room >= 0) kept.push(tag);
    else skipped.add(`skipped:${nodes.get(tag) ?? 'list'}`);
  }
  return [...kept, ...skipped];
}

function listName(resource: string, { resources }: Pick<Site, 'resources'>): string {
  return ownTypes[resource]?.list ?? (resources.get(resource)?.typeName ?? resource).toLowerCase();
}

function nodeTypeOf(resource: string, { resources }: Pick<Site, 'resources'>) {
  const known = resources.get(resource);
  return known ? nodeTypes[known.kind] : ownTypes[resource]?.node;
}
