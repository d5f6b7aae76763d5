import { builtInWith } from './integrations/built-in.ts';
import type { Grant } from './loading/access/grants.ts';
import type { GraphQLSchema } from './packages/graphql.ts';
import type { PressQLOptions } from './pressql.ts';
import { buildSchema, reservedNames } from './schema/build.ts';
import { combined } from './schema/integration/check.ts';
import { errorCodesOf, pluginContentOf, pluginFieldsOf } from './schema/integration/document-fields.ts';
import { connect } from './site/connect.ts';
import { type DiscoverOptions, type Discovery, discoverSite } from './site/discover.ts';
import type { Site } from './site/site.ts';
import type { Credentials } from './wordpress/credentials.ts';
import type { RestRoot, SiteRest } from './wordpress/rest.ts';

/** How requests to WordPress are sent, and what ends them. */
export type Sending = Pick<DiscoverOptions, 'traffic' | 'signal'>;

/** Reads a site, and makes its graph. */
export interface GraphSource {
  /**
   * Discovers the site.
   *
   * @param earlier - the answers of an earlier discovery, which replace those that cannot be read now
   * @throws WordPressError if there is no usable WordPress at the address
   */
  discover(sending: Sending, earlier?: Pick<Discovery, 'snapshot'>): Promise<Discovery>;
  /** Builds the schema of a discovered site. */
  build(site: Site): GraphQLSchema;
  /** Returns a client of a discovered site. It sends no request before it is asked. The caller closes it. */
  connect(sending: Sending, root: RestRoot): SiteRest;
}

/** Options of {@link createGraphSource}. */
export interface GraphSourceOptions {
  /** The options of the gateway. */
  readonly options: PressQLOptions & Pick<DiscoverOptions, 'memory' | 'operator'>;
  /** Returns the operator's credential if it has a grant. */
  readonly granted: (grant: Grant) => Credentials | null;
}

/**
 * Returns a source of the graphs of one site. Sends no request yet.
 *
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 */
export function createGraphSource({ options, granted }: GraphSourceOptions): GraphSource {
  const integrations = combined(options.integrations, builtInWith(options));
  const discoverOptions: DiscoverOptions = {
    ...options,
    reserved: reservedNames(integrations),
    pluginFields: pluginFieldsOf(integrations),
    pluginContent: pluginContentOf(integrations),
    errorCodes: errorCodesOf(integrations),
    menuReaders: { locations: granted('menu-locations'), menus: granted('menus') },
    templateReader: granted('block-theme'),
  };
  return {
    discover: (sending, earlier) => discoverSite(options.url, { ...discoverOptions, ...sending, earlier }),
    build: (site) =>
      buildSchema(site, {
        frontendUrl: options.frontendUrl,
        wpgraphql: options.wpgraphql,
        federation: options.federation,
        integrations,
      }),
    connect: (sending, root) => connect(options.url, root, { ...discoverOptions, ...sending }),
  };
}
