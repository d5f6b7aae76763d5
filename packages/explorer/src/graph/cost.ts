import { isRecord } from '../state/values.ts';

/** What an answer took. */
export interface Cost {
  /** Milliseconds in the gateway. */
  readonly ms: number | null;
  /** Requests to WordPress. */
  readonly requests: number | null;
  /** Most requests to WordPress that one operation may take. Known if the operator set `showCost`. */
  readonly mostRequests: number | null;
  /** Reads that took no request, because the gateway remembers the data. */
  readonly hits: number | null;
  /** Where the answer came from: `Cache-Status` in words. */
  readonly source: string | null;
}

/** Returns what an answer took, as its headers (`Server-Timing`, `Cache-Status`) and its extensions tell. */
export function costOf(headers: { get(name: string): string | null }, body: unknown): Cost {
  const timing = headers.get('server-timing') ?? '';
  const reported = reportedCost(body);
  return {
    ms: numberIn(/\btotal;dur=([\d.]+)/.exec(timing)),
    // An answer from memory has the cost with which it was made. Its header has its own.
    requests: numberIn(/\bwordpress;desc="(\d+) /.exec(timing)) ?? reported.requests,
    mostRequests: reported.mostRequests,
    hits: numberIn(/\bmemory;desc="(\d+) /.exec(timing)),
    source: sourceOf(headers.get('cache-status') ?? ''),
  };
}

/** The words for a `Cache-Status` (RFC 9211), the first row that fits. */
const sources: readonly (readonly [RegExp, string])[] = [
  [/;\s*hit\b.*detail=documents/, 'documents in memory'],
  [/;\s*hit\b/, 'answer in memory'],
  [/;\s*collapsed\b/, 'shared with another visitor'],
  [/;\s*fwd=/, 'WordPress'],
];

function sourceOf(cacheStatus: string): string | null {
  return sources.find(([pattern]) => pattern.test(cacheStatus))?.[1] ?? null;
}

function reportedCost(body: unknown): Pick<Cost, 'requests' | 'mostRequests'> {
  const extensions = isRecord(body) ? body['extensions'] : null;
  const own = isRecord(extensions) ? extensions['pressql'] : null;
  const cost = isRecord(own) && isRecord(own['cost']) ? own['cost'] : {};
  return { requests: wholeNumber(cost['requests']), mostRequests: wholeNumber(cost['maxRequests']) };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function numberIn(match: RegExpExecArray | null): number | null {
  return match ? Number(match[1]) : null;
}
