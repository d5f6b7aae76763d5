import type { Site } from '../../site/site.ts';
import { cacheTags, type Tagged } from '../answers/cache-tags.ts';
import { tagsBySite } from './joined-reads.ts';

/** Returns a tag of a site's own answers as answers of several sites have it: `news:list:post`. */
export function cacheTagOfSite(site: string, tag: string): string {
  return `${site}:${tag}`;
}

/**
 * Returns the tags by which HTTP caches can purge an answer of several sites: those of each site begin with its name.
 *
 * @param siteNamed - returns a site. Null if it is served no more
 * @param maxLength - the largest number of characters of all tags, with a space between them
 */
export function joinedCacheTags(
  { tags, name, queryId }: Tagged,
  { siteNamed, maxLength }: { siteNamed: (name: string) => Site | null; maxLength: number },
): readonly string[] {
  const general = cacheTags({ tags: [], name, queryId }, { site: { resources: new Map() }, maxLength });
  const bySite = [...tagsBySite(tags)];
  const room = (maxLength - general.join(' ').length) / bySite.length;
  return [
    ...general,
    ...bySite.flatMap(([siteName, own]) => {
      const site = siteNamed(siteName);
      if (!site) return [];
      const prefix = cacheTagOfSite(siteName, '').length;
      // Each tag takes its prefix, and one node at most a few characters more than its tag.
      const part = Math.floor(room * (shortestTag / (shortestTag + prefix)));
      const ofSite = cacheTags({ tags: own, name: null, queryId: null }, { site, maxLength: part });
      return ofSite.filter((tag) => !general.includes(tag)).map((tag) => cacheTagOfSite(siteName, tag));
    }),
  ];
}

/** Characters of the shortest tags, with the space after them: global ids such as `cG9zdDox`. */
const shortestTag = 9;
