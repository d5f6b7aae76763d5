import type { Query } from '../../wordpress/rest.ts';
import type { Paging } from '../base/capabilities.ts';

/** The ranks of one request: `size` documents from rank `from` on. */
export interface Span {
  readonly from: number;
  readonly size: number;
}

/**
 * Returns the requests that cover `count` ranks from `offset` on. With `page`, a request begins at a multiple of its size:
 * the result is the smallest page that covers all ranks, or several pages of the largest size.
 */
export function spansFrom({
  offset,
  count,
  paging,
  minSize,
  maxSize,
}: {
  offset: number;
  count: number;
  paging: Paging;
  minSize: number;
  maxSize: number;
}): readonly Span[] {
  if (count <= 0) return [];
  if (paging === 'offset' || offset === 0) {
    const whole = Math.min(Math.max(count, minSize), maxSize);
    return spansOf({
      from: offset,
      to: offset + count,
      size: whole,
      minSize: paging === 'offset' ? minSize : whole,
    });
  }
  for (let size = Math.max(count, minSize); size <= maxSize; size += 1) {
    const page = Math.floor(offset / size);
    if (Math.floor((offset + count - 1) / size) === page) return [{ from: page * size, size }];
  }
  const from = Math.floor(offset / maxSize) * maxSize;
  return spansOf({ from, to: offset + count, size: maxSize, minSize: maxSize });
}

/** Returns the next requests if it isn't known how many are needed. */
export function nextSpans({
  from,
  size,
  requests,
  total,
}: {
  from: number;
  size: number;
  requests: number;
  total: number | null;
}): readonly Span[] {
  const to = Math.min(from + requests * size, Math.max(total ?? Infinity, from + 1));
  return spansOf({ from, to, size, minSize: size });
}

/** Returns the parameters that select the ranks of a request, beside `per_page`. */
export function placeOf({ from, size }: Span, paging: Paging): Query {
  if (from === 0) return {};
  return paging === 'page' ? { page: from / size + 1 } : { offset: from };
}

/** Returns the smallest total that is possible if an answer has this number of documents. */
export function smallestTotal({ from, size }: Span, count: number): number {
  return count === 0 ? 0 : from + Math.min(count, size);
}

function spansOf({
  from,
  to,
  size,
  minSize,
}: {
  from: number;
  to: number;
  size: number;
  minSize: number;
}): readonly Span[] {
  const spans: Span[] = [];
  for (let start = from; start < to; start += size) {
    spans.push({ from: start, size: Math.min(size, Math.max(to - start, minSize)) });
  }
  return spans;
}
