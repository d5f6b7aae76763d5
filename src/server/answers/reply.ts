import { bytesOfLatin1, utf8Of } from '#platform/values/bytes';
import { TextResponse } from '../texts.ts';
import type { Answer } from './answer.ts';
import type { HeaderView } from './asked.ts';
import { acceptedEncodings } from './encodings.ts';
import {
  ageOf,
  cacheControl,
  cacheStatus,
  type HttpCaching,
  isKnown,
  type Source,
  uncached,
  varyingHeaders,
} from './http-caching.ts';

/** Alternating names and values of headers, as Node's `writeHead` accepts them. The names are in lower case. */
export type FlatHeaders = string[];

/** The response to one request, before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: FlatHeaders;
  /** The bytes, one per character: Node sends them together with the headers in one piece. Empty if there is no body. */
  readonly body: string;
}

/** Options of {@link replyOf}: the request, and how the gateway got the answer. */
export interface ReplyOptions {
  readonly method: string;
  readonly headers: Pick<HeaderView, 'get'>;
  readonly source: Source;
  readonly caching: HttpCaching;
  readonly now: number;
}

/**
 * Returns the reply to a request: status 304 if the client has the answer, otherwise 200 with the body in the smallest encoding
 * that is ready.
 */
export function replyOf(answer: Answer, options: ReplyOptions): Reply {
  const { method, headers: sent, source, caching, now } = options;
  const isPost = method === 'POST';
  const encoding = acceptedEncodings(sent.get('accept-encoding')).find((each) => answer.encoded.has(each));
  const headers = [
    'cache-control',
    // Some caches would store answers to POST by the address alone.
    isPost ? uncached : cacheControl(answer, { caching, now }),
    'cache-status',
    cacheStatus(answer, { source, now }),
    'x-graphql-keys',
    answer.cacheTags.spaced,
  ];
  if (answer.reads.hits > 0 || source === 'memory') headers.push('age', String(ageOf(answer, now)));
  if (!isPost) {
    headers.push('etag', `"${answer.etag}${encoding ? `-${encoding}` : ''}"`);
    headers.push('surrogate-key', answer.cacheTags.spaced, 'cache-tag', answer.cacheTags.commas);
    if (isKnown(sent.get('if-none-match'), answer.etag)) return { status: 304, headers, body: '' };
  }
  const body = (encoding && answer.encoded.get(encoding)) ?? answer.body;
  headers.push('content-type', answer.contentType, 'content-length', String(body.length));
  if (encoding) headers.push('content-encoding', encoding);
  return { status: 200, headers, body: method === 'HEAD' ? '' : body };
}

/** Returns a reply as a web-standard response. */
export function toResponse({ status, headers, body }: Reply): Response {
  const pairs = new Headers({ vary: varyingHeaders });
  let isEncoded = false;
  for (let at = 0; at < headers.length; at += 2) {
    const [name = '', value = ''] = [headers[at], headers[at + 1]];
    pairs.set(name, value);
    if (name === 'content-encoding') isEncoded = true;
  }
  if (status === 304) return new Response(null, { status, headers: pairs });
  const bytes = bytesOfLatin1(body);
  // Node's server can send a text without a stream.
  return new TextResponse(isEncoded ? bytes : utf8Of([bytes]), { status, headers: pairs });
}
