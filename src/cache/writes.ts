import { uriOf } from '../site/permalinks.ts';
import type { Resource, Site } from '../site/site.ts';
import { integer, text } from '../wordpress/document.ts';
import type { Write } from '../wordpress/rest.ts';
import { type Change, changeOfAll } from './changes.ts';
import { resourcesByRoute } from './requests.ts';

/**
 * Returns the changes that a write to WordPress may have made.
 *
 * @param answer - WordPress' answer to the write. Null if the write failed
 */
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
      route.startsWith(begins) ? [changeOfAll(name)] : [],
    );
  // Subscribers would learn from the change that the draft exists.
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

/** Parameters of content that decide who sees it, or who its author is. */
const visibility: readonly string[] = ['status', 'password', 'author'];

/**
 * Returns the changes of dependent documents. Visitors see comments and files only if they see the post, and users only if they
 * see one of their posts. WordPress may give the content of a deleted user to another one.
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
    .map(({ name }) => changeOfAll(name));
}

/** The kinds of documents that may appear or disappear together with a document, by its kind. */
const dependents: Readonly<Record<Resource['kind'], readonly Resource['kind'][]>> = {
  content: ['comment', 'user'],
  term: [],
  user: ['content'],
  comment: [],
};

/** Routes of WordPress that belong to no resource of the graph, and the name in changes for a write to them. */
const otherChanges: readonly { readonly begins: string; readonly resource: string }[] = [
  { begins: '/wp/v2/menu', resource: 'menu' },
  { begins: '/wp/v2/navigation', resource: 'menu' },
  { begins: '/wp/v2/settings', resource: 'settings' },
];

/**
 * Returns the changes of linked documents. A write of content changes the counts of its terms. A document that moves or is
 * removed changes the links of its children; a term also changes the links of posts whose permalinks contain it.
 */
function linkedChanges({ kind, name, linked, hierarchical }: Resource, isMoved: boolean): readonly Change[] {
  if (kind === 'content') return [...linked, ...(isMoved && hierarchical ? [name] : [])].map(changeOfAll);
  if (kind === 'term' && isMoved) return [name, ...linked].map(changeOfAll);
  return [];
}
