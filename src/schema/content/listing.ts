import type { Resource } from '../../site/site.ts';
import type { ListedResource, Listing } from '../relay/read.ts';
import { contentOrdering, contentWhere } from '../where/content.ts';
import { commentOrdering, commentWhere, termOrdering, userOrdering, userWhere } from '../where/others.ts';
import { commentsOfAllTypes } from '../where/status.ts';
import { termWhere } from '../where/terms.ts';

/** How a resource is filtered and ordered, by its kind. */
export function listingOf(resource: Resource): Listing {
  switch (resource.kind) {
    case 'content':
      return { rows: contentWhere(resource), ordering: contentOrdering };
    case 'term':
      return { rows: termWhere, ordering: termOrdering };
    case 'user':
      return { rows: userWhere, ordering: userOrdering };
    case 'comment':
      return { rows: commentWhere, ordering: commentOrdering, unasked: commentsOfAllTypes };
  }
}

/** A resource as a connection lists it, with what the connection implies. */
export function listed(resource: Resource, implied: ListedResource['implied'] = {}): ListedResource {
  return { resource, listing: listingOf(resource), implied };
}
