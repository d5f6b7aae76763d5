/** Whether a text is an address of Redis: `redis://user:password@host:6379/0`, or `rediss:` for TLS. */
export function isRedisAddress(text: string): boolean {
  return /^rediss?:\/\/[^\s/]+/.test(text) && URL.canParse(text);
}

/**
 * The format of everything in Redis. Raise it whenever a version of the gateway could misread what an earlier one has
 * written: versions with different formats share nothing.
 */
export const format = 1;

/**
 * Returns the beginning of all keys of a site.
 *
 * @param prefix - the operator's prefix, which keeps several gateways of one site apart
 * @param url - the address of the site
 */
export function keysOf(prefix: string, url: string): string {
  return `${prefix}:${format}:${siteOf(url)}:`;
}

/** Returns the address of a site without its scheme and its credentials: both may differ between instances. */
function siteOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/$/, '')}${search}`;
}
