import { credentialsIn } from '../../wordpress/credentials.ts';
import { proofs } from '../use-csrf-prevention.ts';

/** Headers of a request, by lower-case names. */
export interface HeaderView {
  get(name: string): string | null;
  keys(): Iterable<string>;
}

/** The parts of a request that decide its answer. Node's server has them without a web-standard `Request`. */
export interface Asked {
  readonly method: string;
  /** Path and query of its address. */
  readonly target: string;
  readonly headers: HeaderView;
  /** Empty if the method has no body. */
  readonly body: string;
}

/** WordPress' cookies that belong to one person: logins, passwords of content, and the names of commenters. */
const personalCookies = /(?:^|;)\s*(?:wordpress_|wp-postpass_|comment_author_)/i;

/** Whether a request comes from a visitor: it has no credentials and none of WordPress' personal cookies. */
export function isFromVisitor(headers: Pick<HeaderView, 'get'>): boolean {
  const cookies = headers.get('cookie');
  if (cookies !== null && personalCookies.test(cookies)) return false;
  return headers.get('x-wp-nonce') === null && credentialsIn(headers) === null;
}

/** Headers on which the answer to a visitor depends: its type, and whether the gateway refuses the request. */
const decisive = ['accept', 'content-type', 'content-encoding', ...proofs];

/**
 * Returns the key of the answer to a request: all parts of the request on which the answer depends. Returns null if requests
 * cannot share an answer: they have credentials or several operations, or ask for a stream.
 */
export function keyOf({ method, target, headers, body }: Asked): string | null {
  if (!isFromVisitor(headers) || isBatch(body) || wantsStream(headers)) return null;
  // The answer to HEAD is that to GET without its body.
  let key = method === 'POST' ? 'POST' : 'GET';
  for (const name of decisive) key += `\n${headers.get(name) ?? ''}`;
  return `${key}\n${target}\n${body}`;
}

/** Whether a client accepts a stream: server-sent events, or multipart. */
function wantsStream(headers: Pick<HeaderView, 'get'>): boolean {
  return /event-stream|multipart/i.test(headers.get('accept') ?? '');
}

function isBatch(body: string): boolean {
  return /^\s*\[/.test(body);
}

/** Content types of bodies that are one text with an operation. */
const textTypes = /^\s*application\/(?:json|graphql\+json|graphql|x-www-form-urlencoded)\s*(?:[;,]|$)/i;

/** Whether a request has its operation in its address, or in a body of one text. */
export function hasTextOnly({ method, headers }: Pick<Asked, 'method' | 'headers'>): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return method === 'POST' && textTypes.test(headers.get('content-type') ?? '');
}

/** Returns path and query of an address. */
export function targetOf(url: string): string {
  const path = url.indexOf('/', url.indexOf('://') + 3);
  return path < 0 ? '/' : url.slice(path);
}
