import { loopTime } from '#platform/values/loop';
import type { AgesByResource } from './cache/ages.ts';
import { createChanges } from './cache/change-log.ts';
import type { Events } from './cache/events.ts';
import { learningRest } from './cache/learning-rest.ts';
import type { OpenStore } from './cache/open-store.ts';
import { createSharedCache, type Failures, type SharedCache } from './cache/shared-cache.ts';
import { resourceTag } from './cache/tags.ts';
import { gatewayOptions } from './config/gateway-options.ts';
import { limitOptions } from './config/limit-options.ts';
import { liveOptions } from './config/live-options.ts';
import { type CompleteValues, withDefaults } from './config/option.ts';
import { withDefaultsOfMode } from './config/production.ts';
import type { CurrentGraph } from './current-graph.ts';
import { createLive, type Live } from './feed/live.ts';
import { builtInIntegrations } from './integrations/built-in.ts';
import type { Service } from './loading/access/grant-readers.ts';
import type { Grant } from './loading/access/grants.ts';
import { serviceOf } from './loading/access/service.ts';
import { createLoaders } from './loading/loaders.ts';
import type { PressQLOptions } from './pressql.ts';
import { combined } from './schema/integration/check.ts';
import { answerHeadersOf } from './schema/integration/document-fields.ts';
import type { Kept } from './server/answers/answer-cache.ts';
import { changedCacheTags } from './server/answers/cache-tags.ts';
import { answerOptions } from './server/answers/setup.ts';
import type { Readiness } from './server/health.ts';
import { cacheTagOfSite } from './server/many/cache-tags.ts';
import type { Handler } from './server/node.ts';
import { createPersistedQueries } from './server/persisted-queries.ts';
import type { TrustedDocuments } from './server/trusted-documents.ts';
import { createServer, type ServerOptions } from './server/yoga.ts';
import type { Discovery } from './site/discover.ts';
import type { RoomPart } from './values/room.ts';
import { hasChange } from './values/wpgraphql.ts';
import { type Credentials, credentialsIn } from './wordpress/credentials.ts';
import { createOperationScope } from './wordpress/operation.ts';

/** The options of a gateway, each with its default. */
export interface Plan {
  readonly options: PressQLOptions;
  readonly settings: CompleteValues<typeof gatewayOptions>;
  readonly limits: CompleteValues<typeof limitOptions>;
  readonly live: CompleteValues<typeof liveOptions>;
  /** Headers that pages of other origins may read. */
  readonly exposedHeaders: readonly string[];
  /** The operator's credential and its grants. Null without a credential. */
  readonly service: Service | null;
  /** Returns the operator's credential if it has a grant. */
  readonly granted: (grant: Grant) => Credentials | null;
}

/**
 * Returns the plan of a gateway.
 *
 * @throws TypeError if a grant is unknown, or if there are grants without a service credential
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 */
export function planOf(given: PressQLOptions): Plan {
  const options = withDefaultsOfMode(gatewayOptions, given);
  const service = serviceOf(options);
  return {
    options,
    settings: withDefaults(gatewayOptions, options),
    limits: withDefaults(limitOptions, options),
    live: withDefaults(liveOptions, options),
    exposedHeaders: answerHeadersOf(combined(options.integrations, builtInIntegrations)),
    service,
    granted: (grant) => (service?.grants.has(grant) ? service.credentials : null),
  };
}

/** The parts of a gateway. */
export interface Parts extends Pick<ServerOptions, 'documentCaches' | 'rateLimits' | 'persistedQueries'> {
  readonly plan: Plan;
  readonly trustedDocuments: TrustedDocuments | null;
  readonly graph: Pick<CurrentGraph, 'schema' | 'refresh'> & {
    readonly discovery: Pick<Discovery, 'site' | 'rest'>;
  };
  readonly ages: AgesByResource;
  /** What visitors read. Null if the operator switched the cache off. */
  readonly opened: OpenStore | null;
  /** Memory for answers. @default memory of `answerCacheSize` bytes */
  readonly answers: RoomPart<Kept> | undefined;
  /** Reads that failed. @default none so far */
  readonly failures?: Failures;
  /** Called with each read that no answer waits for, so that the host lets it finish. @default the host is not told */
  readonly inBackground?: ((read: Promise<unknown>) => void) | undefined;
  /** The changes for subscribers. @default those that the gateway finds */
  readonly events?: Events;
  /** Returns the name of the site in a graph of several sites. Null if it is in none. @default null */
  readonly nameInGraph?: (() => string | null) | undefined;
  /** Aborts when the gateway closes. */
  readonly signal: AbortSignal;
}

/** A gateway that is put together. */
export interface Assembled {
  readonly handler: Handler;
  readonly live: Live;
  /** Answers readiness checks with 503 from now on. */
  drain(): void;
  readonly readiness: () => Readiness;
  /** Creates the loaders of one operation of a client. */
  readonly loaders: ServerOptions['loaders'];
  /** What it remembers for all visitors. Null if its cache is off. */
  readonly memory: SharedCache | null;
}

/** Puts the parts of a gateway together. */
export function assemble(parts: Parts): Assembled {
  const { plan, trustedDocuments, graph, ages, opened, answers, signal } = parts;
  const { options, settings, service, granted } = plan;
  const { onUpload, onOperation = () => undefined, onError = console.error, onNote = console.warn } = options;
  const { maxPageSize, maxRequests, deadline } = settings;
  const { now = options.now, changes = createChanges({ onError, now }) } = opened?.instances ?? {};
  const shared = opened && {
    changes,
    cache: createSharedCache({
      store: opened.store,
      drops: opened.drops,
      failures: parts.failures,
      inBackground: parts.inBackground,
      changes,
      ages,
      // The feed puts what it reads into the cache, and the cache asks the feed.
      watch: () => opened.instances?.watch ?? live.feed,
      others: opened.instances?.others,
      now,
    }),
    ownOperation: () => createOperationScope({ maxRequests, deadline, signal }),
  };
  const live = createLive({
    ...plan.live,
    connection: () => graph.discovery,
    changes,
    learning: (rest, of) => (shared ? learningRest(rest, shared.cache, of) : rest),
    granted,
    cacheTagsOf(tags, site) {
      const own = changedCacheTags(tags, site);
      const name = parts.nameInGraph?.() ?? null;
      return name === null ? own : [...own, ...own.map((tag) => cacheTagOfSite(name, tag))];
    },
    onSettings() {
      const since = performance.now();
      // Waits one turn, so that the mutation that changed the settings goes on first. Both then share one discovery.
      loopTime.nextTurn(() => void graph.refresh(since).catch(onError));
    },
    leadership: opened?.instances?.watch.leadership,
    onNote,
    now,
  });
  let isDraining = false;
  const readiness = () => ({
    isReady: !isDraining,
    status: isDraining ? 'stopping' : 'ready',
    details: live.health,
  });
  const loaders: ServerOptions['loaders'] = (batch, client, { waited, whole } = {}) => {
    const { site, rest } = graph.discovery;
    // Fields that use only the settings that discovery has read touch nothing, but the change feed must go on polling them.
    shared?.cache.touch([resourceTag('settings')]);
    const credentials = credentialsIn(batch.headers);
    const bounds = { maxRequests, batch, deadline, waited, whole, signal: batch.signal };
    const operation = createOperationScope({ client, ...bounds });
    return createLoaders({ rest, site, limits: { maxPageSize }, operation, credentials, service, shared });
  };
  const handler = createServer({
    readiness,
    onOperation,
    pushes: live.pushes,
    events: parts.events ?? live.events,
    endpoint: settings.endpoint,
    graphiql: settings.graphiql,
    mcp: settings.mcp,
    introspection: settings.introspection,
    suggestions: settings.suggestions,
    getQueries: settings.getQueries,
    trustedDocuments,
    rateLimits: parts.rateLimits,
    persistedQueries: parts.persistedQueries ?? createPersistedQueries(opened?.instances?.documents),
    documentCaches: parts.documentCaches,
    ...answerOptions(settings, { cache: shared?.cache ?? null, part: answers, graph: () => graph.schema }),
    corsOrigins: settings.corsOrigins,
    exposedHeaders: plan.exposedHeaders,
    limits: plan.limits,
    maxBatch: settings.maxBatch,
    maxRequestSize: settings.maxRequestSize,
    maxUploadTotal: settings.maxUploadTotal,
    maxUploadSpace: settings.maxUploadSpace,
    files: { maxSize: settings.maxUploadSize, onProgress: onUpload },
    allowFileUrls: settings.allowFileUrls,
    strict: settings.strict,
    frontendUrl: settings.frontendUrl?.replace(/\/+$/, '') || null,
    showsPreviews: hasChange(settings.wpgraphql, 'previewContext'),
    showsCost: settings.showCost,
    deadline,
    onError,
    schema: () => graph.schema,
    site: () => graph.discovery.site,
    siteChanged: (since) => graph.refresh(since).then(() => undefined, onError),
    loaders,
  });
  return {
    handler,
    live,
    readiness,
    loaders,
    memory: shared?.cache ?? null,
    drain: () => {
      isDraining = true;
      // Otherwise the server would wait for connections that never end.
      live.events.close();
    },
  };
}
