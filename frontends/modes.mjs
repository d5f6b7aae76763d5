// The endpoints that frontends are built with.
import { startGateway } from '../bench/gateway.mjs';

/** What visitors may read through the credential in the mode `tuned`. */
export const grants = 'menus,menu-locations,settings,authors,themes';

/**
 * How the endpoint of each mode starts for a site, with options for its process. All others are compared with `wpgraphql`.
 *
 * @type {Readonly<Record<string, (site: import('./site.mjs').RunningSite, options: object) => Promise<{ endpoint: string, close: () => Promise<unknown> }>>>}
 */
export const modes = {
  wpgraphql: async ({ url }) => ({ endpoint: `${url}/graphql`, close: async () => {} }),
  plain: (site, options) => startGateway(site.url, [], options),
  tuned: (site, options) =>
    startGateway(site.url, ['--grants', grants], {
      ...options,
      env: { ...process.env, PRESSQL_SERVICE_CREDENTIAL: site.credential },
    }),
};
