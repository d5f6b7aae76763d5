import { lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { limits } from '../values/limits.ts';
import { safeDecode } from '../values/url-text.ts';
import { WordPressError } from './errors.ts';
import { unreachableError } from './failures.ts';
import { nodeFetch, type Response } from './node-fetch.ts';
import type { FileToSend } from './rest.ts';
import { FileTooLarge, type Spool } from './spool.ts';
import { parseUrl, printableUrl, withoutPasswords } from './url.ts';
import { userAgent } from './user-agent.ts';

/** Address ranges that are not on the internet (IANA, Special-Purpose Address Registries). */
const specialRanges: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
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

// Each family needs its own list: `::ffff:0:0/96` would block all IPv4 addresses in a common one.
const blockLists = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, bits, family] of specialRanges) blockLists[family].addSubnet(net, bits, family);

/** Returns whether an IP address is on the internet, not in a private or otherwise reserved range. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  return version !== 0 && !blockLists[family].check(address, family);
}

/** Options of {@link fetchFile}. */
export interface FetchFileOptions {
  readonly spool: Spool;
  /** Milliseconds for the download, redirects included. @default 60000 */
  readonly timeout?: number;
  /** Returns whether the gateway may connect to an IP address. @default {@link isPublicAddress} */
  readonly isAllowed?: (address: string) => boolean;
}

/**
 * Downloads a file from the internet into the spool. Checks the IP address while connecting, so that a name server
 * cannot replace it after the check (DNS rebinding). Checks the targets of redirects, too.
 *
 * @throws WordPressError if the address is not allowed, or the server does not send a file
 */
export async function fetchFile(
  address: string,
  { spool, timeout = 60_000, isAllowed = isPublicAddress }: FetchFileOptions,
): Promise<FileToSend> {
  const given = parseWebUrl(address, isAllowed);
  let url = given;
  const signal = AbortSignal.timeout(timeout);
  const lookup = guardedLookup(isAllowed);
  for (let hops = 0; hops <= limits.maxFileRedirects; hops++) {
    const place = { given, url, signal, timeout };
    const answer = await request(place, lookup);
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) {
      if (!answer.ok || !answer.body) throw fileError(given, `answered ${answer.status}.`);
      const type = answer.headers.get('content-type')?.split(';')[0]?.trim() || 'application/octet-stream';
      const content = bytesOf(answer.body, (error) => failureOf(error, place));
      return await store(spool, { name: nameOf(url), type }, content);
    }
    const target = parseUrl(location, url.href);
    // Clients do not get the addresses of redirects, which may contain tokens.
    if (!target || !isWebUrl(target))
      throw fileError(given, 'redirects to something that is not the address of a file on the web.');
    if (isForbiddenAddress(target, isAllowed)) throw notPublicError(given);
    url = target;
  }
  throw fileError(given, `redirects more than ${limits.maxFileRedirects} times.`);
}

/** One request of a download. */
interface FileRequest {
  /** The address that the client sent. */
  readonly given: URL;
  /** The same address, or the target of a redirect. */
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly timeout: number;
}

async function request(place: FileRequest, lookup: LookupFunction): Promise<Response> {
  const { given, url, signal } = place;
  const agent = url.protocol === 'https:' ? new HttpsAgent({ lookup }) : new HttpAgent({ lookup });
  try {
    return await nodeFetch(url.href, {
      agent,
      redirect: 'manual',
      signal,
      headers: { 'user-agent': userAgent },
    });
  } catch (error) {
    if (codeOf(error) === notPublicCode) throw notPublicError(given);
    throw failureOf(error, place);
  }
}

/** Returns the error for a download that did not finish. */
function failureOf(error: unknown, { given, url, signal, timeout }: FileRequest): WordPressError {
  if (signal.aborted) return fileError(given, `did not answer within ${timeout} ms.`);
  const { kind, details, report, advice } = unreachableError(url.host, error, (text) => text);
  const message = `The file ${printableUrl(given)} cannot be loaded from its server.`;
  return new WordPressError(kind, message, { ...details, report: `${message} ${report}`, advice });
}

async function store(
  spool: Spool,
  file: Pick<FileToSend, 'name' | 'type'>,
  content: AsyncIterable<Uint8Array>,
): Promise<FileToSend> {
  try {
    return await spool.store(file, content);
  } catch (error) {
    throw error instanceof FileTooLarge
      ? new WordPressError('too-large', error.message, { advice: 'Use a smaller file.' })
      : error;
  }
}

/** Code of the error for a host name with an address that is not allowed. */
const notPublicCode = 'ENOTPUBLIC';

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Returns a DNS lookup that fails if one of the host's addresses is not allowed. */
function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const forbidden = addresses.find(({ address }) => !isAllowed(address));
      const [first] = addresses;
      if (forbidden || !first)
        return done(Object.assign(new Error('not public'), { code: notPublicCode }), '');
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/**
 * Returns the URL of a file. Checks a host that is an IP address, for which Node makes no lookup.
 *
 * @throws WordPressError if the text is not an HTTP URL, has a user name, or names an address that is not allowed
 */
function parseWebUrl(address: string, isAllowed: (address: string) => boolean): URL {
  const url = parseUrl(address);
  if (!url || !isWebUrl(url)) {
    throw new WordPressError(
      'invalid',
      `${JSON.stringify(withoutPasswords(address.slice(0, 200)))} is not the address of a file on the web.`,
      {
        advice: 'Use an address that begins with http:// or https://, without user name and password.',
      },
    );
  }
  if (isForbiddenAddress(url, isAllowed)) throw notPublicError(url);
  return url;
}

function isWebUrl({ protocol, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** Returns whether the host is an IP address that is not allowed. */
function isForbiddenAddress({ hostname }: URL, isAllowed: (address: string) => boolean): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isAllowed(host);
}

function notPublicError(url: URL): WordPressError {
  return fileError(url, 'is not on the internet. The gateway fetches no files from private networks.');
}

function fileError(url: URL, problem: string): WordPressError {
  return new WordPressError('invalid', `The file ${printableUrl(url)} ${problem}`, {
    advice: 'Use the address of a file that everybody can download.',
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
