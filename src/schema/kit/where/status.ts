import { viewerHasCapability } from '../../../loading/access/viewer.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { Resource } from '../../../site/site.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { type ArgumentScope, asList, type Filter, matchesNone } from './rows.ts';

/**
 * Returns the filter for content of some statuses. For visitors, all statuses but the published one match no content, as
 * in WPGraphQL. For signed-in users who may edit, WordPress decides which content they see.
 */
export async function statusFilter(value: unknown, { resource, loaders }: ArgumentScope): Promise<Filter> {
  const requested = asList(value).map(String);
  const published = defaultStatus(resource);
  if (requested.every((status) => status === published)) return { status: [published] };
  if (await viewerHasCapability(resource.traits.has('pages') ? 'edit_pages' : 'edit_posts', loaders)) {
    return { status: requested };
  }
  return requested.includes(published) ? { status: [published] } : matchesNone;
}

/** Returns the status of the documents that WordPress lists by default. */
function defaultStatus({ kind, traits }: Resource): string {
  if (kind === 'comment') return 'approve';
  return traits.has('files') ? 'inherit' : 'publish';
}

/**
 * Splits a filter into queries that REST can serve, by status. For comments, REST takes one status at a time, or `all`
 * for approved and pending ones. No document is in two of the queries.
 */
export function splitByStatus({ status, ...filter }: Query, resource: Resource): readonly Query[] {
  if (!Array.isArray(status)) return [status === undefined ? filter : { ...filter, status }];
  const statuses = [...new Set(status.map(String))];
  if (statuses.every((each) => each === defaultStatus(resource))) return [filter];
  if (resource.kind !== 'comment') return [{ ...filter, status: statuses }];
  const hasAll = statusesOfAll.every((each) => statuses.includes(each));
  const values = hasAll ? ['all', ...statuses.filter((each) => !statusesOfAll.includes(each))] : statuses;
  return values.map((each) => (each === defaultStatus(resource) ? filter : { ...filter, status: each }));
}

/** The statuses of the comments that REST lists for `status=all`. */
const statusesOfAll: readonly string[] = ['approve', 'hold'];

/** REST's values for the statuses of comments. */
const commentStatuses: Readonly<Record<string, string>> = {
  APPROVE: 'approve',
  HOLD: 'hold',
  SPAM: 'spam',
  TRASH: 'trash',
};

/** Further values of `status` that `WP_Comment_Query` takes, with the statuses that they select. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  '0': ['HOLD'],
  '1': ['APPROVE'],
  all: ['APPROVE', 'HOLD'],
};

/** Returns the statuses that a value of `WP_Comment_Query`'s `status` selects. Returns none for an unknown value. */
export function commentStatusesOf(value: string): readonly string[] {
  const status = value.toUpperCase();
  return aliases[value] ?? (status in commentStatuses ? [status] : []);
}

/** Returns the filter for comments of some statuses. For clients who may not moderate, only approved comments match. */
export async function commentStatusFilter(value: unknown, { loaders }: ArgumentScope): Promise<Filter> {
  const statuses = asList(value).map((status) => commentStatuses[String(status)] ?? String(status));
  if (
    statuses.every((status) => status === 'approve') ||
    (await viewerHasCapability('moderate_comments', loaders))
  ) {
    return { status: statuses };
  }
  return statuses.includes('approve') ? { status: ['approve'] } : matchesNone;
}

/** Returns the filter that includes pingbacks and other types of comments. It is empty for clients who may not use it. */
export async function allCommentTypes(loaders: Loaders): Promise<Query> {
  return (await canFilterComments(loaders)) ? { type: 'all' } : {};
}

/** Returns whether WordPress lets the client filter comments by author and type (`WP_REST_Comments_Controller`). */
export async function canFilterComments(loaders: Loaders): Promise<boolean> {
  return loaders.isSignedIn && viewerHasCapability('edit_posts', loaders);
}
