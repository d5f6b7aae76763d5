import { inspect } from 'node:util';
import { hidden } from './scrub.ts';

/**
 * The owner of credentials. `operator`: the service credential, which reads for visitors. `site`: `user:password@` in the
 * address, and `headers`. `visitor`: the client.
 */
export type CredentialKind = 'operator' | 'site' | 'visitor';

/** The headers of all credentials. Only `revealCredentials` reads them. */
const headersOf = new WeakMap<Credentials, Readonly<Record<string, string>>>();

/**
 * Headers that sign somebody in to WordPress. The object contains no secret: it prints as `[secret]`, and only the transport
 * gets its headers (`tests/architecture`), which it sends only to the site's own origin.
 *
 * @example
 * const credentials = new Credentials('visitor', { authorization: 'Bearer abc' });
 * `${credentials}`; // '[secret]'
 */
export class Credentials {
  readonly kind: CredentialKind;

  constructor(kind: CredentialKind, headers: Readonly<Record<string, string>>) {
    this.kind = kind;
    // Names in lower case, so that one header replaces another of the same name.
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

  [inspect.custom](): string {
    return hidden;
  }
}

/** Returns the headers of credentials. Only the transport may call this function. */
export function revealCredentials(credentials: Credentials): Readonly<Record<string, string>> {
  return headersOf.get(credentials) ?? {};
}

/** Returns the texts of these headers that must not appear in errors or logs: whole values, and the secrets in them. */
export function secretsIn(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (name === 'cookie')
      return [value, ...value.split(';').map((pair) => pair.replace(/^[^=]*=/, '').trim())];
    const [, scheme = '', token = ''] = /^\s*([\w-]+)\s+(.+?)\s*$/.exec(value) ?? [];
    if (name !== 'authorization' || token === '') return [value];
    if (scheme.toLowerCase() !== 'basic') return [value, token];
    const pair = Buffer.from(token, 'base64').toString('utf8');
    const password = pair.slice(pair.indexOf(':') + 1);
    // WordPress ignores spaces in application passwords, so an answer may quote the password without them.
    return [value, token, pair, password, password.replaceAll(' ', '')];
  });
}

/** Returns the secrets in the fields of a body: passwords, keys and tokens. */
export function secretValuesIn(fields: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    /pass|pwd|key|token|secret/i.test(name) && typeof value === 'string' ? [value] : [],
  );
}

/**
 * Returns the operator's credentials from an application password (REST API handbook: Authentication, Application Passwords).
 *
 * @param pair - `user:password`, the password with or without its spaces
 * @throws TypeError if the pair has no user, no colon or no password
 */
export function applicationPassword(pair: string): Credentials {
  const colon = pair.indexOf(':');
  if (colon < 1 || colon === pair.length - 1) {
    throw new TypeError('Write the credential as user:password, with an application password of that user.');
  }
  return new Credentials('operator', {
    authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`,
  });
}

/** Returns the credentials of a user who has a token. */
export function bearerToken(token: string): Credentials {
  return new Credentials('visitor', { authorization: `Bearer ${token}` });
}

/** The ways in which a client can sign in. A request uses the first scheme whose headers it has. */
const schemes: readonly ((header: (name: string) => string | null) => Record<string, string> | null)[] = [
  // Application passwords (`Basic`), and the schemes of plugins on the site (`Bearer` of plugins for tokens).
  (header) => {
    const authorization = header('authorization');
    // Some clients send an empty header if nobody is signed in.
    return authorization === null || authorization.trim() === '' ? null : { authorization };
  },
  // WordPress accepts its login cookies only together with the nonce from one of its pages.
  (header) => {
    const [nonce, cookies] = [header('x-wp-nonce'), wordPressCookies(header('cookie') ?? '')];
    return nonce === null || cookies === '' ? null : { 'x-wp-nonce': nonce, cookie: cookies };
  },
];

/** Returns the credentials in the headers of a request. Returns null if the client is not signed in. */
export function credentialsIn(headers: { get(name: string): string | null }): Credentials | null {
  for (const scheme of schemes) {
    const found = scheme((name) => headers.get(name));
    if (found) return new Credentials('visitor', found);
  }
  return null;
}

/** Returns WordPress' own cookies out of a `Cookie` header. */
function wordPressCookies(cookies: string): string {
  return cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => /^wordpress_/i.test(cookie))
    .join('; ');
}
