import { documentPrefixes, toGlobalId } from '../../schema/kit/base/global-id.ts';
import type { Site } from '../../site/site.ts';

/** The facts about an answer that its HTTP cache tags contain. */
export interface Tagged {
  /** Tags of the gateway's own cache: `post:7`, `list:post`. */
  readonly tags: Iterable<string>;
  /** Name of its operation. Null if it has none. */
  readonly name: string | null;
  /** Id of its persisted query. Null if it has none. */
  readonly queryId: string | null;
}

/** Collections that `Site.resources` lacks, because the graph has types of its own for their documents. */
const ownTypes: Readonly<Record<string, { readonly node: 'term' | 'post'; readonly list: string }>> = {
  menu: { node: 'term', list: 'menu' },
  nav_menu: { node: 'term', list: 'menu' },
  'menu-item': { node: 'post', list: 'menuitem' },
  nav_menu_item: { node: 'post', list: 'menuitem' },
};

/**
 * Returns the tags by which HTTP caches can purge an answer, in the form of WPGraphQL Smart Cache: `graphql:Query`,
 * `operation:Name`, `list:post`, and the global ids of nodes.
 *
 * If they are too long, the tags of some nodes are left out, and one tag such as `skipped:post` replaces those of a kind
 * (`QueryAnalyzer::get_graphql_keys`).
 *
 * @param maxLength - the largest number of characters of all tags, with a space between them
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

/** Returns the HTTP cache tags of documents and lists that have changed, in the form of {@link cacheTags}. */
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
  // `skipped:comment` is the longest tag of this form.
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
  return known ? documentPrefixes[known.kind] : ownTypes[resource]?.node;
}
