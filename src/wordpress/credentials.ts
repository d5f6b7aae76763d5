import { fromBase64, toBase64 } from '#platform/values/bytes';
import { hidden } from './scrub.ts';

/**
 * The source of credentials.
 * - `operator`: the service credential, with which the gateway reads for visitors.
 * - `site`: the option `headers`, and the `user:password@` in the address of the site.
 * - `visitor`: the headers of a client's request.
 */
export type CredentialKind = 'operator' | 'site' | 'visitor';

/** The name of the method with which Node prints an object (`util.inspect.custom`). */
const nodeInspect = Symbol.for('nodejs.util.inspect.custom');

/** The headers of each credential, outside the object. Only `revealCredentials` reads them. */
const headersOf = new WeakMap<Credentials, Readonly<Record<string, string>>>();

/**
 * Headers that sign somebody in to WordPress. The object itself contains no secret and prints as `[secret]`. Only the
 * transport may read the headers (`tests/architecture` checks this). It sends them only to the site's own origin.
 *
 * @example
 * const credentials = new Credentials('visitor', { authorization: 'Bearer abc' });
 * `${credentials}`; // '[secret]'
 */
export class Credentials {
  readonly kind: CredentialKind;

  constructor(kind: CredentialKind, headers: Readonly<Record<string, string>>) {
    this.kind = kind;
    // Header names are case-insensitive. In lower case, a later header replaces an earlier one of that name.
    const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    headersOf.set(this, Object.fromEntries(entries));
    Object.freeze(this);
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  [nodeInspect](): string {
    return hidden;
  }
}

/** Returns the headers of credentials. Only the transport may call this function. */
export function revealCredentials(credentials: Credentials): Readonly<Record<string, string>> {
  return headersOf.get(credentials) ?? {};
}

/** Returns the texts that errors and logs must not contain: the whole value of each header, and the secrets in it. */
export function secretsIn(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (name === 'cookie')
      return [value, ...value.split(';').map((pair) => pair.replace(/^[^=]*=/, '').trim())];
    const [, scheme = '', token = ''] = /^\s*([\w-]+)\s+(.+?)\s*$/.exec(value) ?? [];
    if (name !== 'authorization' || token === '') return [value];
    if (scheme.toLowerCase() !== 'basic') return [value, token];
    const pair = fromBase64(token);
    const password = pair.slice(pair.indexOf(':') + 1);
    // WordPress ignores spaces in application passwords, so an answer may quote the password without them.
    return [value, token, pair, password, password.replaceAll(' ', '')];
  });
}

/** Names of headers that sign somebody in. Others may have an ordinary word, or the host name of the site. */
const signingHeaders = /auth|cookie|key|token|secret|pass|nonce|gate/i;

/**
 * Returns the secrets of credentials that no document may contain. Leaves out those that documents may contain by chance: short
 * texts, and single words.
 */
export function secretsOfDocuments(credentials: readonly Credentials[]): readonly string[] {
  const headers = credentials.flatMap((each) => Object.entries(revealCredentials(each)));
  const signing = headers.filter(([name]) => signingHeaders.test(name));
  return signing
    .flatMap(([name, value]) => secretsIn({ [name]: value }))
    .filter((secret) => secret.length >= 8 && !/^\p{L}*$/u.test(secret));
}

/** Returns the secrets in the fields of a request body: the texts in fields with names such as `password` or `api_key`. */
export function secretValuesIn(fields: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    /pass|pwd|key|token|secret/i.test(name) && typeof value === 'string' ? [value] : [],
  );
}

/**
 * Returns the operator's credentials from an application password (REST API handbook: Authentication, Application Passwords).
 *
 * @param pair - `user:password`; the password may contain spaces, as WordPress displays it
 * @throws TypeError if the pair has no user, no colon or no password
 */
export function applicationPassword(pair: string): Credentials {
  const colon = pair.indexOf(':');
  if (colon < 1 || colon === pair.length - 1) {
    throw new TypeError('Write the credential as user:password, with an application password of that user.');
  }
  return new Credentials('operator', {
    authorization: `Basic ${toBase64(pair)}`,
  });
}

/** Returns the credentials that sign a user in with a bearer token. */
export function bearerToken(token: string): Credentials {
  return new Credentials('visitor', { authorization: `Bearer ${token}` });
}

/** The headers of a request, by lower-case names. */
interface SentHeaders {
  get(name: string): string | null;
}

/** The ways in which a client can sign in. A request uses the first scheme whose headers it has. */
const schemes: readonly ((headers: SentHeaders) => Record<string, string> | null)[] = [
  // Application passwords (`Basic`), and the schemes that plugins add to WordPress (`Bearer` for tokens).
  (headers) => {
    const authorization = headers.get('authorization');
    // Some clients send an empty header for a visitor who is not signed in.
    return authorization === null || authorization.trim() === '' ? null : { authorization };
  },
  // WordPress accepts its login cookies only together with the nonce from one of its pages.
  (headers) => {
    const nonce = headers.get('x-wp-nonce');
    const cookies = nonce === null ? '' : wordPressCookies(headers.get('cookie') ?? '');
    return nonce === null || cookies === '' ? null : { 'x-wp-nonce': nonce, cookie: cookies };
  },
];

/** Returns the credentials in the headers of a request. Returns null if the client is not signed in. */
export function credentialsIn(headers: SentHeaders): Credentials | null {
  for (const scheme of schemes) {
    const found = scheme(headers);
    if (found) return new Credentials('visitor', found);
  }
  return null;
}

/** Returns the cookies of WordPress in a `Cookie` header. Their names begin with `wordpress_`. */
function wordPressCookies(cookies: string): string {
  return cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => /^wordpress_/i.test(cookie))
    .join('; ');
}
