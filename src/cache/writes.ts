import { uriOf } from '../site/permalinks.ts';
import type { Resource, Site } from '../site/site.ts';
import { integer, text } from '../wordpress/document.ts';
import type { Write } from '../wordpress/rest.ts';
import type { Change } from './changes.ts';
import { resourcesByRoute } from './requests.ts';

/** Returns the changes that a write has made, or may have made. */
export function changesOf(
  { method, route, body = {} }: Write,
  answer: unknown,
  site: Pick<Site, 'resources' | 'home' | 'url' | 'address'>,
): readonly Change[] {
  const resources = resourcesByRoute(site);
  const [, collection = route, pathId] = /^(.+?)\/(\d+|me)(?:\/|$)/.exec(route) ?? [];
  const resource = resources.get(collection);
  if (!resource)
    return otherChanges.flatMap(({ begins, resource: name }) =>
      route.startsWith(begins) ? [all(name)] : [],
    );
  // The link of a draft tells strangers that it exists.
  const isHidden = hiddenStatuses.has(text(answer, 'status') ?? '');
  if (isHidden && pathId === undefined) return [];
  const isRemoved = method === 'DELETE' || isHidden;
  const link = isHidden ? null : text(answer, 'link');
  const parent = resource.kind === 'comment' ? integer(answer, 'post') : null;
  const own: Change = {
    kind: isRemoved ? 'removed' : pathId === undefined ? 'published' : 'changed',
    resource: resource.name,
    id: Number(pathId) || integer(answer, 'id'),
    uris: link === null ? [] : [uriOf(site, link)],
    ...(parent === null ? {} : { parent }),
  };
  return [
    own,
    ...linkedChanges(resource, isRemoved || body['slug'] !== undefined || body['parent'] !== undefined),
    ...dependentChanges({ resource, isRemoved, body }, resources),
  ];
}

/** Statuses of content and comments that visitors do not see. */
const hiddenStatuses: ReadonlySet<string> = new Set([
  ...['draft', 'auto-draft', 'pending', 'future', 'private', 'trash'],
  ...['hold', 'spam'],
]);

/** Parameters of content that decide who sees it, and whose it is. */
const visibility: readonly string[] = ['status', 'password', 'author'];

/**
 * Returns the changes of documents that visitors see only together with others: comments and files with their post, and
 * users with their posts. Content of a deleted user may belong to another one.
 */
function dependentChanges(
  { resource, isRemoved, body }: { resource: Resource; isRemoved: boolean; body: Write['body'] },
  resources: ReadonlyMap<string, Resource>,
): readonly Change[] {
  const { kind, name: own } = resource;
  const isShownOtherwise = kind === 'content' && visibility.some((name) => body?.[name] !== undefined);
  if (!isRemoved && !isShownOtherwise) return [];
  const kinds: ReadonlySet<Resource['kind']> = new Set(dependents[kind]);
  return [...resources.values()]
    .filter((other) => other.name !== own)
    .filter((other) => kinds.has(other.kind) || (kind === 'content' && other.name === 'attachment'))
    .map(({ name }) => all(name));
}

/** The kinds of documents that may appear or vanish with a document of a kind. */
const dependents: Readonly<Record<Resource['kind'], readonly Resource['kind'][]>> = {
  content: ['comment', 'user'],
  term: [],
  user: ['content'],
  comment: [],
};

/** Routes of WordPress that belong to no resource of the graph, and what a write to them changes. */
const otherChanges: readonly { readonly begins: string; readonly resource: string }[] = [
  { begins: '/wp/v2/menu', resource: 'menu' },
  { begins: '/wp/v2/navigation', resource: 'menu' },
  { begins: '/wp/v2/settings', resource: 'settings' },
];

/**
 * Returns the changes of other documents. Content changes the counts of its terms. Whatever moves or goes takes the links of
 * other documents along: those of its children, and those of posts below a category or an author.
 */
function linkedChanges({ kind, name, linked, hierarchical }: Resource, isMoved: boolean): readonly Change[] {
  if (kind === 'content') return [...linked, ...(isMoved && hierarchical ? [name] : [])].map(all);
  if (kind === 'term' && isMoved) return [name, ...linked].map(all);
  return [];
}

function all(resource: string): Change {
  return { kind: 'changed', resource, id: null, uris: [] };
}
