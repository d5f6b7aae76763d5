import type { Site } from '../site/site.ts';
import { collectionWatch } from './collection-watch.ts';
import { menus, menuWatch } from './menu-watch.ts';
import { settings, settingsWatch } from './settings-watch.ts';
import { attention, newTimes, type Pace, type Times } from './turns.ts';
import type { Watch } from './watch.ts';

/** A resource that the feed knows, with its watch and the times of its polls. */
export interface Watched {
  readonly name: string;
  readonly watch: Watch;
  readonly times: Times;
}

/** How often the feed polls a resource that is held: as often as if clients read it, or more and more rarely. */
export type Urgency = 'awaited' | 'idle';

/** The resources that the feed polls, because clients read them or something waits for their changes. */
export interface Roster {
  /** Returns a resource. Adds it if it is new. */
  of(name: string): Watched;
  /** Returns a resource. Returns undefined if no client has read it, and nothing has held it. */
  find(name: string): Watched | undefined;
  /** All resources that clients have read or that something has held, also those that the feed no longer polls. */
  readonly all: Iterable<Watched>;
  /** The resources to poll. */
  readonly current: readonly Watched[];
  /** Those of them that clients read now, or that somebody waits for. */
  readonly awaited: readonly Watched[];
  /** Whether the site has a resource of this name. */
  has(name: string): boolean;
  /** Whether a subscription or a frontend waits for the changes of a resource. */
  isWaitedFor(name: string): boolean;
  /** Makes the feed poll resources. Returns a function that ends this. */
  hold(names: readonly string[], urgency: Urgency): () => void;
  /** The names of the resources whose changes something waits for. */
  readonly held: readonly string[];
  /** Notes a read by a client, at a time in milliseconds since 1970. */
  noteRead(name: string, at: number): Watched;
}

/** Options of {@link createRoster}. */
export interface RosterOptions extends Pace {
  readonly site: () => Pick<Site, 'resources'>;
  readonly now: () => number;
}

/** The watches that are no collections of documents. */
const special: ReadonlyMap<string, () => Watch> = new Map([
  [menus, menuWatch],
  [settings, settingsWatch],
]);

/** Returns a roster without resources. */
export function createRoster({ site, now, ...pace }: RosterOptions): Roster {
  const watched = new Map<string, Watched>();
  // Each document that a client reads asks for these counts, so hundreds of subscriptions must not make them slower.
  const holds: Readonly<Record<Urgency, Map<string, number>>> = { awaited: new Map(), idle: new Map() };
  const isWaitedFor = (name: string) => holds.awaited.has(name);
  const isHeld = (name: string) => isWaitedFor(name) || holds.idle.has(name);
  const isRead = ({ times: { readAt } }: Watched, within: number) =>
    readAt !== null && now() - readAt < within;
  const has = (name: string) => special.has(name) || site().resources.has(name);
  const of = (name: string): Watched => {
    const known = watched.get(name);
    if (known) return known;
    const create = special.get(name) ?? (() => collectionWatch(name));
    const made = { name, watch: create(), times: newTimes(pace) };
    watched.set(name, made);
    return made;
  };
  return {
    of,
    find: (name) => watched.get(name),
    get all() {
      return watched.values();
    },
    get current() {
      return [...watched.values()].filter((each) => isHeld(each.name) || isRead(each, attention));
    },
    get awaited() {
      return [...watched.values()].filter(
        (each) => isWaitedFor(each.name) || isRead(each, 2 * pace.interval),
      );
    },
    has,
    isWaitedFor,
    hold(names, urgency) {
      const own = new Set(names);
      for (const name of own) {
        count(holds[urgency], name, 1);
        if (has(name)) of(name);
      }
      return () => {
        for (const name of own) count(holds[urgency], name, -1);
        // A second call ends nothing.
        own.clear();
      };
    },
    get held() {
      return [...holds.awaited.keys()];
    },
    noteRead(name, at) {
      const own = of(name);
      own.times.readAt = Math.max(at, own.times.readAt ?? 0);
      own.times.firstReadAt = Math.min(at, own.times.firstReadAt ?? at);
      return own;
    },
  };
}

/** Adds to the count of a name. A count of 0 has no entry. */
function count(counts: Map<string, number>, name: string, difference: 1 | -1): void {
  const sum = (counts.get(name) ?? 0) + difference;
  if (sum === 0) counts.delete(name);
  else counts.set(name, sum);
}
