import type { Readable } from 'node:stream';

/** What a request sends: a text, or the content of a file, which is a stream of Node's or a blob of the web's. */
export type RequestBody = string | Readable | Blob;

/** The part of the web's `fetch` that the gateway uses. node-fetch and Node's own `fetch` both have this type. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
    readonly body?: RequestBody;
    /** Node's own `fetch` requires it if the body is a stream. */
    readonly duplex?: 'half';
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<unknown> | null;
}>;

/** Sends requests over connections of its own. */
export interface Connections {
  readonly fetch: Fetch;
  /** Closes idle connections. A busy connection closes when its request ends. */
  close(): void;
}

/** Returns whether a method only reads (RFC 9110, "Safe Methods"), so that the gateway may retry. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
