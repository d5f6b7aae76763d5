import { limits } from '../../values/limits.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { constantParameters, orderParameters } from '../base/capabilities.ts';
import type { Collection, Direction, Ordering, Slice } from '../base/collection.ts';
import { readSlice } from './slice.ts';

/** Reads a whole collection, up to {@link limits.maxWholeCollection} documents. The slice's `total` shows whether it has more. */
export function readWhole(
  rest: Rest,
  { resource, filter }: Pick<Collection, 'resource' | 'filter'>,
  {
    paths,
    orderby = 'id',
    direction = 'asc',
    count = limits.maxWholeCollection,
  }: { paths: Paths; orderby?: string; direction?: Direction; count?: number },
): Promise<Slice> {
  const ordering: Ordering = { name: orderby, orderby, direction, ties: 'desc', keyset: null };
  return readSlice(rest, { resource, filter, ordering }, { offset: 0, count, paths });
}

/**
 * Returns the number of documents of a collection with one small request; null if the site doesn't state it. The request is
 * that for the first document of the collection, so the cache answers it if it knows more of them.
 */
export async function countCollection(
  rest: Rest,
  { resource, filter, ordering }: Pick<Collection, 'resource' | 'filter'> & Partial<Collection>,
): Promise<number | null> {
  const { documents, total } = await rest.list(resource.route, {
    ...constantParameters(resource),
    ...filter,
    ...(ordering ? orderParameters({ resource, ordering }) : {}),
    per_page: 1,
    _fields: ['id'],
  });
  return total === 0 && documents.length > 0 ? null : total;
}
