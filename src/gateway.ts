import { createChanges } from './cache/change-log.ts';
import { learningRest } from './cache/learning-rest.ts';
import { openStore } from './cache/open-store.ts';
import { createSharedCache } from './cache/shared-cache.ts';
import { resourceTag } from './cache/tags.ts';
import { limitOptions } from './config/limit-options.ts';
import { liveOptions } from './config/live-options.ts';
import { withDefaults } from './config/option.ts';
import { type GatewaySettings, gatewayOptions } from './config/options.ts';
import { withDefaultsOfMode } from './config/production.ts';
import { createLive, type LiveState } from './feed/live.ts';
import { builtInIntegrations } from './integrations/built-in.ts';
import type { Grant } from './loading/access/grants.ts';
import { serviceOf } from './loading/access/service.ts';
import { createLoaders } from './loading/loaders.ts';
import type { GraphQLSchema } from './packages/graphql.ts';
import { buildSchema, reservedNames } from './schema/build.ts';
import { combined, type Integrations } from './schema/integration/check.ts';
import { errorCodesOf, pluginFieldsOf } from './schema/integration/document-fields.ts';
import { changedCacheTags } from './server/answers/cache-tags.ts';
import { answerOptions } from './server/answers/setup.ts';
import type { OperationEvent } from './server/exchange.ts';
import type { Handler } from './server/node.ts';
import { createRateLimits } from './server/rate-limits.ts';
import { readTrustedDocuments } from './server/trusted-documents.ts';
import { createServer } from './server/yoga.ts';
import { type DiscoverOptions, type Discovery, discoverSite } from './site/discover.ts';
import type { Site } from './site/site.ts';
import { oneAtATime } from './values/one-at-a-time.ts';
import { credentialsIn } from './wordpress/credentials.ts';
import { createOperationScope } from './wordpress/operation.ts';
import type { UploadProgress } from './wordpress/spool.ts';
import { createTraffic, type TrafficState } from './wordpress/traffic/traffic.ts';

/**
 * Options of {@link createPressQL}. The options that the command line has as well are rows of `src/config/options.ts`,
 * with their types, defaults and documentation.
 *
 * @example
 * const options: PressQLOptions = { url: 'https://site.example', maxPageSize: 100, grants: [] };
 */
export interface PressQLOptions
  extends Omit<
      DiscoverOptions,
      'reserved' | 'before' | 'pluginFields' | 'errorCodes' | 'memory' | 'traffic' | keyof GatewaySettings
    >,
    GatewaySettings {
  /** Address of a WordPress site: its home page, any other page, or its REST API. */
  readonly url: string;
  /**
   * Integrations of plugins. A list is placed before the built-in integrations, and replaces built-in ones with the same
   * name. A function receives the built-in integrations and returns the whole list. @default the built-in integrations
   */
  readonly integrations?: Integrations | undefined;
  /** Called with the progress, in bytes, while the gateway sends a file to WordPress. @default none */
  readonly onUpload?: ((progress: UploadProgress) => void) | undefined;
  /** Called when an operation of a client has ended. @default none */
  readonly onOperation?: ((operation: OperationEvent) => void) | undefined;
  /** Called with lines about the detection of changes: when it fails or recovers, or a webhook is given up. @default console.warn */
  readonly onNote?: ((line: string) => void) | undefined;
  /** Called with errors whose details clients do not see. @default console.error */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * The gateway of one WordPress site.
 *
 * @example
 * const pressql: PressQL = await createPressQL({ url: 'https://site.example' });
 * console.log(pressql.site.name, pressql.schema.getQueryType()?.getFields());
 */
export interface PressQL {
  /** The current schema. The gateway replaces it if a refresh finds a changed site. */
  readonly schema: GraphQLSchema;
  /** The site as of the last discovery that changed the schema. */
  readonly site: Site;
  /** The requests to WordPress that run and wait, and the routes that the gateway leaves alone. */
  readonly traffic: TrafficState;
  /** What the gateway knows about changes in WordPress, and whom it told. */
  readonly live: LiveState;
  /**
   * Handles a web-standard request. You can mount it in any server or framework. If the server knows the IP address of the
   * client, pass it as `{ clientAddress }`: limits of one client then do not affect others.
   *
   * @example
   * const response = await pressql.fetch(new Request('http://localhost/graphql?query={generalSettings{title}}'));
   */
  readonly fetch: Handler;
  /**
   * Discovers the site again. Resolves to whether the schema changed.
   *
   * @throws WordPressError if the site cannot be read; the schema then does not change
   * @example
   * if (await pressql.refresh()) console.log('The schema has changed.');
   */
  refresh(): Promise<boolean>;
  /** Answers readiness checks with 503 from now on, because the server is about to stop. Other requests are answered as before. */
  drain(): void;
  /** Aborts running requests and closes the connections to WordPress. */
  close(): Promise<void>;
}

/** Milliseconds between two tries to read a site that was down at the start. */
const catchUpInterval = 10_000;

/** The last discovery that changed the schema, and its schema. */
interface Current {
  readonly discovery: Discovery;
  readonly schema: GraphQLSchema;
}

/**
 * Discovers a WordPress site and returns a gateway that serves it over GraphQL, with the schema of WPGraphQL.
 *
 * @param given - the options; those that are missing have the default of their row
 * @throws WordPressError if there is no usable WordPress at the address; its message and `advice` explain the problem
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 * @throws TypeError if a grant is unknown, if there are grants without a service credential, or if `trustedDocuments` is no
 * manifest
 * @example
 * const pressql = await createPressQL({ url: 'https://site.example' });
 * export const POST = pressql.fetch;
 */
export async function createPressQL(given: PressQLOptions): Promise<PressQL> {
  const options = withDefaultsOfMode(given);
  const { url, frontendUrl, onUpload, onOperation = () => undefined, onError = console.error } = options;
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
  const opened = settings.cache
    ? await openStore({ ...settings, url, onNote, onError, now: options.now })
    : null;
  const { now = options.now, changes = createChanges({ onError, now }) } = opened?.instances ?? {};
  const granted = (grant: Grant) => (service?.grants.has(grant) ? service.credentials : null);
  const menuReaders = { locations: granted('menu-locations'), menus: granted('menus') };
  const templateReader = granted('block-theme');
  const integrations = combined(options.integrations, builtInIntegrations);
  const reserved = reservedNames(integrations);
  const pluginFields = pluginFieldsOf(integrations);
  const errorCodes = errorCodesOf(integrations);
  const discover = (before?: Discovery) =>
    discoverSite(url, {
      ...options,
      traffic,
      memory: opened?.siteMemory,
      earlier: before,
      reserved,
      pluginFields,
      errorCodes,
      menuReaders,
      templateReader,
      signal: ending.signal,
    });
  const graphOf = (discovery: Discovery): Current => ({
    discovery,
    schema: buildSchema(discovery.site, { frontendUrl, integrations }),
  });
  let last = await discover().catch(async (error: unknown) => {
    await opened?.close();
    throw error;
  });
  let current = graphOf(last);
  const refresh = oneAtATime(async () => {
    const discovery = await discover(last);
    last = discovery;
    const isSame = discovery.site.fingerprint === current.discovery.site.fingerprint;
    if (isSame) {
      discovery.rest.close();
      return false;
    }
    const before = current.discovery.rest;
    current = graphOf(discovery);
    before.close();
    return true;
  }, performance.now.bind(performance));
  // A gateway that started while WordPress was down reads the site as soon as it can.
  const catchUp = () => {
    if (!last.isRemembered || ending.signal.aborted) return;
    setTimeout(() => void refresh().catch(onError).finally(catchUp), catchUpInterval).unref();
  };
  if (last.isRemembered)
    onNote('WordPress is down. The gateway answers what it remembers, and tries to reach it.');
  catchUp();
  const timer = interval > 0 ? setInterval(() => void refresh().catch(onError), interval) : undefined;
  timer?.unref();
  const shared = opened && {
    changes,
    cache: createSharedCache({
      store: opened.store,
      changes,
      ages: options.ages ?? {},
      // The feed puts what it reads into the cache, and the cache asks the feed.
      watch: () => opened.instances?.watch ?? live.feed,
      others: opened.instances?.others,
      now,
    }),
    ownOperation: () => createOperationScope({ maxRequests, deadline, signal: ending.signal }),
  };
  const live = createLive({
    ...withDefaults(liveOptions, options),
    connection: () => current.discovery,
    changes,
    learning: (rest, of) => (shared ? learningRest(rest, shared.cache, of) : rest),
    granted,
    cacheTagsOf: changedCacheTags,
    onSettings() {
      const since = performance.now();
      // The mutation that has changed the settings goes on before the discovery, and shares it.
      setImmediate(() => void refresh(since).catch(onError));
    },
    leadership: opened?.instances?.watch.leadership,
    onNote,
    now,
  });
  await opened?.instances?.watch.start(live.feed);
  let isDraining = false;
  const server = createServer({
    readiness: () => ({
      isReady: !isDraining,
      status: isDraining ? 'stopping' : 'ready',
      details: live.health,
    }),
    onOperation,
    pushes: live.pushes,
    events: live.events,
    endpoint: settings.endpoint,
    graphiql: settings.graphiql,
    introspection: settings.introspection,
    suggestions: settings.suggestions,
    getQueries: settings.getQueries,
    trustedDocuments,
    rateLimits: createRateLimits(
      { reads: settings.rateReads, writes: settings.rateWrites, logins: settings.rateLogins },
      opened?.instances?.scripts,
    ),
    sharedDocuments: opened?.instances?.documents,
    ...answerOptions(settings, shared?.cache ?? null, () => current.schema),
    corsOrigins: settings.corsOrigins,
    limits: withDefaults(limitOptions, options),
    maxBatch: settings.maxBatch,
    maxRequestSize: settings.maxRequestSize,
    maxUploadTotal: settings.maxUploadTotal,
    maxUploadSpace: settings.maxUploadSpace,
    files: { maxSize: settings.maxUploadSize, onProgress: onUpload },
    allowFileUrls: settings.allowFileUrls,
    strict: settings.strict,
    showsCost: settings.showCost,
    deadline,
    onError,
    schema: () => current.schema,
    site: () => current.discovery.site,
    siteChanged: (since) => refresh(since).then(() => undefined, onError),
    loaders: (batch, client, waited) => {
      const { site, rest } = current.discovery;
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
      return current.schema;
    },
    get site() {
      return current.discovery.site;
    },
    get traffic() {
      return traffic.state;
    },
    get live() {
      return live.state;
    },
    fetch: server,
    refresh: () => refresh(),
    drain: () => {
      isDraining = true;
      // Otherwise the server would wait for connections that never end.
      live.events.close();
    },
    close: async () => {
      isDraining = true;
      clearInterval(timer);
      live.close();
      ending.abort();
      current.discovery.rest.close();
      await opened?.close();
    },
  };
}
