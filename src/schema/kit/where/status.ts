import { viewerMay } from '../../../loading/access/viewer.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { Resource } from '../../../site/site.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { type ArgumentScope, asList, type Filter, matchesNone } from './rows.ts';

/**
 * Content of these statuses. Visitors see what is published: other statuses match nothing, as in WPGraphQL. Who signed
 * in and may edit is shown what WordPress lets them see of the others.
 */
export async function statusFilter(value: unknown, { resource, loaders }: ArgumentScope): Promise<Filter> {
  const wanted = asList(value).map(String);
  const shown = defaultStatus(resource);
  if (wanted.every((status) => status === shown)) return { status: [shown] };
  if (await viewerMay(resource.traits.has('pages') ? 'edit_pages' : 'edit_posts', loaders)) {
    return { status: wanted };
  }
  return wanted.includes(shown) ? { status: [shown] } : matchesNone;
}

/** The status of documents that WordPress lists unless it is asked for another one. */
function defaultStatus({ kind, traits }: Resource): string {
  if (kind === 'comment') return 'approve';
  return traits.has('files') ? 'inherit' : 'publish';
}

/**
 * A filter as REST takes it: a query for each set of statuses that it can list at once, none of them with documents
 * of another. Comments are listed by one status at a time, or approved and waiting ones together as `all`.
 */
export function splitByStatus({ status, ...filter }: Query, resource: Resource): readonly Query[] {
  if (!Array.isArray(status)) return [status === undefined ? filter : { ...filter, status }];
  const wanted = [...new Set(status.map(String))];
  if (wanted.every((each) => each === defaultStatus(resource))) return [filter];
  if (resource.kind !== 'comment') return [{ ...filter, status: wanted }];
  const isBoth = both.every((each) => wanted.includes(each));
  const sets = isBoth ? ['all', ...wanted.filter((each) => !both.includes(each))] : wanted;
  return sets.map((each) => (each === defaultStatus(resource) ? filter : { ...filter, status: each }));
}

/** The statuses that REST lists together as `all`. */
const both: readonly string[] = ['approve', 'hold'];

/** How REST calls the statuses of comments. */
const commentStatuses: Readonly<Record<string, string>> = {
  APPROVE: 'approve',
  HOLD: 'hold',
  SPAM: 'spam',
  TRASH: 'trash',
};

/** Other words that WordPress has for statuses of comments (`WP_Comment_Query`). */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  '0': ['HOLD'],
  '1': ['APPROVE'],
  all: ['APPROVE', 'HOLD'],
};

/** The statuses that a word of WordPress' means; none for a word that it doesn't know. */
export function commentStatusesOf(word: string): readonly string[] {
  const status = word.toUpperCase();
  return otherWords[word] ?? (status in commentStatuses ? [status] : []);
}

/** Comments of these statuses; visitors see approved ones. */
export async function commentStatusFilter(value: unknown, { loaders }: ArgumentScope): Promise<Filter> {
  const wanted = asList(value).map((status) => commentStatuses[String(status)] ?? String(status));
  if (wanted.every((status) => status === 'approve') || (await viewerMay('moderate_comments', loaders))) {
    return { status: wanted };
  }
  return wanted.includes('approve') ? { status: ['approve'] } : matchesNone;
}

/** Pingbacks and the like too, which WordPress lists to those who may edit posts. */
export async function allCommentTypes(loaders: Loaders): Promise<Query> {
  return (await canFilterComments(loaders)) ? { type: 'all' } : {};
}

/** Whether WordPress filters comments by author and type for who asks (`WP_REST_Comments_Controller`). */
export async function canFilterComments(loaders: Loaders): Promise<boolean> {
  return loaders.isSignedIn && viewerMay('edit_posts', loaders);
}
