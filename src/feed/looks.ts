import { type Change, type Changes, changeOfAll } from '../cache/changes.ts';
import { segmentsOf } from '../site/segments.ts';
import type { Site } from '../site/site.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { createOperationScope } from '../wordpress/operation.ts';
import type { Rest, SiteRest } from '../wordpress/rest.ts';
import { isClosedRoute } from './menu-watch.ts';
import type { Roster, Watched } from './roster.ts';
import { fail, type Pace, succeed } from './turns.ts';

/** Polls resources one by one. */
export interface Looks {
  /** Polls one resource and publishes its changes. Returns the number of requests. Never rejects. */
  at(watched: Watched): Promise<number>;
  /** Whether WordPress failed to answer the last poll of a resource that it does not close. */
  readonly isDown: boolean;
  /** When the feed found a change last, in milliseconds since 1970. Null before the first. */
  readonly changedAt: number | null;
}

/** What the feed reads from and reports to. */
export interface Surroundings {
  /** The current site and its client, which a refresh may replace. */
  readonly connection: () => { readonly rest: SiteRest; readonly site: Site };
  readonly changes: Changes;
  /** The operator's credential for a grant. Null if it is not granted. */
  readonly granted: (grant: 'menus' | 'settings') => Credentials | null;
  /** Returns a client that also stores what the feed reads as a visitor in the cache. @default the client itself */
  readonly learning?: ((rest: Rest, site: Site) => Rest) | undefined;
  /** Called with one line for the operator if the feed fails, recovers, or cannot watch a resource. */
  readonly onNote: (line: string) => void;
}

/** Options of {@link createLooks}. */
export interface LooksOptions extends Surroundings {
  readonly roster: Roster;
  readonly pace: Pace;
  readonly now: () => number;
  /** Whether the feed has stopped, so that it publishes nothing. */
  readonly isClosed: () => boolean;
}

/** The largest number of requests for one poll of a resource, and of milliseconds. */
const bounds = { maxRequests: 40, deadline: 30_000 };

/** Returns looks. They send no request before the first call. */
export function createLooks(options: LooksOptions): Looks {
  const { connection, changes, granted, onNote, roster, pace, now } = options;
  let isDown = false;
  let changedAt: number | null = null;

  async function at(watched: Watched, isThorough = false): Promise<number> {
    const { name, watch, times } = watched;
    const { rest: client, site } = connection();
    const operation = createOperationScope(bounds);
    const visitor = client.forOperation(operation);
    const begin = now();
    const { firstReadAt, lookedAt } = times;
    const wasRead = roster.isWaitedFor(name) || (times.readAt ?? 0) > (lookedAt ?? 0);
    try {
      const found = await watch.look({
        rest: options.learning?.(visitor, site) ?? visitor,
        site,
        granted: (grant) => {
          const credentials = granted(grant);
          return credentials && visitor.withCredentials(credentials);
        },
        now: begin,
        sinceFirstRead: begin - (firstReadAt ?? begin),
        isThorough,
      });
      succeed(times, { at: begin, now: now(), hasInterest: wasRead || found.length > 0 }, pace);
      if (found.length > 0) times.changedAt = begin;
      else if (lookedAt !== null && !isThorough) times.requests = operation.budget.used;
      if (isDown) noteRecovery();
      if (options.isClosed()) return operation.budget.used;
      await changes.publish(found);
      if (found.length > 0) hurry();
      if (isThorough) return operation.budget.used;
      const moved = await followLinks(watched, found);
      return operation.budget.used + moved + (await followCounts(watched, lookedAt));
    } catch (error) {
      noteFailure(watched, error);
      return operation.budget.used;
    } finally {
      operation.complete();
    }
  }

  function noteFailure({ name, times }: Watched, error: unknown): void {
    const isNew = times.failures === 0;
    const closed = isClosedRoute(error);
    fail(times, { now: now(), isClosed: closed }, pace);
    if (options.isClosed() || !isNew) return;
    const report = error instanceof WordPressError ? error.report : String(error);
    if (closed) onNote(`The change feed cannot watch ${name}, so only its age makes it old: ${report}`);
    else if (!isDown) onNote(`The change feed waits for WordPress: ${report}`);
    isDown ||= !closed;
  }

  /** Makes all resources due that failed while WordPress was down. */
  function noteRecovery(): void {
    isDown = false;
    onNote('WordPress answers again. The change feed has caught up.');
    for (const { times } of roster.all) if (times.failures > 0 && !times.isClosed) times.interval = 0;
  }

  /** Polls all resources more often, since one change is often followed by others. */
  function hurry(): void {
    changedAt = now();
    for (const { times } of roster.all)
      if (times.failures === 0) times.interval = Math.min(times.interval, pace.interval);
  }

  /**
   * Polls resources whose paths contain the old slug of a document: images attached to a post, or posts in a category. Returns
   * the number of requests.
   */
  async function followLinks({ name }: Watched, found: readonly Change[]): Promise<number> {
    const moved = found.filter(({ uris }) => uris.length > 1);
    const old = moved.flatMap(({ uris: [uri = ''] }) => segmentsOf(uri).at(-1) ?? []);
    let requests = 0;
    for (const other of roster.all) {
      const { watch, times } = other;
      if (other.name === name || times.lookedAt === null) continue;
      if (!old.some((slug) => watch.usesInPaths(slug))) continue;
      if (!watch.isWhole()) await changes.publish([changeOfAll(other.name)]);
      requests += await at(other, true);
    }
    return requests;
  }

  /**
   * Polls the content of a taxonomy if the counts of its terms have changed, and no content has since the last poll of the
   * taxonomy: somebody may have assigned a term to a document without a change of its date. Returns the number of requests.
   */
  async function followCounts({ name, watch }: Watched, lookedAt: number | null): Promise<number> {
    if (!watch.isRecounted || lookedAt === null) return 0;
    const linked = connection().site.resources.get(name)?.linked ?? [];
    const contents = linked
      .flatMap((each) => roster.find(each) ?? [])
      .filter(({ times }) => times.lookedAt !== null);
    const areExplained = () => contents.some(({ times }) => (times.changedAt ?? 0) >= lookedAt);
    let requests = 0;
    for (const content of contents) if (!areExplained()) requests += await at(content, true);
    if (areExplained()) return requests;
    // The document is none of the newest hundred.
    const beyond = contents.filter((content) => !content.watch.isWhole());
    await changes.publish(beyond.map((content) => changeOfAll(content.name)));
    return requests;
  }

  return {
    at,
    get isDown() {
      return isDown;
    },
    get changedAt() {
      return changedAt;
    },
  };
}
