import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ReadableStream } from 'node:stream/web';
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
  const length = Number(incoming.headers['content-length'] ?? Number.NaN);
  // Node ends a body at its length, so its bytes need not be counted.
  if (!(length <= mostBytesAtOnce)) return null;
  return { method, target: url, headers, body: await bodyOf(incoming) };
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
  const hasStream = asked === null && method !== 'GET' && method !== 'HEAD';
  const origin = `http://${headers.host ?? 'localhost'}`;
  // A path is appended to the origin, not resolved against it: `//elsewhere.example/` would resolve to another host.
  try {
    const request = new Request(url.startsWith('/') ? new URL(origin + url) : new URL(url, origin), {
      method,
      headers: entries,
      signal,
      // `Readable.toWeb` would copy each chunk.
      ...(hasStream ? { body: ReadableStream.from(incoming), duplex: 'half' } : {}),
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
