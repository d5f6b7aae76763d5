import { queryString } from '../../wordpress/url.ts';

/** Maximum number of ids in `include=`, and the largest `per_page` of WordPress. */
export const chunkSize = 100;

/** Splits a list into parts of at most `size` items. */
export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** Splits a list of texts into parts of at most `size` items, and at most `bytes` in a URL. */
export function chunksInAddress(
  all: readonly string[],
  { size, bytes }: { size: number; bytes: number },
): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const text of all) {
    const length = queryString({ text }).length;
    const part = parts.at(-1);
    if (part && part.length < size && length <= left) part.push(text);
    else parts.push([text]);
    left = (parts.at(-1) === part ? left : bytes) - length;
  }
  return parts;
}

/** Groups items by key and keeps their order (`Map.groupBy` of Node 21). */
export function groupBy<T, K>(all: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of all) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
