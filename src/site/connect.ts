import { createRestClient } from '../wordpress/client.ts';
import type { RestRoot, SiteRest } from '../wordpress/rest.ts';
import { createUpstream, type Upstream, type UpstreamOptions } from '../wordpress/upstream.ts';
import { parseAddress } from './address.ts';

/** A URL at which the site may be, and the upstream for it. */
export interface Candidate {
  readonly url: URL;
  /**
   * Returns a new upstream. It sends the user name and password of the address with HTTP Basic, unless the options have their
   * own `authorization` header. The caller closes the upstream.
   */
  open(): Upstream;
}

/**
 * Returns the URLs at which to look for a site: one, or both `https` and `http` if the address has no scheme.
 *
 * @throws WordPressError if the address is not an HTTP address
 */
export function candidatesFor(
  address: string,
  options: UpstreamOptions,
): readonly [Candidate, ...Candidate[]] {
  const { urls, authorization } = parseAddress(address);
  const headers = authorization === null ? { ...options.headers } : { authorization, ...options.headers };
  const candidate = (url: URL) => ({ url, open: () => createUpstream(url.origin, { ...options, headers }) });
  const [first, ...others] = urls;
  return [candidate(first), ...others.map(candidate)];
}

/**
 * Returns a REST client for a discovered site. Like discovery, the client sends the user name and password of the address.
 * The caller closes the client.
 *
 * @param address - the address that the operator gave
 * @param root - the REST root that discovery found
 */
export function connect(address: string, root: RestRoot, options: UpstreamOptions): SiteRest {
  const candidates = candidatesFor(address, options);
  const { protocol } = new URL(root.url);
  const { open } = candidates.find(({ url }) => url.protocol === protocol) ?? candidates[0];
  return createRestClient(open(), root);
}
