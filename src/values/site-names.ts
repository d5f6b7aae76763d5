/** The form of the name of a site: it is part of paths. */
const form = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;

/** The longest name of a site. */
const longest = 63;

/** Names that are paths of the gateway itself. */
const taken = [
  'graphql',
  'mcp',
  'ping',
  'rpc2',
  'webhook',
  'metrics',
  'healthcheck',
  'health',
  'livez',
  'readiness',
  'readyz',
];

/**
 * Returns what is wrong with the name of a site. Returns null for a good one.
 *
 * @param endpoint - the path of the GraphQL endpoint, whose parts are no names of sites
 */
export function siteNameProblem(name: string, endpoint: string): string | null {
  if (name.length > longest || !form.test(name))
    return `${JSON.stringify(name)} is no name of a site. A name has lower-case letters and digits, with single - or _ between them, and up to ${longest} characters.`;
  if (taken.includes(name) || endpoint.toLowerCase().split('/').includes(name))
    return `${JSON.stringify(name)} is a path of the gateway itself. Give the site another name.`;
  return null;
}

/**
 * Returns the name of a host as all texts for it have it: in lower case, international names in ASCII, without a dot at its end
 * and without a port. Returns null if the text is no host, such as an address with a scheme or a path.
 *
 * @param text - the value of a header `Host`
 */
export function hostIn(text: string): string | null {
  if (/[\s/\\?#@]/.test(text) || !URL.canParse(`http://${text}`)) return null;
  return new URL(`http://${text}`).hostname.replace(/\.$/, '') || null;
}

/** Returns what is wrong with a host of a site. Returns null for a good one. */
export function hostProblem(text: string): string | null {
  if (hostIn(text) === null || /:\d*$/.test(text))
    return `${JSON.stringify(text)} is no host of a site. Write its name alone, such as shop.example, without a scheme, a port and a path.`;
  return null;
}
