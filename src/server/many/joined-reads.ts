import type { ReadLog } from '../../wordpress/read-log.ts';
import type { HeldSite } from './held-site.ts';

/** Between the name of a site and a tag. No name has a space. */
const separator = ' ';

/** Returns the tag of a site's data among those of all sites. */
export function tagOfSite(site: string, tag: string): string {
  return `${site}${separator}${tag}`;
}

/** Returns the tags of each site among those of all. */
export function tagsBySite(tags: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const bySite = new Map<string, string[]>();
  for (const tag of tags) {
    const end = tag.indexOf(separator);
    const site = tag.slice(0, end);
    const known = bySite.get(site) ?? [];
    bySite.set(site, known);
    known.push(tag.slice(end + 1));
  }
  return bySite;
}

/**
 * Returns the log of an operation whose sites have logs of their own.
 *
 * @param own - the log of what the operation reads from no site
 */
export function joinedReads(own: ReadLog, sites: ReadonlyMap<string, HeldSite>): ReadLog {
  const logs = () => [own, ...[...sites.values()].map(({ loaders }) => loaders.operation.reads)];
  return {
    get tags() {
      return new Set(
        [...sites].flatMap(([site, { loaders }]) =>
          [...loaders.operation.reads.tags].map((tag) => tagOfSite(site, tag)),
        ),
      );
    },
    get oldest() {
      return Math.min(...logs().map(({ oldest }) => oldest));
    },
    get freshUntil() {
      return Math.min(...logs().map(({ freshUntil }) => freshUntil));
    },
    get isShared() {
      return own.isShared && [...sites.values()].every(isShared);
    },
    get hits() {
      return logs().reduce((sum, { hits }) => sum + hits, 0);
    },
    note: (read) => own.note(read),
    notePrivate: () => own.notePrivate(),
  };
}

/** Whether other visitors may get what a site gave: changes must reach it. */
function isShared({ loaders: { operation }, isWatched }: HeldSite): boolean {
  const { reads, budget } = operation;
  return reads.isShared && isWatched && (budget.used === 0 || reads.tags.size > 0);
}
