/*
 * Removes from a text of the site what the readers of an error must not see. `hideCredentials` is for the operator, `scrub` for
 * clients.
 */

/** The text in place of a credential. */
export const hidden = '[secret]';

/** A pattern of texts to hide, and what to write instead of them. */
type Rule = readonly [pattern: RegExp, replacement: string];

const credentialRules: readonly Rule[] = [
  // Quoted request headers. Dumps write them as `Cookie: a=b`, `"cookie":"a=b"`, `[HTTP_COOKIE] => a=b`, `'cookie' => 'a=b'`.
  [
    /((?:\b|_)(?:proxy[-_])?(?:authorization|cookie|set[-_]cookie|php_auth_(?:user|pw|digest)|x[-_]wp[-_]nonce|x[-_](?:[a-z]+[-_])*(?:key|token|secret|auth))["'\]\\]*\s*(?:=>|[:=])\s*)[^\r\n<>]+/gi,
    `$1${hidden}`,
  ],
  [/\b(basic|bearer|digest|negotiate)\s+[\w+/=.~:-]{6,}/gi, `$1 ${hidden}`],
  // A password may contain an @: the last one before the path ends it (URL standard, "authority state").
  [/\/\/[^\s/?#"<>\\]*@/g, '//'],
  [/(\\\/\\\/)[^\s/?#"<>\\]*@/g, '$1'],
  [
    /\b((?:[a-z]+[-_]?)?(?:password|passwd|pwd|pass|secret|token|nonce|api[-_]?key|key|signature|sig)["'\\]*\s*(?:=>|=|:)\s*)["'\\]*[^\s"'&,;<>\\]+/gi,
    `$1${hidden}`,
  ],
  [/\bwordpress_[\w-]+=[^\s;"'<>]+/gi, hidden],
  // JSON Web Tokens.
  [/\beyJ[\w-]{8,}\.[\w-]*\.?[\w-]*/g, hidden],
];

/** Returns a text without credentials: headers that sign in, user names in URLs, tokens, and the values of password parameters. */
export function hideCredentials(text: string): string {
  return replaceAll(text, credentialRules);
}

const place = '[path]';
const address = '[address]';

const hostRules: readonly Rule[] = [
  [/[\w.+%-]+@[a-z\d-]+(?:\.[a-z\d-]+)+/gi, '[e-mail]'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?/g, address],
  [/\[[\da-f:.]*:[\da-f:.]*\](?::\d+)?/gi, address],
  // An IPv6 address has `::` or eight groups; times such as 03:04:05 do not.
  [/(?<![\w:])(?=[\da-f:]*::|(?:[\da-f]{1,4}:){7})[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d+)*/gi, address],
  [/\blocalhost\b(?::\d+)?/gi, address],
  [
    /\b[a-z\d_-]+(?:\.[a-z\d_-]+)*\.(?:local|localdomain|internal|intranet|intra|lan|corp|home|svc|private|docker|com|net|org|io|dev|app|cloud|info|biz|example|test|invalid)\b(?::\d+)?/gi,
    address,
  ],
  [/\b[a-z][\w-]*(?:\.[\w-]+)*:\d{2,5}\b/gi, address],
  [/\b((?:host|server|socket|on|at|to|from)\s+)(["'‘“`])[\w.:/-]+(["'’”`])/gi, `$1$2${address}$3`],
];

const pathRules: readonly Rule[] = [
  [/\bfile:\/+[^\s"'<>)]*/gi, place],
  [/\\\\[\w.$-]+\\[^\s"'<>|]*/g, place],
  [/\b[a-z]:(?:\\+|\/)(?:[^\s"'<>|:*?]+(?:[\\/]|\b))*/gi, place],
  [/\bphar:\/\/[^\s"'<>)]*/gi, place],
  // Folders that only servers have, and files of PHP anywhere.
  [
    /(?<![\w/])~?\/(?:var|srv|home|usr|etc|opt|tmp|mnt|data|www|htdocs|app|code|nas|root|private|volumes|users|proc|run|wordpress|bitnami|kunden|customers|web|sites|vhosts|public_html|dev|lib|bin|storage|workspace)(?:\/[^\s"'<>):,;]*)+/gi,
    place,
  ],
  [
    /(?:[\w.~-]*\/)+[\w.-]+\.(?:php\d?|phtml|inc|so|ini|log|sock|sql|conf|cnf|env|pem|key)\b(?::\d+)?/gi,
    place,
  ],
  [/(?:[\w.-]*\/)?wp-(?:content|includes|admin)\/[^\s"'<>):,;]*/gi, place],
  [/\bon line\s+\d+/gi, ''],
  [/\b[\w-]+\.php\b(?::\d+)?/gi, place],
];

const userRules: readonly Rule[] = [
  [
    /\b(user(?:\s?name)?|login|account|author|nutzer|benutzer\w*)(\s+)(["'‘“`«])[^"'’”`»]+(["'’”`»])/gi,
    '$1$2$3[user]$4',
  ],
];

/**
 * Returns a text of the site for clients: without credentials, paths of the server, user names, e-mail addresses, IP
 * addresses, and hosts other than the site's.
 *
 * @param siteHost - host of the site, with its port; addresses of this host stay
 * @example
 * scrub('No file /var/www/a.php at db.internal:3306', 'site.example'); // 'No file [path] at [address]'
 */
export function scrub(text: string, siteHost: string): string {
  const urls: string[] = [];
  // Control characters would let a text forge lines of a log. The placeholders below use one of them.
  const printable = hideCredentials(text).replaceAll(/\p{Cc}+/gu, ' ');
  const withoutUrls = printable.replaceAll(
    /\b([a-z][a-z\d+.-]*):\/\/([^\s"'<>)]*)/gi,
    (url, scheme: string, rest: string) => {
      if (/^(?:file|phar)$/i.test(scheme)) return place;
      if (!/^https?$/i.test(scheme) || hostOf(rest) !== siteHost.toLowerCase()) return address;
      urls.push(url.replace(/[?#].*$/, ''));
      return `\u0000${urls.length - 1}\u0000`;
    },
  );
  const scrubbed = replaceAll(withoutUrls, [...pathRules, ...hostRules, ...userRules]);
  return scrubbed.replaceAll(/\0(\d+)\0/g, (_, index: string) => urls[Number(index)] ?? '');
}

function hostOf(rest: string): string {
  return (rest.split(/[/?#]/)[0] ?? '').replace(/[.,:;]+$/, '').toLowerCase();
}

function replaceAll(text: string, rules: readonly Rule[]): string {
  return rules.reduce((changed, [pattern, replacement]) => changed.replace(pattern, replacement), text);
}

/**
 * Returns a function that replaces these secrets by `[secret]`, also where a server has escaped them for JSON, a URL or HTML.
 * Secrets of less than four characters stay, since ordinary words contain them.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const long = [...new Set(secrets)].filter(({ length }) => length >= 4);
  if (long.length === 0) return (text) => text;
  const mayHave = patternOf(long);
  // The longest form first: a password may be part of another secret.
  const longestFirst = [...new Set(long.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  return (text) =>
    mayHave.test(text)
      ? longestFirst.reduce((changed, form) => changed.replaceAll(form, hidden), text)
      : text;
}

/**
 * Returns a pattern that every text with one of these secrets matches, in any form. One search for letters and digits, which
 * are the same in all forms, takes 0.3 ms for 1 MB. A search for each form would take 10 ms.
 */
function patternOf(secrets: readonly string[]): RegExp {
  // A text with user and password has the password.
  const shortest = secrets.filter((secret) =>
    secrets.every((other) => other === secret || !secret.includes(other)),
  );
  const runs = shortest.map((secret) =>
    (secret.match(/[a-z\d]+/gi) ?? []).reduce((a, b) => (b.length > a.length ? b : a), ''),
  );
  return new RegExp(runs.join('|'));
}

/** Returns a secret as servers quote it: as it is, in a URL, in HTML, and each of these in JSON. */
function formsOf(secret: string): readonly string[] {
  const inUrl = encodeURIComponent(secret.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  // Base64 in a URL or a token has no padding.
  const quoted = [secret, secret.replace(/=+$/, ''), inUrl, inUrl.replaceAll('%20', '+'), htmlOf(secret)];
  return quoted.flatMap((text) => {
    const json = JSON.stringify(text).slice(1, -1);
    const ofPhp = inAscii(json.replaceAll('/', '\\/'));
    // JSON in a text of JSON.
    const nested = JSON.stringify(ofPhp).slice(1, -1);
    return [text, json, json.replaceAll('/', '\\/'), ofPhp, nested, nested.replaceAll('/', '\\/')];
  });
}

/** Returns JSON with `\u00e4` in place of ä, as PHP's `json_encode` writes it. */
function inAscii(json: string): string {
  return json.replaceAll(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function htmlOf(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;');
}
