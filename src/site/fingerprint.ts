import { sha256 } from '#platform/values/hash';
import type { Site } from './site.ts';
import type { SiteLinks } from './site-links.ts';

/** Returns a hash of a site, which changes with each property. */
export function fingerprintOf({ resources, routes, links, ...others }: Omit<Site, 'fingerprint'>): string {
  const rows = [...resources.values()].map((resource) => ({
    ...resource,
    properties: [...resource.properties].sort(),
    parameters: [...resource.parameters].sort(([a], [b]) => (a < b ? -1 : 1)),
    customFields: [...resource.customFields],
    overlaps: Object.values(resource.overlaps).map((each) => [...each]),
  }));
  const graph = JSON.stringify([rows, [...routes].sort(), fingerprinted(links), others]);
  return sha256(graph, 'hex').slice(0, 16);
}

function fingerprinted({ hosts, front, bases, parameters }: SiteLinks): unknown {
  return [[...hosts].sort(), front, [...bases].sort(), [...parameters].sort()];
}
