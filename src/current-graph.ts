import { builtInWith } from './integrations/built-in.ts';
import type { Grant } from './loading/access/grants.ts';
import type { GraphQLSchema } from './packages/graphql.ts';
import type { PressQLOptions } from './pressql.ts';
import { buildSchema, reservedNames } from './schema/build.ts';
import { combined } from './schema/integration/check.ts';
import { errorCodesOf, pluginContentOf, pluginFieldsOf } from './schema/integration/document-fields.ts';
import { type DiscoverOptions, type Discovery, discoverSite } from './site/discover.ts';
import { oneAtATime } from './values/one-at-a-time.ts';
import type { Credentials } from './wordpress/credentials.ts';

/** The graph of a site, which the gateway replaces if the site changes. */
export interface CurrentGraph {
  /** The last discovery that changed the schema. */
  readonly discovery: Discovery;
  /** The schema of that discovery. */
  readonly schema: GraphQLSchema;
  /**
   * Discovers the site again. Resolves to whether the schema changed.
   *
   * @param since - a discovery that began after this time is new enough, in milliseconds of `performance.now`. @default now
   * @throws WordPressError if the site cannot be read; the schema then does not change
   */
  refresh(since?: number): Promise<boolean>;
  /** Ends the refreshes, and closes the connections to WordPress. */
  close(): void;
}

/** Options of {@link openGraph}. */
export interface CurrentGraphOptions {
  /** The options of the gateway. */
  readonly options: PressQLOptions & Pick<DiscoverOptions, 'memory' | 'traffic' | 'operator'>;
  /** Milliseconds between two refreshes. 0: the gateway does not refresh. */
  readonly interval: number;
  /** Returns the operator's credential if it has a grant. */
  readonly granted: (grant: Grant) => Credentials | null;
  /** Ends discoveries that run. */
  readonly signal: AbortSignal;
  /** Called with a line for the operator. */
  readonly onNote: (line: string) => void;
  /** Called if a refresh in the background fails. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds between two tries to read a site that was down at the start. */
const catchUpInterval = 10_000;

/**
 * Discovers a site, builds its schema, and refreshes both.
 *
 * @throws WordPressError if there is no usable WordPress at the address
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 */
export async function openGraph(given: CurrentGraphOptions): Promise<CurrentGraph> {
  const { options, interval, granted, signal, onNote, onError } = given;
  const integrations = combined(options.integrations, builtInWith(options));
  const discoverOptions: DiscoverOptions = {
    ...options,
    reserved: reservedNames(integrations),
    pluginFields: pluginFieldsOf(integrations),
    pluginContent: pluginContentOf(integrations),
    errorCodes: errorCodesOf(integrations),
    menuReaders: { locations: granted('menu-locations'), menus: granted('menus') },
    templateReader: granted('block-theme'),
    signal,
  };
  const discover = (earlier?: Discovery) => discoverSite(options.url, { ...discoverOptions, earlier });
  const graphOf = (discovery: Discovery) => ({
    discovery,
    schema: buildSchema(discovery.site, {
      frontendUrl: options.frontendUrl,
      wpgraphql: options.wpgraphql,
      federation: options.federation,
      integrations,
    }),
  });
  let last = await discover();
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
    if (!last.isRemembered || signal.aborted) return;
    setTimeout(() => void refresh().catch(onError).finally(catchUp), catchUpInterval).unref();
  };
  if (last.isRemembered)
    onNote('WordPress is down. The gateway answers what it remembers, and tries to reach it.');
  catchUp();
  const timer = interval > 0 ? setInterval(() => void refresh().catch(onError), interval) : undefined;
  timer?.unref();
  return {
    get discovery() {
      return current.discovery;
    },
    get schema() {
      return current.schema;
    },
    refresh,
    close() {
      clearInterval(timer);
      current.discovery.rest.close();
    },
  };
}
