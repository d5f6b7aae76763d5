/**
 * What proves to WordPress who asks. The headers go to the site's own origin and nowhere else: not to pages and
 * files, not on to another host, not into errors or records of requests.
 */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * An application password (WordPress handbook: REST API, Authentication, Application Passwords).
 *
 * @param pair - `user:password`, the password with or without its spaces
 * @throws TypeError without a colon between the two
 */
export function applicationPassword(pair: string): Credentials {
  const colon = pair.indexOf(':');
  if (colon < 1 || colon === pair.length - 1) {
    throw new TypeError('A credential is written user:password, with an application password of that user.');
  }
  return { headers: { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` } };
}

/** Schemes by which a request can say who it is from: the first whose headers are there counts. */
const schemes: readonly ((header: (name: string) => string | null) => Record<string, string> | null)[] = [
  // Application passwords (`Basic`), and whatever a plugin on the site understands (`Bearer` of plugins for tokens).
  (header) => {
    const authorization = header('authorization');
    // An empty one is how some clients write that there is none.
    return authorization === null || authorization.trim() === '' ? null : { authorization };
  },
  // WordPress takes its own cookies for a sign-in only together with the nonce that it gave to its own pages.
  (header) => {
    const [nonce, cookies] = [header('x-wp-nonce'), wordPressCookies(header('cookie') ?? '')];
    return nonce === null || cookies === '' ? null : { 'x-wp-nonce': nonce, cookie: cookies };
  },
];

/** The credentials in a request's headers; null for a visitor who doesn't sign in. */
export function credentialsIn(headers: { get(name: string): string | null }): Credentials | null {
  for (const scheme of schemes) {
    const found = scheme((name) => headers.get(name));
    if (found) return { headers: found };
  }
  return null;
}

/** WordPress' own cookies among all of a browser's. */
function wordPressCookies(cookies: string): string {
  return cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => /^wordpress_/i.test(cookie))
    .join('; ');
}
