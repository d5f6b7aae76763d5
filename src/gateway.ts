import { type Assembled, assemble, planOf } from './assembly.ts';
import { type AgesByResource, checkedAges } from './cache/ages.ts';
import { openStore } from './cache/open-store.ts';
import { agedResources } from './cache/routes.ts';
import type { Entry } from './cache/store.ts';
import { openGraph } from './current-graph.ts';
import type { PressQL, PressQLOptions } from './pressql.ts';
import type { Kept } from './server/answers/answer-cache.ts';
import { createRateLimits, limitsIn } from './server/rate-limiter.ts';
import { readTrustedDocuments } from './server/trusted-documents-file.ts';
import type { Room } from './values/room.ts';
import { createTraffic } from './wordpress/traffic/traffic.ts';

/** Memory that the gateways of several sites share. */
export interface Rooms {
  readonly documents: Room<Entry>;
  readonly answers: Room<Kept>;
  /** Returns the name of the site in a graph of several sites, whose cache tags have it. Null if it is in none. @default null */
  readonly nameInGraph?: () => string | null;
}

/** A gateway, with what the server of several sites asks it. */
export interface Gateway extends PressQL, Pick<Assembled, 'readiness' | 'loaders' | 'memory'> {}

/**
 * Creates a gateway as `createPressQL` does.
 *
 * @param rooms - memory that it shares with other gateways. @default memory of its own
 */
export async function openGateway(given: PressQLOptions, rooms?: Rooms): Promise<Gateway> {
  const plan = planOf(given);
  const { options, settings, service, granted } = plan;
  const { url, onError = console.error, onNote = console.warn } = options;
  const { concurrency, refresh: interval } = settings;
  const { trustedDocuments: manifest } = options;
  const trustedDocuments = manifest ? readTrustedDocuments(manifest) : null;
  const ending = new AbortController();
  options.signal?.addEventListener('abort', () => ending.abort(options.signal?.reason), { once: true });
  // All refreshes of the site share its traffic, so that its circuits and its limit survive them.
  const traffic = createTraffic({ concurrency, now: options.now });
  const [documents, answers] = [rooms?.documents.part(), rooms?.answers.part()];
  const opened = settings.cache
    ? await openStore({ ...settings, url, part: documents, onNote, onError, now: options.now })
    : null;
  const graph = await openGraph({
    options: { ...options, memory: opened?.siteMemory, operator: service?.credentials },
    interval,
    granted,
    sending: { traffic, signal: ending.signal },
    onNote,
    onError,
  }).catch(async (error: unknown) => {
    await opened?.close();
    throw error;
  });
  let ages: AgesByResource;
  try {
    ages = checkedAges(options.ages ?? {}, agedResources(graph.discovery.site));
  } catch (error) {
    graph.close();
    await opened?.close();
    throw error;
  }
  const { handler, live, readiness, loaders, memory, drain } = assemble({
    plan,
    trustedDocuments,
    graph,
    ages,
    opened,
    answers,
    rateLimits: createRateLimits(limitsIn(settings), opened?.instances?.scripts),
    nameInGraph: rooms?.nameInGraph,
    signal: ending.signal,
  });
  await opened?.instances?.watch.start(live.feed);
  return {
    get schema() {
      return graph.schema;
    },
    get site() {
      return graph.discovery.site;
    },
    get traffic() {
      return traffic.state;
    },
    get live() {
      return live.state;
    },
    fetch: handler,
    readiness,
    loaders,
    memory,
    refresh: () => graph.refresh(),
    drain,
    close: async () => {
      drain();
      live.close();
      ending.abort();
      graph.close();
      await opened?.close();
      answers?.close();
    },
  };
}
