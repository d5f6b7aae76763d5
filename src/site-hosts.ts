import { createStoreRoom } from './cache/memory-store.ts';
import type { Rooms } from './gateway.ts';
import { createHost, type Host } from './host.ts';
import { createOneGraph, type OneGraphOptions } from './one-graph.ts';
import { createAnswerRoom } from './server/answers/answer-cache.ts';
import type { EdgeOptions } from './server/edge.ts';
import type { Readiness } from './server/health.ts';
import type { Handler } from './server/node.ts';
import { createSiteRouter, type RoutedSite } from './server/site-router.ts';
import type { SiteSetup } from './site-setup.ts';
import type { WordPressError } from './wordpress/errors.ts';

/** Serves several sites, each by a gateway of its own. A site that is down has no effect on the others. */
export interface SiteHosts {
  readonly handler: Handler;
  /** The sites, by name. A site that could not be read yet has no gateway. */
  readonly hosts: ReadonlyMap<string, Host>;
  /**
   * Opens gateways. Resolves when each site has been read, or could not be read for the first time. Goes on trying those.
   *
   * @throws Error if the options of a site are invalid. All sites are then closed
   */
  open(sites: readonly SiteSetup[]): Promise<void>;
  /**
   * Replaces the gateway of a site, or opens that of a new one.
   *
   * @throws WordPressError if the site cannot be read, and had a gateway. It then keeps that
   */
  replace(site: SiteSetup): Promise<void>;
  /**
   * Serves one graph of several sites beside theirs from now on, another one, or none.
   *
   * @throws TypeError if its `trustedDocuments` is no manifest. The graph then stays as it was
   */
  join(oneGraph: OneGraphOptions | null): void;
  /** Closes the gateway of a site, which is served no more. */
  remove(name: string): Promise<void>;
  /** Answers readiness checks with 503 from now on. */
  drain(): void;
  /** Closes all gateways. */
  close(): Promise<void>;
}

/** Options of {@link createSiteHosts}. */
export interface SiteHostsOptions extends Omit<EdgeOptions, 'readiness'> {
  /** Bytes of memory for the documents and lists of all sites. */
  readonly cacheSize: number;
  /** Bytes of memory for the answers of all sites. */
  readonly answerCacheSize: number;
  /** Called when a site cannot be read, with the milliseconds until the next try. */
  readonly onWait: (name: string, error: WordPressError, pause: number) => void;
  readonly isComplete?: () => boolean;
  /** One graph of several sites beside theirs. */
  readonly oneGraph: OneGraphOptions | null;
}

/** A site that is served. */
interface Served extends RoutedSite {
  readonly host: Host;
}

/** A site that answers 503 so far. */
interface Started {
  readonly host: Host;
  /** Resolves when the site could not be read for the first time. */
  readonly firstFailure: Promise<void>;
}

/** Discoveries at once. Sites of one network share a server. */
const mostDiscoveries = 4;

/** Returns a server of no sites so far. */
export function createSiteHosts(options: SiteHostsOptions): SiteHosts {
  const { cacheSize, answerCacheSize, onWait, isComplete, oneGraph, ...edge } = options;
  const rooms: Rooms = {
    documents: createStoreRoom(cacheSize),
    answers: createAnswerRoom(answerCacheSize),
  };
  const served = new Map<string, Served>();
  const hosts = new Map<string, Host>();
  let routes: readonly RoutedSite[] = [];
  let isDraining = false;
  const update = () => {
    routes = [...served.values()];
  };

  const readiness = (): Readiness => {
    const states = [...served].map(([name, { host }]) => [name, host.readiness()] as const);
    const isReady = !isDraining && (isComplete?.() ?? true) && states.some(([, state]) => state.isReady);
    return {
      isReady,
      status: isDraining ? 'stopping' : isReady ? 'ready' : 'starting',
      details: {
        sites: Object.fromEntries(
          states.map(([name, { status, details }]) => [name, { status, ...details }]),
        ),
      },
    };
  };

  /** Answers the requests to a site with 503 until it is started. */
  function add({ name, hosts: own, edge: ownEdge }: SiteSetup): Started {
    let failed = () => {};
    const firstFailure = new Promise<void>((resolve) => {
      failed = resolve;
    });
    const host = createHost({
      ...ownEdge,
      rooms: { ...rooms, nameInGraph: () => (ofAll?.has(name) ? name : null) },
      ...(isComplete ? { isComplete } : {}),
      // Nobody restarts a process with other sites because one of them is wrong. It may be repaired.
      mayPass: () => true,
      onWait(error, pause) {
        onWait(name, error, pause);
        failed();
      },
    });
    if (isDraining) host.drain();
    served.set(name, { name, hosts: own, handler: host.handler, host });
    hosts.set(name, host);
    update();
    return { host, firstFailure };
  }

  /** Resolves when a site has been read, or could not be read for the first time. */
  async function start({ name, options: asked }: SiteSetup, { host, firstFailure }: Started): Promise<void> {
    const opened = host.open(asked).then(() => undefined);
    const isServed = () => hosts.get(name) === host;
    // After the first failure, nobody waits for it.
    void firstFailure.then(() => opened.catch((error: unknown) => isServed() && edge.onError(error)));
    await Promise.race([opened, firstFailure]);
  }

  async function remove(name: string): Promise<void> {
    const host = hosts.get(name);
    served.delete(name);
    hosts.delete(name);
    update();
    await host?.close();
  }

  const close = async () => {
    await Promise.all([...hosts.keys()].map(remove));
  };

  let ofAll = oneGraph && createOneGraph(oneGraph, { hosts, room: rooms.answers });
  return {
    handler: createSiteRouter(() => routes, { ...edge, readiness, answers: () => ofAll }),
    hosts,
    async open(sites) {
      const waiting = sites.map((site) => [site, add(site)] as const);
      const openAll = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await start(...next);
      };
      try {
        await Promise.all(Array.from({ length: mostDiscoveries }, openAll));
      } catch (error) {
        await close();
        throw error;
      }
    },
    async replace(site) {
      const host = hosts.get(site.name);
      if (!host?.pressql) {
        await remove(site.name);
        return start(site, add(site));
      }
      await host.replace(site.options);
      served.set(site.name, { name: site.name, hosts: site.hosts, handler: host.handler, host });
      update();
    },
    join(given) {
      const next = given && createOneGraph(given, { hosts, room: rooms.answers });
      ofAll?.close();
      ofAll = next;
    },
    remove,
    drain() {
      isDraining = true;
      for (const host of hosts.values()) host.drain();
    },
    close,
  };
}
