import type { Resource } from '../../site/site.ts';
import type { ListedResource, ListRules } from '../kit/relay/read.ts';
import type { WhereRow } from '../kit/where/rows.ts';
import { allCommentTypes } from '../kit/where/status.ts';
import { commentWhere } from './comment-arguments.ts';
import { contentOrdering, contentTypesArgument, contentWhere } from './content-arguments.ts';
import { commentOrdering, termOrdering, userOrdering } from './orderings.ts';
import { termWhere } from './term-arguments.ts';
import { userWhere } from './user-arguments.ts';

/** Returns the `where` arguments, orderings and default filter of a resource. */
export function listRulesOf(resource: Resource): ListRules {
  const rows = whereOf(resource);
  switch (resource.kind) {
    case 'content':
      return { rows: [contentTypesArgument, ...rows], ordering: contentOrdering };
    case 'term':
      return { rows, ordering: termOrdering };
    case 'user':
      return { rows, ordering: userOrdering };
    case 'comment':
      return { rows, ordering: commentOrdering, defaultFilter: allCommentTypes };
  }
}

/** Returns the arguments of `where` on connections to one resource. */
export function whereOf(resource: Resource): readonly WhereRow[] {
  switch (resource.kind) {
    case 'content':
      return contentWhere(resource);
    case 'term':
      return termWhere;
    case 'user':
      return userWhere;
    case 'comment':
      return commentWhere;
  }
}

/**
 * Returns a resource with its rules, as connections list it.
 *
 * @param implied - REST parameters that the connection requires
 */
export function listedResource(resource: Resource, implied: ListedResource['implied'] = {}): ListedResource {
  return { resource, rules: listRulesOf(resource), implied };
}
