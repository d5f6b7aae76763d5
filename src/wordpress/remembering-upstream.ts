import { byteLength } from '#platform/values/bytes';
import { isRecord } from '../values/json.ts';
import { isOutage } from './errors.ts';
import type { RawAnswer } from './transport.ts';
import type { Call, Upstream } from './upstream.ts';

/** An answer of WordPress as JSON, with the headers that the gateway read. It has no credentials. */
export interface StoredAnswer {
  readonly url: string;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | null>>;
}

/** Whether a value is an answer that was stored. */
export function isStoredAnswer(value: unknown): value is StoredAnswer {
  return (
    isRecord(value) &&
    typeof value['url'] === 'string' &&
    typeof value['status'] === 'number' &&
    typeof value['body'] === 'string' &&
    isRecord(value['headers'])
  );
}

/** Answers of WordPress by request. */
export interface AnswerMemory {
  recall(request: string): StoredAnswer | undefined;
  keep(request: string, answer: StoredAnswer): void;
}

/** An upstream that remembers answers. */
export interface RememberingUpstream extends Upstream {
  /** Whether an answer came from memory, because WordPress did not give one. */
  readonly hasRecalled: boolean;
}

/**
 * Returns an upstream that keeps the answers of WordPress, and gives them again when WordPress is down. After the first
 * failure it asks WordPress only for what it does not remember. It does not remember writes.
 */
export function rememberingUpstream(upstream: Upstream, memory: AnswerMemory): RememberingUpstream {
  let hasRecalled = false;
  const recalled = <T>(call: Call<T>): { readonly value: T } | null => {
    const known = memory.recall(requestOf(call));
    if (!known) return null;
    hasRecalled = true;
    return { value: call.read(revived(known), Date.now()) };
  };
  return {
    get hasRecalled() {
      return hasRecalled;
    },
    async send(call) {
      const known = hasRecalled ? recalled(call) : null;
      if (known) return known.value;
      try {
        return await upstream.send({ ...call, read: (answer, now) => kept(call, { answer, now }, memory) });
      } catch (error) {
        const instead = isOutage(error) ? recalled(call) : null;
        if (instead) return instead.value;
        throw error;
      }
    },
    close: () => upstream.close(),
  };
}

/** Names a request. Different users get different answers. */
function requestOf({ method, url, credentials }: Call<unknown>): string {
  return `${method} ${url}${credentials ? ' signed in' : ''}`;
}

/** Reads an answer, and keeps it with the headers that were read. */
function kept<T>(
  call: Call<T>,
  { answer, now }: { readonly answer: RawAnswer; readonly now: number },
  memory: AnswerMemory,
): T {
  const headers: Record<string, string | null> = {};
  const noting: RawAnswer = {
    ...answer,
    header(name) {
      const value = answer.header(name);
      headers[name.toLowerCase()] = value;
      return value;
    },
  };
  try {
    return call.read(noting, now);
  } finally {
    const { url, status, body } = answer;
    const isOwnWord = status < 500 && status !== 429;
    if (isOwnWord)
      memory.keep(requestOf(call), { url: answer.redact(url), status, body: answer.redact(body), headers });
  }
}

function revived({ url, status, body, headers }: StoredAnswer): RawAnswer {
  return {
    url,
    status,
    body,
    bytes: byteLength(body),
    header: (name) => headers[name.toLowerCase()] ?? null,
    redact: (text) => text,
  };
}
