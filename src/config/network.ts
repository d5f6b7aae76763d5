import { byteLength } from '#platform/values/bytes';
import { readXmlRpcAnswer, type XmlRpcAnswer } from '../content/xml-rpc-answer.ts';
import { freeName } from '../values/free-name.ts';
import { siteNameProblem } from '../values/site-names.ts';
import { siteError } from '../wordpress/errors.ts';
import { createUpstream } from '../wordpress/upstream.ts';
import { parseUrl, withoutPasswords } from '../wordpress/url.ts';
import { gatewayOptions } from './gateway-options.ts';

/**
 * Options of {@link networkSites}.
 *
 * @example
 * const options: NetworkOptions = { credential: 'gateway:abcd efgh ijkl mnop', timeout: 10_000 };
 */
export interface NetworkOptions {
  /** User name and application password of a user with a role at each site to find: `user:password`. */
  readonly credential: string;
  /** Milliseconds to wait for WordPress. @default 30000 */
  readonly timeout?: number | undefined;
}

/**
 * Finds the sites of a WordPress network (multisite) at which a user has a role, for the option `sites`. WordPress' REST API
 * lists the sites of a network to nobody. Its XML-RPC API lists a user's own sites to that user (`wp.getUsersBlogs`), so one
 * request with the user's application password finds them. Visitors of the gateway do not get the credential.
 *
 * @param url - address of the main site of the network
 * @returns the addresses of the sites by their names: `main`, and `news` for `https://site.example/news/` or
 * `https://news.site.example/`
 * @throws TypeError if the address or the credential is malformed
 * @throws WordPressError if WordPress cannot be read, refuses the credential, or has no XML-RPC API
 * @example
 * const sites = await networkSites('https://site.example', { credential: 'gateway:abcd efgh ijkl mnop' });
 * const gateways = await createPressQLSites({ sites });
 */
export async function networkSites(
  url: string,
  { credential, timeout }: NetworkOptions,
): Promise<Readonly<Record<string, { readonly url: string }>>> {
  const base = parseUrl(url.replace(/\/*$/, '/'));
  const [user, password] = [/^[^:]+/.exec(credential)?.[0], credential.slice(credential.indexOf(':') + 1)];
  if (!base) throw new TypeError(`${withoutPasswords(url)} is no address of a WordPress.`);
  if (!user || password === '' || !credential.includes(':'))
    throw new TypeError('`credential` must be a user name and an application password: user:password.');
  const body = call('wp.getUsersBlogs', [user, password]);
  const upstream = createUpstream(base.origin, timeout === undefined ? {} : { timeout });
  try {
    const blogs = await upstream.send({
      method: 'POST',
      url: new URL('xmlrpc.php', base).href,
      route: '/xmlrpc.php',
      query: {},
      headers: { 'content-type': 'text/xml', 'content-length': String(byteLength(body)) },
      body,
      secrets: [password, password.replaceAll(' ', '')],
      accept: 'text/html',
      redirects: 'read',
      read: (answer) => blogsIn(answer.body, answer.status),
    });
    const homes = blogs.flatMap(({ url: home = '' }) => parseUrl(home) ?? []);
    return namedSites(homes, base);
  } finally {
    upstream.close();
  }
}

/** @throws WordPressError if the answer is none of XML-RPC, or a refusal */
function blogsIn(body: string, status: number): XmlRpcAnswer['structs'] {
  const answer = readXmlRpcAnswer(body);
  // WordPress gives some refusals a status of their own.
  if (!answer || (status !== 200 && !answer.isFault)) {
    throw siteError(
      'absent',
      `WordPress' XML-RPC API (xmlrpc.php) answers with HTTP status ${status} and no XML-RPC.`,
      {
        advice:
          'A plugin or the host has switched it off. Switch it on for the gateway, or name each site in `sites`.',
      },
    );
  }
  if (!answer.isFault) return answer.structs;
  const [{ faultCode = '' } = {}] = answer.structs;
  throw siteError(
    'forbidden',
    `WordPress' XML-RPC API refused the credential with code ${faultCode.slice(0, 20)}.`,
    {
      advice:
        'Use a user name and an application password of a user of the network. Code 405 means that XML-RPC is switched off.',
    },
  );
}

/** Returns sites by their names. If several would have the same name, all but the first get a number. */
function namedSites(homes: readonly URL[], base: URL): Readonly<Record<string, { readonly url: string }>> {
  const sites = new Map<string, { readonly url: string }>();
  const isTaken = (name: string) =>
    sites.has(name) || siteNameProblem(name, gatewayOptions.endpoint.default) !== null;
  for (const home of homes) {
    const wanted = nameOf(home, base).slice(0, 50);
    const name = freeName(wanted, isTaken, (number) => `${wanted}-${number}`);
    sites.set(name, { url: home.href });
  }
  return Object.fromEntries(sites);
}

/** Returns the part of an address by which it differs from that of the main site, as a name. */
function nameOf({ host, pathname }: URL, base: URL): string {
  const domain = base.host.replace(/^www\./, '');
  const path = pathname.startsWith(base.pathname) ? pathname.slice(base.pathname.length) : pathname;
  const place = host.endsWith(`.${domain}`) ? host.slice(0, -domain.length) : host;
  const own = host === base.host ? path : `${place}${pathname}`;
  const words = own.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-') || (host === base.host ? 'main' : 'site');
}

/** Returns the XML of a call with parameters that are texts. */
function call(method: string, texts: readonly string[]): string {
  const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const params = texts.map((text) => `<param><value><string>${escaped(text)}</string></value></param>`);
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${params.join('')}</params></methodCall>`;
}
