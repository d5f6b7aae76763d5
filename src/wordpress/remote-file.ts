import { lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { safeDecode } from '../values/url-text.ts';
import { WordPressError } from './errors.ts';
import { unreachableError } from './failures.ts';
import { nodeFetch, type Response } from './node-fetch.ts';
import type { FileToSend } from './rest.ts';
import { FileTooLarge, type Spool } from './spool.ts';
import { parseUrl, printableUrl } from './url.ts';
import { userAgent } from './user-agent.ts';

/** Addresses that aren't on the internet (IANA, Special-Purpose Address Registries). */
const internal: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['::ffff:0:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

// A list each: in one, the range of IPv4 addresses written as IPv6 would be all of IPv4.
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, bits, family] of internal) blocked[family].addSubnet(net, bits, family);

/** Whether an address is on the internet, and not inside of this machine's or its operator's network. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  return version !== 0 && !blocked[family].check(address, family);
}

/** How a file is fetched. */
export interface FetchFileOptions {
  readonly spool: Spool;
  /** Milliseconds for all of it. @default 60000 */
  readonly timeout?: number;
  /** Which addresses may be asked. @default {@link isPublicAddress} */
  readonly isAllowed?: (address: string) => boolean;
}

/** Redirects that are followed for one file. */
const maxRedirects = 3;

/**
 * Fetches a file from the internet. The address that a name stands for is looked at when the connection is made, so
 * that it can't be another one by then; redirects are looked at like the first address.
 *
 * @throws WordPressError where there is no file to have, or it may not be asked for
 */
export async function fetchFile(
  address: string,
  { spool, timeout = 60_000, isAllowed = isPublicAddress }: FetchFileOptions,
): Promise<FileToSend> {
  let url = webUrl(address, isAllowed);
  const signal = AbortSignal.timeout(timeout);
  const lookup = guarded(isAllowed);
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const answer = await ask(url, { signal, lookup, timeout });
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) {
      if (!answer.ok || !answer.body) throw refused(url, `answered ${answer.status}.`);
      const type = answer.headers.get('content-type')?.split(';')[0]?.trim() || 'application/octet-stream';
      const content = bytesOf(answer.body, (error) => failureOf(error, { url, signal, timeout }));
      return await take(spool, { name: nameOf(url), type }, content);
    }
    const target = parseUrl(location, url.href);
    if (!target) throw refused(url, `redirects to ${JSON.stringify(location)}, which is no address.`);
    url = webUrl(target.href, isAllowed);
  }
  throw refused(url, `redirects more than ${maxRedirects} times.`);
}

async function ask(
  url: URL,
  { signal, lookup, timeout }: { signal: AbortSignal; lookup: LookupFunction; timeout: number },
): Promise<Response> {
  const agent = url.protocol === 'https:' ? new HttpsAgent({ lookup }) : new HttpAgent({ lookup });
  try {
    return await nodeFetch(url.href, {
      agent,
      redirect: 'manual',
      signal,
      headers: { 'user-agent': userAgent },
    });
  } catch (error) {
    if (codeOf(error) === notPublic) throw inside(url);
    throw failureOf(error, { url, signal, timeout });
  }
}

/** Why there is no answer, or only part of one. */
function failureOf(
  error: unknown,
  { url, signal, timeout }: { url: URL; signal: AbortSignal; timeout: number },
): WordPressError {
  return signal.aborted
    ? refused(url, `did not answer within ${timeout} ms.`)
    : unreachableError(url.host, error);
}

async function take(
  spool: Spool,
  file: Pick<FileToSend, 'name' | 'type'>,
  content: AsyncIterable<Uint8Array>,
): Promise<FileToSend> {
  try {
    return await spool.take(file, content);
  } catch (error) {
    throw error instanceof FileTooLarge
      ? new WordPressError('too-large', error.message, { advice: 'Give a smaller file.' })
      : error;
  }
}

/** Code of the error for a name that stands for an address which isn't asked. */
const notPublic = 'ENOTPUBLIC';

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The system's lookup, less addresses that aren't allowed. */
function guarded(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const wrong = addresses.find(({ address }) => !isAllowed(address));
      const [first] = addresses;
      if (wrong || !first) return done(Object.assign(new Error('not public'), { code: notPublic }), '');
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/** An address on the web; one that is written as numbers is looked at here, since no name is looked up then. */
function webUrl(address: string, isAllowed: (address: string) => boolean): URL {
  const url = parseUrl(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new WordPressError(
      'invalid',
      `${JSON.stringify(address)} isn't the address of a file on the web.`,
      {
        advice: 'Give an address that begins with http:// or https://.',
      },
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowed(host)) throw inside(url);
  return url;
}

function inside(url: URL): WordPressError {
  return refused(url, "isn't on the internet, and nothing inside of a network is fetched.");
}

function refused(url: URL, problem: string): WordPressError {
  return new WordPressError('invalid', `The file ${printableUrl(url)} ${problem}`, {
    advice: 'Give the address of a file that everybody can load.',
  });
}

function nameOf({ pathname }: URL): string {
  return safeDecode(pathname.split('/').at(-1) || 'file');
}

async function* bytesOf(
  body: AsyncIterable<string | Buffer>,
  failure: (error: unknown) => WordPressError,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw failure(error);
  }
}
