/**
 * Headers that sign a user in to WordPress. The gateway sends them only with REST requests, only to the site's own
 * origin. They never appear in errors or logs.
 */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Returns the credentials of an application password (REST API handbook: Authentication, Application Passwords).
 *
 * @param pair - `user:password`, the password with or without its spaces
 * @throws TypeError if the pair has no user, no colon or no password
 */
export function applicationPassword(pair: string): Credentials {
  const colon = pair.indexOf(':');
  if (colon < 1 || colon === pair.length - 1) {
    throw new TypeError('Write the credential as user:password, with an application password of that user.');
  }
  return { headers: { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` } };
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
    const credentials = scheme((name) => headers.get(name));
    if (credentials) return { headers: credentials };
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
