import type { Drops } from '../../cache/drops.ts';
import { tagsBySite } from './joined-reads.ts';

/** The invalidations that answers of several sites look at. */
export type JoinedDrops = Pick<Drops, 'version' | 'areDropped'>;

/** A site with what it remembers: null while it has no gateway, or no cache. */
interface Remembering {
  readonly memory: { readonly drops: JoinedDrops } | null;
}

/**
 * Returns the invalidations of several sites. Their version is another one after each change of any of them, also if a site gets
 * another gateway, whose own versions begin again.
 */
export function joinedDrops(sites: ReadonlyMap<string, Remembering>): JoinedDrops {
  let seen: readonly unknown[] = [];
  let version = 0;
  return {
    get version() {
      const now = [...sites].flatMap(([name, { memory }]) => [name, memory, memory?.drops.version]);
      if (now.length !== seen.length || now.some((each, at) => each !== seen[at])) {
        seen = now;
        version++;
      }
      return version;
    },
    areDropped: (tags, readAt) =>
      [...tagsBySite(tags)].some(
        ([name, own]) => sites.get(name)?.memory?.drops.areDropped(own, readAt) ?? true,
      ),
  };
}
