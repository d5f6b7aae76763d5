import type { Rest } from '../../wordpress/rest.ts';
import type { Collection, Direction, Ordering, Slice } from '../base/collection.ts';
import type { Paths } from '../base/entity.ts';
import { readSlice } from './slice.ts';

/** Most documents of a collection that are read to answer what WordPress can't. */
export const mostRead = 1000;

/** All of a collection, up to {@link mostRead} documents; the slice's total says whether there are more. */
export function readWhole(
  rest: Rest,
  { resource, filter }: Pick<Collection, 'resource' | 'filter'>,
  {
    paths,
    orderby = 'id',
    direction = 'asc',
    count = mostRead,
  }: { paths: Paths; orderby?: string; direction?: Direction; count?: number },
): Promise<Slice> {
  const ordering: Ordering = { name: orderby, orderby, direction, ties: 'desc', keyset: null };
  return readSlice(rest, { resource, filter, ordering }, { offset: 0, count, paths });
}

/** How many documents a collection has, for one small request; null where the site doesn't say. */
export async function countCollection(
  rest: Rest,
  { resource, filter }: Pick<Collection, 'resource' | 'filter'>,
): Promise<number | null> {
  const { documents, total } = await rest.list(resource.route, { ...filter, per_page: 1, _fields: ['id'] });
  return total === 0 && documents.length > 0 ? null : total;
}
