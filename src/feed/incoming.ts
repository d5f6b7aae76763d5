import { isEqualInConstantTime } from '#platform/values/hash';
import type { Change } from '../cache/changes.ts';
import { isRecord } from '../values/json.ts';
import { signatureOf } from './signature.ts';

/** A request to the gateway's webhook. */
export interface SignedRequest {
  readonly body: string;
  readonly signature: string | null;
  /** Seconds since 1970. With a fraction, a sender can send the same body twice in one second. */
  readonly timestamp: string | null;
}

/** Milliseconds by which the clocks of the sender and the gateway may differ. */
const tolerance = 300_000;

/** The largest number of changes in one request. */
const mostChanges = 100;

/**
 * Returns a function that checks requests. It returns why it refuses a request, or null if the request is signed, recent and not
 * a repetition.
 */
export function createVerifier(secret: string, now: () => number): (request: SignedRequest) => string | null {
  const seen = new Map<string, number>();
  return ({ body, signature, timestamp }) => {
    if (signature === null || timestamp === null)
      return 'The request needs the headers X-PressQL-Signature and X-PressQL-Timestamp.';
    if (!isEqualInConstantTime(signature, signatureOf(secret, timestamp, body)))
      return 'The signature is not that of this body and timestamp with the secret of the gateway.';
    const at = Number(timestamp) * 1000;
    if (!(Math.abs(now() - at) <= tolerance))
      return `The timestamp differs from the clock of the gateway by more than ${tolerance / 60_000} minutes.`;
    for (const [old, end] of seen) if (end < now()) seen.delete(old);
    if (seen.has(signature)) return 'The gateway has received this request before.';
    seen.set(signature, at + 2 * tolerance);
    return null;
  };
}

/**
 * Returns the changes in a body: none if it is empty, one for `{ "resource": "post", "id": 7 }`, several for a list.
 *
 * @throws TypeError if the body is not of this form; the message names the wrong part
 */
export function changesIn(body: string): readonly Change[] {
  if (body.trim() === '') return [];
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new TypeError('The body must be JSON, or empty.');
  }
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (list.length > mostChanges) throw new TypeError(`The body may have up to ${mostChanges} changes.`);
  return list.flatMap((item) => {
    if (!isRecord(item)) throw new TypeError('Each change must be an object with `resource` and `id`.');
    // With `{}`, the sender reports an unknown change. Each request starts a poll.
    if (item['resource'] === undefined) return [];
    return [changeIn(item)];
  });
}

const kinds = ['published', 'changed', 'removed'] as const;

function changeIn(item: Readonly<Record<string, unknown>>): Change {
  const { resource, id = null, uris = [], parent } = item;
  if (typeof resource !== 'string')
    throw new TypeError('`resource` must be a name such as post, category or user.');
  if (id !== null && !Number.isSafeInteger(id)) throw new TypeError('`id` must be a database id or null.');
  const kind = kinds.find((each) => each === (item['kind'] ?? 'changed'));
  if (!kind) throw new TypeError(`\`kind\` must be ${kinds.join(', ')}.`);
  if (!Array.isArray(uris) || !uris.every((uri): uri is string => typeof uri === 'string'))
    throw new TypeError('`uris` must be a list of paths.');
  const link = Number.isSafeInteger(parent) ? { parent: Number(parent) } : {};
  return { kind, resource, id: id === null ? null : Number(id), uris, ...link };
}
