import type { Loaders } from '../../loading/loaders.ts';
import { viewerMay } from '../../loading/viewer.ts';
import type { Query } from '../../wordpress/client.ts';
import { InputError } from '../errors.ts';
import { asList, type Filter, type Scope } from './rows.ts';

/**
 * Content of these statuses. Visitors see what is published: other statuses match nothing, as in WPGraphQL. Who signed
 * in and may edit is shown what WordPress lets them see of the others.
 */
export async function statusFilter(value: unknown, { resource, loaders }: Scope): Promise<Filter> {
  const wanted = asList(value).map(String);
  const shown = resource.name === 'attachment' ? 'inherit' : 'publish';
  if (wanted.every((status) => status === shown)) return {};
  if (await viewerMay(resource.name === 'page' ? 'edit_pages' : 'edit_posts', loaders)) {
    return { status: wanted };
  }
  return wanted.includes(shown) ? {} : 'nothing';
}

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
export async function commentStatusFilter(value: unknown, { loaders, argument }: Scope): Promise<Filter> {
  const wanted = [...new Set(asList(value).map(String))];
  const [only] = wanted;
  if (!only || wanted.every((status) => status === 'APPROVE')) return {};
  if (await viewerMay('moderate_comments', loaders)) {
    if (wanted.length === 1) return { status: commentStatuses[only] ?? only };
    // REST's `all` is approved and waiting ones.
    if (!wanted.includes('SPAM') && !wanted.includes('TRASH')) return { status: 'all' };
    throw new InputError(
      `\`${argument}\` can't have SPAM or TRASH together with others: WordPress' REST API takes one of them at a time.`,
    );
  }
  return wanted.includes('APPROVE') ? {} : 'nothing';
}

/** Pingbacks and the like too, which WordPress lists to those who may edit posts. */
export async function commentsOfAllTypes(loaders: Loaders): Promise<Query> {
  return (await mayFilterComments(loaders)) ? { type: 'all' } : {};
}

/** Whether WordPress filters comments by author and type for who asks (`WP_REST_Comments_Controller`). */
export async function mayFilterComments(loaders: Loaders): Promise<boolean> {
  return loaders.isSignedIn && viewerMay('edit_posts', loaders);
}
