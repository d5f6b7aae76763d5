import type { Resource } from '../../site/site.ts';
import type { ListedResource, Listing } from '../relay/read.ts';
import { commentWhere } from '../where/comments.ts';
import { contentOrdering, contentTypes, contentWhere } from '../where/content.ts';
import { commentOrdering, termOrdering, userOrdering } from '../where/orderings.ts';
import type { WhereRow } from '../where/rows.ts';
import { commentsOfAllTypes } from '../where/status.ts';
import { termWhere } from '../where/terms.ts';
import { userWhere } from '../where/users.ts';

/** How a resource is filtered and ordered, by its kind. */
export function listingOf(resource: Resource): Listing {
  const rows = whereOf(resource);
  switch (resource.kind) {
    case 'content':
      return { rows: [contentTypes, ...rows], ordering: contentOrdering };
    case 'term':
      return { rows, ordering: termOrdering };
    case 'user':
      return { rows, ordering: userOrdering };
    case 'comment':
      return { rows, ordering: commentOrdering, unasked: commentsOfAllTypes };
  }
}

/** The arguments of `where` of connections to one resource. */
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

/** A resource as a connection lists it, with what the connection implies. */
export function listed(resource: Resource, implied: ListedResource['implied'] = {}): ListedResource {
  return { resource, listing: listingOf(resource), implied };
}
