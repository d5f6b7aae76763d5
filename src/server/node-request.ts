import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ReadableStream } from 'node:stream/web';
import { isRecord } from '../values/json.ts';
import { type Asked, type HeaderView, hasTextOnly } from './answers/asked.ts';
import { noteText } from './texts.ts';

/** Largest body that is read before a `Request` is made, in bytes. The handler reads larger ones, or refuses them. */
const mostBytesAtOnce = 256 * 1024;

/**
 * Returns what a request asks, if its operation is in its address or in a short text. Returns null for any other request,
 * whose body the handler reads.
 *
 * @throws Error if the client leaves while it sends the body
 */
export async function askedOf(incoming: IncomingMessage): Promise<Asked | null> {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new IncomingHeaders(incoming.headers);
  if (!hasTextOnly({ method, headers })) return null;
  if (method !== 'POST') return { method, target: url, headers, body: '' };
  const before = bodyReadBefore(incoming);
  if (before !== null) return { method, target: url, headers, body: before };
  const length = Number(incoming.headers['content-length'] ?? Number.NaN);
  // Node ends a body at its length, so its bytes need not be counted.
  if (!(length <= mostBytesAtOnce)) return null;
  return { method, target: url, headers, body: await bodyOf(incoming) };
}

/** Whether a parser has read the body of a request before the gateway, and has left nothing of it. */
export function hasLostBody(incoming: IncomingMessage): boolean {
  const length = incoming.headers['content-length'] ?? incoming.headers['transfer-encoding'] ?? '0';
  return incoming.readableEnded && length !== '0' && leftByParser(incoming) === undefined;
}

/**
 * Returns the body of a request that a parser has read before the gateway, such as `express.json()`, as a text again. Returns
 * null if nobody has read it.
 */
function bodyReadBefore(incoming: IncomingMessage): string | null {
  if (!incoming.readableEnded) return null;
  const body = leftByParser(incoming);
  if (body === undefined) return '';
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return decoded(Buffer.from(body));
  const isForm = /^application\/x-www-form-urlencoded/i.test(incoming.headers['content-type'] ?? '');
  return isForm && isRecord(body) ? formOf(body) : JSON.stringify(body);
}

/** Returns the bytes at `rawBody`, or else what a parser has made of them at `body`. Undefined if there is neither. */
function leftByParser(incoming: IncomingMessage): unknown {
  const raw = 'rawBody' in incoming ? incoming.rawBody : undefined;
  const parsed = 'body' in incoming ? (incoming.body ?? undefined) : undefined;
  return raw instanceof Uint8Array ? raw : parsed;
}

/** Returns the fields of a form as browsers send them. */
function formOf(fields: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  return String(new URLSearchParams(entries));
}

function bodyOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Both events come once. `once` would wrap each listener.
    incoming.on('end', () => {
      const [first, ...others] = chunks;
      resolve(decoded(first && others.length === 0 ? first : Buffer.concat(chunks)));
    });
    incoming.on('error', reject);
  });
}

/** Returns bytes as text, without the mark at its beginning that some clients send. `TextDecoder` takes three times as long. */
function decoded(bytes: Buffer): string {
  const text = bytes.toString();
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The headers of a request of Node. */
class IncomingHeaders implements HeaderView {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name];
    return value === undefined ? null : String(value);
  }

  keys(): string[] {
    return Object.keys(this.#headers);
  }
}

/**
 * Converts a request of Node to a web-standard one. Returns null if its method, host or path is invalid, or if it has no
 * host (RFC 9112, "Host").
 *
 * @param asked - contains its body, if that was read already
 */
export function toRequest(
  incoming: IncomingMessage,
  signal: AbortSignal,
  asked: Asked | null,
): Request | null {
  const { method = 'GET', headers, url = '/' } = incoming;
  if (headers.host === undefined && incoming.httpVersion !== '1.0') return null;
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) =>
      each === undefined ? [] : [[name, each] as [string, string]],
    ),
  );
  const hasBody = asked === null && method !== 'GET' && method !== 'HEAD';
  const origin = `http://${headers.host ?? 'localhost'}`;
  // A path is appended to the origin, not resolved against it: `//elsewhere.example/` would resolve to another host.
  try {
    const request = new Request(url.startsWith('/') ? new URL(origin + url) : new URL(url, origin), {
      method,
      headers: entries,
      signal,
      // `Readable.toWeb` would copy each chunk.
      ...(hasBody ? { body: bodyReadBefore(incoming) ?? ReadableStream.from(incoming), duplex: 'half' } : {}),
    } as RequestInit);
    if (asked && method === 'POST') noteText(request, asked.body);
    return request;
  } catch {
    return null;
  }
}

/** Returns headers as Node's `writeHead` takes them. */
export function toHeaders(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) };
}
