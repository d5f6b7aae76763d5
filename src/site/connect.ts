import { createRestClient } from '../wordpress/client.ts';
import type { Rest, RestRoot } from '../wordpress/rest.ts';
import { createUpstream, type Upstream, type UpstreamOptions } from '../wordpress/upstream.ts';
import { parseAddress } from './address.ts';

/** A place at which the site may be, and the upstream for it. */
export interface Candidate {
  readonly url: URL;
  /** Opens the upstream. It sends the user name and password of the address, as HTTP Basic does. The caller closes it. */
  open(): Upstream;
}

/**
 * Returns the places to look for the site at an address: one, or two if the address has no scheme.
 *
 * @throws WordPressError if the address is not that of a web site
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
 * Returns a client of a discovered site. As in discovery, it sends the user name and password of the address. The caller
 * closes it.
 *
 * @param address - the address that the operator gave
 * @param root - the REST root that discovery found
 */
export function connect(address: string, root: RestRoot, options: UpstreamOptions): Rest {
  const candidates = candidatesFor(address, options);
  const { protocol } = new URL(root.url);
  const { open } = candidates.find(({ url }) => url.protocol === protocol) ?? candidates[0];
  return createRestClient(open(), root);
}
