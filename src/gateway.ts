import { type AgesByResource, checkedAges } from './cache/ages.ts';
import { createChanges } from './cache/change-log.ts';
import { learningRest } from './cache/learning-rest.ts';
import { openStore } from './cache/open-store.ts';
import { agedResources } from './cache/routes.ts';
import { createSharedCache } from './cache/shared-cache.ts';
import type { Entry } from './cache/store.ts';
import { resourceTag } from './cache/tags.ts';
import { gatewayOptions } from './config/gateway-options.ts';
import { limitOptions } from './config/limit-options.ts';
import { liveOptions } from './config/live-options.ts';
import { withDefaults } from './config/option.ts';
import { withDefaultsOfMode } from './config/production.ts';
import { openGraph } from './current-graph.ts';
import { createLive } from './feed/live.ts';
import { builtInIntegrations } from './integrations/built-in.ts';
import type { Grant } from './loading/access/grants.ts';
import { serviceOf } from './loading/access/service.ts';
import { createLoaders } from './loading/loaders.ts';
import type { PressQL, PressQLOptions } from './pressql.ts';
import { combined } from './schema/integration/check.ts';
import { answerHeadersOf } from './schema/integration/document-fields.ts';
import type { Kept } from './server/answers/answer-cache.ts';
import { changedCacheTags } from './server/answers/cache-tags.ts';
import { answerOptions } from './server/answers/setup.ts';
import type { Readiness } from './server/health.ts';
import { createRateLimits } from './server/rate-limits.ts';
import { readTrustedDocuments } from './server/trusted-documents.ts';
import { createServer } from './server/yoga.ts';
import type { Room } from './values/room.ts';
import { hasChange } from './values/wpgraphql.ts';
import { credentialsIn } from './wordpress/credentials.ts';
import { createOperationScope } from './wordpress/operation.ts';
import { createTraffic } from './wordpress/traffic/traffic.ts';

/**
 * Discovers a WordPress site and returns a gateway that serves it over GraphQL, with the schema of WPGraphQL.
 *
 * @param given - the options; those that are missing have the default of their row
 * @throws WordPressError if there is no usable WordPress at the address; its message and `advice` explain the problem
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 * @throws TypeError if a grant is unknown, if there are grants without a service credential, if `trustedDocuments` is no
 * manifest, if `ages` names a resource that the site does not have, or if an option of an integration names files that cannot be
 * read
 * @example
 * const pressql = await createPressQL({ url: 'https://site.example' });
 * export const POST = pressql.fetch;
 */
export function createPressQL(given: PressQLOptions): Promise<PressQL> {
  return openGateway(given);
}

/** Memory that the gateways of several sites share. */
export interface Rooms {
  readonly documents: Room<Entry>;
  readonly answers: Room<Kept>;
}

/** A gateway, with what the server of several sites asks it. */
export interface Gateway extends PressQL {
  readonly readiness: () => Readiness;
}

/**
 * Creates a gateway as {@link createPressQL} does.
 *
 * @param rooms - memory that it shares with other gateways. @default memory of its own
 */
export async function openGateway(given: PressQLOptions, rooms?: Rooms): Promise<Gateway> {
  const options = withDefaultsOfMode(given);
  const { url, onUpload, onOperation = () => undefined, onError = console.error } = options;
  const { onNote = console.warn } = options;
  const settings = withDefaults(gatewayOptions, options);
  const { maxPageSize, maxRequests, deadline, concurrency, refresh: interval } = settings;
  const service = serviceOf(options);
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
  const { now = options.now, changes = createChanges({ onError, now }) } = opened?.instances ?? {};
  const granted = (grant: Grant) => (service?.grants.has(grant) ? service.credentials : null);
  const graph = await openGraph({
    options: { ...options, traffic, memory: opened?.siteMemory, operator: service?.credentials },
    interval,
    granted,
    signal: ending.signal,
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
  const shared = opened && {
    changes,
    cache: createSharedCache({
      store: opened.store,
      drops: opened.drops,
      changes,
      ages,
      // The feed puts what it reads into the cache, and the cache asks the feed.
      watch: () => opened.instances?.watch ?? live.feed,
      others: opened.instances?.others,
      now,
    }),
    ownOperation: () => createOperationScope({ maxRequests, deadline, signal: ending.signal }),
  };
  const live = createLive({
    ...withDefaults(liveOptions, options),
    connection: () => graph.discovery,
    changes,
    learning: (rest, of) => (shared ? learningRest(rest, shared.cache, of) : rest),
    granted,
    cacheTagsOf: changedCacheTags,
    onSettings() {
      const since = performance.now();
      // The mutation that has changed the settings goes on before the discovery, and shares it.
      setImmediate(() => void graph.refresh(since).catch(onError));
    },
    leadership: opened?.instances?.watch.leadership,
    onNote,
    now,
  });
  await opened?.instances?.watch.start(live.feed);
  let isDraining = false;
  const readiness = () => ({
    isReady: !isDraining,
    status: isDraining ? 'stopping' : 'ready',
    details: live.health,
  });
  const server = createServer({
    readiness,
    onOperation,
    pushes: live.pushes,
    events: live.events,
    endpoint: settings.endpoint,
    graphiql: settings.graphiql,
    mcp: settings.mcp,
    introspection: settings.introspection,
    suggestions: settings.suggestions,
    getQueries: settings.getQueries,
    trustedDocuments,
    rateLimits: createRateLimits(
      { reads: settings.rateReads, writes: settings.rateWrites, logins: settings.rateLogins },
      opened?.instances?.scripts,
    ),
    sharedDocuments: opened?.instances?.documents,
    ...answerOptions(settings, { cache: shared?.cache ?? null, part: answers, graph: () => graph.schema }),
    corsOrigins: settings.corsOrigins,
    exposedHeaders: answerHeadersOf(combined(options.integrations, builtInIntegrations)),
    limits: withDefaults(limitOptions, options),
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
    loaders: (batch, client, waited) => {
      const { site, rest } = graph.discovery;
      // Some fields need nothing but what discovery knows of the settings.
      shared?.cache.touch([resourceTag('settings')]);
      const credentials = credentialsIn(batch.headers);
      const bounds = { maxRequests, batch, deadline, waited, signal: batch.signal };
      const operation = createOperationScope({ client, ...bounds });
      return createLoaders({ rest, site, limits: { maxPageSize }, operation, credentials, service, shared });
    },
  });
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
    fetch: server,
    readiness,
    refresh: () => graph.refresh(),
    drain: () => {
      isDraining = true;
      // Otherwise the server would wait for connections that never end.
      live.events.close();
    },
    close: async () => {
      isDraining = true;
      live.close();
      ending.abort();
      graph.close();
      await opened?.close();
      answers?.close();
    },
  };
}
