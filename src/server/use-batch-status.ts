import type { ExecutionResult } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import type { Plugin } from './graphql-yoga.ts';

/**
 * Gives the answer to a batch the status of its entries if each of them was refused for the moment: 429 if the client has
 * reached a limit, 503 if WordPress gets no requests now. Yoga answers every batch with 200. The answer has the longest
 * `Retry-After` of its entries.
 */
export function useBatchStatus(): Plugin {
  const refusals = new WeakMap<Request, Refusal>();
  return {
    onResultProcess({ request, result }) {
      const refusal = Array.isArray(result) ? refusalOf(result) : null;
      if (refusal) refusals.set(request, refusal);
    },
    onResponse({ request, response, setResponse }) {
      const refusal = refusals.get(request);
      if (!refusal) return;
      const headers = new Headers(response.headers);
      headers.set('retry-after', String(refusal.seconds));
      setResponse(new Response(response.body, { status: refusal.status, headers }));
    },
  };
}

/** The status of an answer without data, and the seconds of its `Retry-After`. */
interface Refusal {
  readonly status: number;
  readonly seconds: number;
}

/** Statuses after which the same operation may succeed later. */
const passing = [429, 503];

/** Returns the refusal of a whole batch. Returns null if one of its entries was not refused. */
function refusalOf(results: readonly ExecutionResult[]): Refusal | null {
  const each = results.map((result) => {
    const sources = [result, ...(result.errors ?? [])].flatMap(
      ({ extensions }) => extensions?.['http'] ?? [],
    );
    return sources.flatMap(refusalIn)[0];
  });
  const refused = each.flatMap((refusal) => refusal ?? []);
  if (refused.length === 0 || refused.length < results.length) return null;
  // Of several reasons, the client can do something about the limit only.
  const status = Math.min(...refused.map((refusal) => refusal.status));
  return { status, seconds: Math.max(...refused.map(({ seconds }) => seconds)) };
}

/** Reads `extensions.http` of a result or of an error. Returns an empty array if it is no refusal. */
function refusalIn(http: unknown): readonly Refusal[] {
  if (!isRecord(http)) return [];
  const { status, headers } = http;
  if (typeof status !== 'number' || !passing.includes(status)) return [];
  const seconds = Object.entries(isRecord(headers) ? headers : {})
    .filter(([name]) => name.toLowerCase() === 'retry-after')
    .map(([, value]) => Number(value) || 1);
  return [{ status, seconds: Math.max(1, ...seconds) }];
}
