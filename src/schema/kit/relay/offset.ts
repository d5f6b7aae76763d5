import { isRecord } from '../../../values/json.ts';
import { InputError } from '../base/errors.ts';
import { defaultPageSize, type PagingArguments } from './window.ts';

/**
 * Returns the paging that `where.offsetPagination` asks for, in the place of the other paging arguments. Returns null if the
 * client has not used it.
 *
 * @throws InputError if a number is negative
 */
export function offsetPaging(value: unknown): PagingArguments | null {
  if (!isRecord(value)) return null;
  const first = countOf('size', value['size']) ?? defaultPageSize;
  return { first, skip: countOf('offset', value['offset']) ?? 0 };
}

function countOf(name: string, value: unknown): number | null {
  if (typeof value !== 'number') return null;
  if (value >= 0) return value;
  throw new InputError(`\`where.offsetPagination.${name}\` must be 0 or more. It was ${value}.`);
}
