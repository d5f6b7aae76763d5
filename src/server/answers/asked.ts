import { credentialsIn } from '../../wordpress/credentials.ts';
import { proofs } from '../use-csrf-prevention.ts';

/** Headers of a request, by lower-case names. */
export interface HeaderView {
  get(name: string): string | null;
  keys(): Iterable<string>;
}

/** A request for an operation. Node's server has it before it is a web-standard `Request`. */
export interface Asked {
  readonly method: string;
  /** Path and query of its address. */
  readonly target: string;
  readonly headers: HeaderView;
  /** Empty if the method has no body. */
  readonly body: string;
}

/** Cookies of WordPress: logins, passwords of content, and the names of people who comment. */
const personalCookies = /(?:^|;)\s*(?:wordpress_|wp-postpass_|comment_author_)/i;

/** Whether a request comes from a visitor: it has no credentials, and no cookie that WordPress gives to one person. */
export function isFromVisitor(headers: Pick<HeaderView, 'get'>): boolean {
  const cookies = headers.get('cookie');
  if (cookies !== null && personalCookies.test(cookies)) return false;
  return headers.get('x-wp-nonce') === null && credentialsIn(headers) === null;
}

/** Headers that decide what the gateway answers to a visitor: the type of the answer, and whether it refuses the request. */
const decisive = ['accept', 'content-type', 'content-encoding', ...proofs];

/**
 * Returns the key of the answer to a request: all that the answer follows from, besides the site. Returns null if each such
 * request needs an answer of its own: it has credentials or several operations, or asks for a
 * stream.
 */
export function keyOf({ method, target, headers, body }: Asked): string | null {
  if (!isFromVisitor(headers) || isBatch(body) || wantsStream(headers)) return null;
  // The answer to HEAD is that to GET without its body.
  let key = method === 'POST' ? 'POST' : 'GET';
  for (const name of decisive) key += `\n${headers.get(name) ?? ''}`;
  return `${key}\n${target}\n${body}`;
}

/** Whether a client asks for an answer that goes on: events, or parts. */
function wantsStream(headers: Pick<HeaderView, 'get'>): boolean {
  return /event-stream|multipart/i.test(headers.get('accept') ?? '');
}

function isBatch(body: string): boolean {
  return /^\s*\[/.test(body);
}

/** Content types whose bodies are one text with an operation. */
const textTypes = /^\s*application\/(?:json|graphql\+json|graphql|x-www-form-urlencoded)\s*(?:[;,]|$)/i;

/** Whether a request has its operation in its address, or in a body that is one text. */
export function hasTextOnly({ method, headers }: Pick<Asked, 'method' | 'headers'>): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return method === 'POST' && textTypes.test(headers.get('content-type') ?? '');
}

/** Returns path and query of an address. */
export function targetOf(url: string): string {
  const path = url.indexOf('/', url.indexOf('://') + 3);
  return path < 0 ? '/' : url.slice(path);
}
