import { createRestClient } from '../../src/wordpress/client.ts';
import type { Rest } from '../../src/wordpress/rest.ts';
import { createUpstream, type UpstreamOptions } from '../../src/wordpress/upstream.ts';

/** Returns a client of the REST API at `/wp-json/` of a site. The test closes it. */
export function restAt(siteUrl: string, options: UpstreamOptions = {}): Rest {
  return createRestClient(createUpstream(siteUrl, options), { url: `${siteUrl}/wp-json/`, style: 'path' });
}
