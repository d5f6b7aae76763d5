import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { safeDecode } from '../../src/values/url-text.ts';
import { type Answerer, type FakeSite, startFakeSite } from './fake-site.ts';

/** A proxy of a real site that replaces some answers. Tests use it for faults that WordPress cannot produce. */
export interface FaultProxy extends FakeSite {
  /**
   * Replaces the faults. An answerer handles the requests that match its pattern, for example `GET /wp-json/wp/v2/posts`.
   * All other requests go to the site.
   */
  break(faults: readonly (readonly [RegExp, Answerer])[]): void;
  /**
   * Holds back the answers to the next requests that match a pattern. The site answers at once, and the client gets the
   * answers when the returned function is called.
   */
  hold(pattern: RegExp): () => void;
}

/**
 * Starts a proxy of the site at `target`. In answers, the proxy replaces the address of the site with its own.
 *
 * @param options - `basic`: the user name and password, with a colon between them, that each request needs by HTTP Basic;
 *   the site does not get them
 */
export async function startFaultProxy(
  target: string,
  { basic }: { readonly basic?: string } = {},
): Promise<FaultProxy> {
  const expected = basic === undefined ? undefined : `Basic ${Buffer.from(basic).toString('base64')}`;
  let faults: readonly (readonly [RegExp, Answerer])[] = [];
  let held: { readonly pattern: RegExp; readonly released: Promise<void> } | null = null;
  let own = '';
  const site = await startFakeSite((incoming, response) => {
    const asked = `${incoming.method} ${safeDecode(incoming.url ?? '')}`;
    const [, fault] = faults.find(([pattern]) => pattern.test(asked)) ?? [];
    if (fault) return fault(incoming, response);
    if (expected !== undefined) {
      if (incoming.headers.authorization !== expected) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="staging"' }).end();
        return;
      }
      delete incoming.headers.authorization;
    }
    const until = held?.pattern.test(asked) ? held.released : Promise.resolve();
    pass(incoming, response, { target, own, until });
  });
  own = site.url;
  return {
    ...site,
    break: (next) => {
      faults = next;
    },
    hold(pattern) {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const mine = { pattern, released };
      held = mine;
      return () => {
        if (held === mine) held = null;
        release();
      };
    },
  };
}

/** Forwards a request to the site, and returns its answer to the client. */
function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  { target, own, until }: { target: string; own: string; until: Promise<void> },
): void {
  const { method, url = '/' } = incoming;
  const headers = { ...incoming.headers, host: new URL(target).host, 'accept-encoding': 'identity' };
  const asked = request(target + url, { method, headers }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', async () => {
      await until;
      const body = Buffer.concat(parts).toString().replaceAll(target, own);
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers;
      const link = kept['link'] === undefined ? {} : { link: String(kept['link']).replaceAll(target, own) };
      response.writeHead(answer.statusCode ?? 502, { ...kept, ...link });
      response.end(escaped(body, { target, own }));
    });
  });
  asked.on('error', () => response.destroy());
  incoming.pipe(asked);
}

/** Replaces the site's address in JSON of PHP, which has a backslash before each slash. */
function escaped(body: string, { target, own }: { target: string; own: string }): string {
  const inJson = (address: string) => address.replaceAll('/', '\\/');
  return body.replaceAll(inJson(target), inJson(own));
}

/** Never answers. */
export const hang: Answerer = () => undefined;

/** Sends bytes as they are, not as HTTP, then closes the connection. */
export const raw =
  (bytes: string | Buffer): Answerer =>
  (incoming) => {
    incoming.socket.end(bytes);
  };

/** Sends the parts of an answer, one every `ms` milliseconds, then `end` happens. */
export const drip =
  (parts: readonly string[], ms: number, end: 'hang' | 'reset' = 'hang'): Answerer =>
  ({ socket }) => {
    const [...left] = parts;
    const timer = setInterval(() => {
      const part = left.shift();
      if (part !== undefined) socket.write(part);
      else {
        clearInterval(timer);
        if (end === 'reset') socket.resetAndDestroy();
      }
    }, ms);
    socket.once('close', () => clearInterval(timer));
  };

/** Sends an answer with any status, headers and body. */
export const send =
  (status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Answerer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8', ...headers });
    response.end(body);
  };

/** Closes the connection without an answer. */
export const reset: Answerer = (incoming) => incoming.socket.destroy();

/** Sends part of an answer, then closes the connection. */
export const truncate: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('[{"id":1,"title":');
  setTimeout(() => response.destroy(), 20);
};

/** Returns an answerer that sends JSON with a text of `bytes` bytes. */
export const large =
  (bytes: number): Answerer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify([{ id: 1, text: 'x'.repeat(bytes) }]));
  };
