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
  const maxSize = Math.max(1, Math.min(size?.maximum ?? chunkSize, chunkSize));
  return {
    minSize: Math.max(1, Math.min(size?.minimum ?? 1, maxSize)),
    maxSize,
    paging: takes('offset') ? 'offset' : takes('page') ? 'page' : null,
    takes,
  };
}

/**
 * Returns the REST parameters for an ordering. Leaves out a parameter that the route does not accept, if the route's default
 * has the same effect. Returns null if the route can't return documents in this order.
 */
export function orderParameters({
  resource,
  ordering,
}: Pick<Collection, 'resource' | 'ordering'>): Query | null {
  const { orderby, direction } = ordering;
  const query = { orderby, order: direction };
  const { parameters } = resource;
  if (parameters.size === 0) return query;
  const [orderbyParameter, orderParameter] = [parameters.get('orderby'), parameters.get('order')];
  const acceptsOrderby =
    orderbyParameter !== undefined &&
    (orderbyParameter.values.length === 0 || orderbyParameter.values.includes(orderby));
  const isDefault = (orderbyParameter?.default ?? defaultOrders[resource.kind].orderby) === orderby;
  if (!acceptsOrderby && !isDefault) return null;
  const acceptsDirection =
    orderParameter !== undefined &&
    (orderParameter.values.length === 0 || orderParameter.values.includes(direction));
  const defaultDirection = orderParameter?.default ?? defaultOrders[resource.kind].order;
  if (!acceptsDirection && !ordering.hasFixedDirection && defaultDirection !== direction) return null;
  return { ...(acceptsOrderby ? { orderby } : {}), ...(acceptsDirection ? { order: direction } : {}) };
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

/** Returns the parameters of every request for a collection. Without them, WordPress puts sticky posts first in each answer. */
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
