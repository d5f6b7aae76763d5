import { type Plan, planOf } from '../assembly.ts';
import { createDrops } from '../cache/drops.ts';
import { createMemoryStore } from '../cache/memory-store.ts';
import type { OpenStore } from '../cache/open-store.ts';
import { createFailures, type Failures } from '../cache/shared-cache.ts';
import { createGraphSource, type GraphSource } from '../graph-source.ts';
import type { GraphQLSchema } from '../packages/graphql.ts';
import type { Kept } from '../server/answers/answer-cache.ts';
import { createDocumentCaches, type DocumentCaches } from '../server/document-cache.ts';
import { createPersistedQueries, type PersistedQueries } from '../server/persisted-queries.ts';
import { type TrustedDocuments, trustedDocumentsOf } from '../server/trusted-documents.ts';
import type { Discovery } from '../site/discover.ts';
import type { Site } from '../site/site.ts';
import type { RoomPart } from '../values/room.ts';
import { checkedOptions, type EdgeOptions } from './options.ts';

/** The graph of the last discovery. */
export interface KnownGraph {
  readonly site: Site;
  readonly schema: GraphQLSchema;
  readonly snapshot: Discovery['snapshot'];
  /** When its discovery began, in milliseconds since 1970. */
  readonly discoveredAt: number;
  /** Answers with the types of this schema. Requests that began with an older graph store theirs in the memory of that one. */
  readonly answers: RoomPart<Kept>;
}

/** Why a discovery failed. */
export interface DiscoveryProblem {
  /** An error that is none of WordPress is one of the options, or of an integration. */
  readonly error: unknown;
  /** In milliseconds since 1970. */
  readonly until: number;
}

/**
 * What an instance of the gateway remembers from one request to the next: data only. A host such as Cloudflare ends the timers,
 * streams, signals and promises of a request with it, and forbids other requests to use them. Each request makes these anew.
 */
export interface Instance {
  readonly plan: Plan;
  readonly source: GraphSource;
  readonly trustedDocuments: TrustedDocuments | null;
  /** What visitors read. Null if the operator switched the cache off. */
  readonly opened: OpenStore | null;
  readonly failures: Failures;
  readonly documentCaches: DocumentCaches;
  readonly persistedQueries: PersistedQueries;
  /** Null before the first discovery. */
  graph: KnownGraph | null;
  /** When the discovery that runs now began, in milliseconds since 1970. Null if none runs. */
  discoveringSince: number | null;
  /** When the last finished discovery began, also if it failed, in milliseconds since 1970. 0 before the first. */
  discoveredAt: number;
  /** Why the last discovery failed, and until when requests get this error. Null if it succeeded, or there was none. */
  problem: DiscoveryProblem | null;
}

/**
 * Returns an instance that knows nothing of its site.
 *
 * @throws TypeError if an option does not exist at the edge, or is invalid
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 */
export function createInstance(given: EdgeOptions): Instance {
  const options = checkedOptions(given);
  const plan = planOf(options);
  const { settings, service, granted } = plan;
  const { trustedDocuments: manifest } = given;
  const wrong = (problem: string) => new TypeError(`\`trustedDocuments\` ${problem}.`);
  const store = createMemoryStore(settings.cacheSize);
  return {
    plan,
    source: createGraphSource({ options: { ...options, operator: service?.credentials }, granted }),
    trustedDocuments: manifest ? trustedDocumentsOf(manifest, wrong) : null,
    opened: settings.cache
      ? {
          store,
          drops: createDrops(options.now),
          siteMemory: undefined,
          instances: null,
          close: async () => store.close(),
        }
      : null,
    failures: createFailures(),
    documentCaches: createDocumentCaches(),
    persistedQueries: createPersistedQueries(),
    graph: null,
    discoveringSince: null,
    discoveredAt: 0,
    problem: null,
  };
}
