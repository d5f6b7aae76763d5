/** Whether a text is an address of Redis: `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
export function isRedisAddress(text: string): boolean {
  return /^rediss?:\/\/[^\s/]+/.test(text) && URL.canParse(text);
}

/**
 * The version of the format of all data in Redis. Raise it if a new gateway could misread data of an older one. Gateways with
 * different formats share nothing.
 */
export const format = 1;

/**
 * Returns the prefix of all keys of a site.
 *
 * @param prefix - the operator's prefix, with which several gateways of one site can share one Redis
 * @param url - the address of the site
 */
export function keysOf(prefix: string, url: string): string {
  return `${prefix}:${format}:${siteOf(url)}:`;
}

/** Returns the address of a site without its scheme and credentials, which may differ between instances. */
function siteOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/$/, '')}${search}`;
}
