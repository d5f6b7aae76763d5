import type { Resource } from '../../site/site.ts';
import type { Query } from '../../wordpress/rest.ts';
import type { Collection, Ordering } from './collection.ts';
import { chunkSize } from './lists.ts';

/** How a route is told at which document an answer begins; null: it can't be told. */
export type Paging = 'offset' | 'page' | null;

/** What a route says it can do, as far as pages depend on it. */
export interface Capabilities {
  /** Fewest and most documents that it gives for one request. */
  readonly minSize: number;
  readonly maxSize: number;
  readonly paging: Paging;
  /** Whether it takes a parameter. */
  takes(parameter: string): boolean;
}

/**
 * What the route of a resource can do. The REST index lists the arguments of every route; where the index is hidden,
 * discovery assumes those of a stock WordPress. A resource without any known argument is taken to be able to do all.
 */
export function capabilitiesOf({ parameters }: Pick<Resource, 'parameters'>): Capabilities {
  const isUnknown = parameters.size === 0;
  const takes = (parameter: string) => isUnknown || parameters.has(parameter);
  const size = parameters.get('per_page');
  const most = Math.max(1, Math.min(size?.maximum ?? chunkSize, chunkSize));
  return {
    minSize: Math.max(1, Math.min(size?.minimum ?? 1, most)),
    maxSize: most,
    paging: takes('offset') ? 'offset' : takes('page') ? 'page' : null,
    takes,
  };
}

/**
 * The parameters that make a route answer in an ordering; null where it can't be told to. Nothing has to be said for
 * the ordering in which the route answers anyhow.
 */
export function orderParameters({
  resource,
  ordering,
}: Pick<Collection, 'resource' | 'ordering'>): Query | null {
  const { orderby, direction } = ordering;
  const asked = { orderby, order: direction };
  const { parameters } = resource;
  if (parameters.size === 0) return asked;
  const [by, order] = [parameters.get('orderby'), parameters.get('order')];
  const isAsked = by !== undefined && (by.values.length === 0 || by.values.includes(orderby));
  const isDefault = (by?.default ?? defaultOrders[resource.kind].orderby) === orderby;
  if (!isAsked && !isDefault) return null;
  const isTurned = order !== undefined && (order.values.length === 0 || order.values.includes(direction));
  const standing = order?.default ?? defaultOrders[resource.kind].order;
  if (!isTurned && !ordering.hasFixedDirection && standing !== direction) return null;
  return { ...(isAsked ? { orderby } : {}), ...(isTurned ? { order: direction } : {}) };
}

/** How WordPress' controllers order a collection whose route lost `orderby` or `order`: the defaults of its queries. */
const defaultOrders: Readonly<Record<Resource['kind'], Pick<Ordering, 'orderby'> & { order: string }>> = {
  content: { orderby: 'date', order: 'desc' },
  term: { orderby: 'name', order: 'asc' },
  user: { orderby: 'slug', order: 'asc' },
  comment: { orderby: 'date', order: 'desc' },
};

/** Parameters of every request for a collection: sticky posts must not be put on top of each answer. */
export function constantParameters({ parameters }: Pick<Resource, 'parameters'>): Query {
  return parameters.get('ignore_sticky')?.default === false ? { ignore_sticky: true } : {};
}

/** Whether a page can be read by value, from a date on. */
export function supportsKeyset({ resource, ordering }: Pick<Collection, 'resource' | 'ordering'>): boolean {
  const { takes } = capabilitiesOf(resource);
  return (
    ordering.keyset !== null &&
    takes(ordering.keyset.after) &&
    takes(ordering.keyset.before) &&
    orderParameters({ resource, ordering }) !== null
  );
}
