import type { Resource } from '../../site/site.ts';
import type { Query } from '../../wordpress/rest.ts';
import type { Collection, Ordering } from './collection.ts';
import { chunkSize } from './lists.ts';

/** The parameter that selects where an answer begins; null if the route has none. */
export type Paging = 'offset' | 'page' | null;

/** The capabilities of a route that paging depends on. */
export interface Capabilities {
  /** Smallest and largest `per_page` that the route accepts. */
  readonly minSize: number;
  readonly maxSize: number;
  readonly paging: Paging;
  /** Whether the route accepts a parameter. */
  takes(parameter: string): boolean;
}

/**
 * Returns the capabilities of a resource's route. The REST index lists the arguments of every route. If the index is
 * hidden, discovery assumes those of a stock WordPress. If no argument is known, the route is assumed to accept all.
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
 * Returns the parameters that select an ordering. Returns null if the route can't answer in it. Leaves out parameters
 * that the route does not accept, if its default is the wanted order.
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

/**
 * The default order of each kind of collection in WordPress' controllers, for a route without `orderby` or `order`.
 */
const defaultOrders: Readonly<Record<Resource['kind'], Pick<Ordering, 'orderby'> & { order: string }>> = {
  content: { orderby: 'date', order: 'desc' },
  term: { orderby: 'name', order: 'asc' },
  user: { orderby: 'slug', order: 'asc' },
  comment: { orderby: 'date', order: 'desc' },
};

/** Returns the parameters of every request for a collection. They keep sticky posts from the top of each answer. */
export function constantParameters({ parameters }: Pick<Resource, 'parameters'>): Query {
  return parameters.get('ignore_sticky')?.default === false ? { ignore_sticky: true } : {};
}

/** Whether a page can be read by value, starting from a date. */
export function supportsKeyset({ resource, ordering }: Pick<Collection, 'resource' | 'ordering'>): boolean {
  const { takes } = capabilitiesOf(resource);
  return (
    ordering.keyset !== null &&
    takes(ordering.keyset.after) &&
    takes(ordering.keyset.before) &&
    orderParameters({ resource, ordering }) !== null
  );
}
