import { cacheOptions } from './config/cache-options.ts';
import { gatewayOptions } from './config/gateway-options.ts';
import type { OneGraphSetting } from './config/one-graph.ts';
import { withDefaults } from './config/option.ts';
import { withDefaultsOfMode } from './config/production.ts';
import { sitesIn } from './config/sites.ts';
import { oneGraphOf } from './one-graph.ts';
import type { PressQL, PressQLOptions } from './pressql.ts';
import type { OperationEvent } from './server/exchange.ts';
import type { Handler } from './server/node.ts';
import { createSiteHosts } from './site-hosts.ts';
import type { SiteSetup } from './site-setup.ts';
import type { WordPressError } from './wordpress/errors.ts';

/** The options of all sites together. */
type Common = 'cacheSize' | 'answerCacheSize';

/**
 * Options of one site of {@link createPressQLSites}.
 *
 * @example
 * const options: SiteOptions = { url: 'https://news.example', host: 'graph.news.example', grants: [] };
 */
export interface SiteOptions extends Omit<PressQLOptions, Common | 'signal'> {
  /**
   * The hosts of the gateway that belong to this site alone, without a scheme and a port. There, its endpoint is `/graphql`.
   * @default none: the site is served at `/<name>/graphql`
   */
  readonly host?: string | readonly string[] | undefined;
}

/**
 * Options of {@link createPressQLSites}. Options beside `sites` are defaults of all sites.
 *
 * @example
 * const options: PressQLSitesOptions = { sites: { news: { url: 'https://news.example' } }, maxPageSize: 100 };
 */
export interface PressQLSitesOptions
  extends Omit<PressQLOptions, 'url' | 'serviceCredential' | 'onOperation' | 'onError' | 'signal'> {
  /** The sites by their names, which are the first parts of their paths: lower-case letters, digits, `-` and `_`. */
  readonly sites: Readonly<Record<string, SiteOptions>>;
  /**
   * Whether the sites also have one graph together at `/graphql`: `{ site(name: "news") { posts { nodes { title } } } }`. A list
   * names the sites of the graph. @default false
   */
  readonly oneGraph?: OneGraphSetting | undefined;
  /** Called when an operation of a client has ended, with the name of its site. @default none */
  readonly onOperation?: ((operation: OperationEvent, site: string | null) => void) | undefined;
  /** Called with errors whose details clients do not see. @default console.error */
  readonly onError?: ((error: unknown, site: string | null) => void) | undefined;
  /** Called when a site cannot be read, with the milliseconds until the next try. @default a line for `onNote` */
  readonly onWait?: ((site: string, error: WordPressError, pause: number) => void) | undefined;
}

/**
 * The gateways of several sites.
 *
 * @example
 * const gateways: PressQLSites = await createPressQLSites({ sites: { news: { url: 'https://news.example' } } });
 * console.log(gateways.site('news')?.site.name);
 */
export interface PressQLSites {
  /** The names of the sites. */
  readonly names: readonly string[];
  /** Returns the gateway of a site. Returns null if there is no such site, or if WordPress could not be read yet. */
  site(name: string): PressQL | null;
  /** Handles a web-standard request, as `fetch` of {@link PressQL} does. The host or the path selects the site. */
  readonly fetch: Handler;
  /** Answers readiness checks with 503 from now on, because the server is about to stop. */
  drain(): void;
  /** Aborts running requests and closes the connections to all sites. */
  close(): Promise<void>;
}

/**
 * Serves several WordPress sites, each by a gateway of its own, with its own limits, credentials and change feed. They share
 * the memory of `cacheSize` and `answerCacheSize`: the least recently used data of all sites leaves first. Resolves when each
 * site has been read or could not be read for the first time. A site that is down answers 503, and is tried again.
 *
 * @param options - the sites, and defaults for all of them
 * @throws TypeError if a name or a host of a site is invalid, or the options of a site are, or `oneGraph` names no site
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 * @example
 * const gateways = await createPressQLSites({
 *   sites: { news: { url: 'https://news.example' }, shop: { url: 'https://shop.example', host: 'graph.shop.example' } },
 * });
 * export const POST = gateways.fetch;
 */
export async function createPressQLSites(options: PressQLSitesOptions): Promise<PressQLSites> {
  const {
    sites,
    oneGraph,
    onOperation = () => undefined,
    onError = console.error,
    onWait,
    ...defaults
  } = options;
  const { onNote = console.warn } = defaults;
  const { cacheSize, answerCacheSize } = withDefaults(cacheOptions, defaults);
  const { endpoint, corsOrigins } = withDefaults(gatewayOptions, defaults);
  const checked = sitesIn(sites, endpoint);
  const hosts = createSiteHosts({
    cacheSize,
    answerCacheSize,
    corsOrigins,
    onOperation: (event) => onOperation(event, null),
    onError: (error) => onError(error, null),
    endpoint,
    oneGraph: oneGraphOf(oneGraph, {
      names: checked.map(({ name }) => name),
      settings: defaults,
      onNote,
      onError: (error) => onError(error, null),
    }),
    onWait:
      onWait ??
      ((name, { report, advice }, pause) =>
        onNote(`${name}: ${report} ${advice} The next try is in ${Math.round(pause / 1000)} s.`)),
  });
  await hosts.open(
    checked.map(({ name, hosts: own, options: site }) =>
      siteSetup({
        name,
        hosts: own,
        options: {
          ...defaults,
          ...site,
          onOperation: site.onOperation ?? ((event) => onOperation(event, name)),
          onError: site.onError ?? ((error) => onError(error, name)),
          onNote: site.onNote ?? ((line) => onNote(`${name}: ${line}`)),
        },
      }),
    ),
  );
  return {
    names: [...hosts.hosts.keys()],
    site: (name) => hosts.hosts.get(name)?.pressql ?? null,
    fetch: hosts.handler,
    drain: hosts.drain,
    close: hosts.close,
  };
}

/**
 * Returns how to serve a site among others.
 *
 * @param site - its name, hosts and complete options
 */
export function siteSetup({ name, hosts, options }: Omit<SiteSetup, 'edge'>): SiteSetup {
  const settings = withDefaults(gatewayOptions, withDefaultsOfMode(gatewayOptions, options));
  const { onOperation = () => undefined, onError = console.error } = options;
  // At a host of its own, a site needs no name in its paths. A path may still begin with it.
  const endpoint = hosts.length > 0 ? settings.endpoint : `/${name}${settings.endpoint}`;
  return {
    name,
    hosts,
    options: {
      ...options,
      endpoint,
      redisPrefix: `${settings.redisPrefix}:${name}`,
      ...(settings.cacheDir === null ? {} : { cacheDir: `${settings.cacheDir}/${name}` }),
    },
    edge: { endpoint, corsOrigins: settings.corsOrigins, onError, onOperation },
  };
}
