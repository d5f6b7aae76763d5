import { createEndpoint, type Endpoint } from '../compare/ask/endpoint.ts';
import type { Pair } from '../compare/diff/run.ts';
import { CompareError } from '../compare/read/errors.ts';
import type { HttpEndpoint } from '../compare/transport/checks.ts';
import { gatewayOptions } from '../config/gateway-options.ts';
import type { Settings } from '../config/options.ts';
import { createPressQL } from '../create-pressql.ts';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from '../packages/graphql.ts';
import { listen } from '../server/node.ts';
import { splitCredentials, withoutUserInfo } from '../wordpress/url.ts';
import type { CompareFlags } from './compare-flags.ts';
import { loadIntegrations } from './integrations.ts';

/** The two endpoints of a comparison, ready for requests. */
export interface OpenPair {
  /** Endpoints for documents. A gateway that the command starts is called directly, not over HTTP. */
  readonly pair: Pair;
  /** The same endpoints over HTTP, for checks of how the frontend sends requests. */
  readonly http: { readonly wpgraphql: HttpEndpoint; readonly gateway: HttpEndpoint };
  /** The address of the site. */
  readonly site: string;
  close(): Promise<void>;
}

/** The origin of a frontend on a developer's machine. */
const defaultOrigin = 'http://localhost:3000';

/**
 * Returns the address that the operator typed. `https://` may be left out.
 *
 * @throws CompareError for a text that is no address
 */
export function parseEndpoint(text: string): URL {
  const full = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (URL.canParse(full)) return new URL(full);
  throw new CompareError(
    `${withoutUserInfo(text)} is not an address.`,
    'Name the endpoint of WPGraphQL: https://site.example/graphql',
  );
}

/**
 * Opens both endpoints and sends a first query to each. Starts a gateway for the site unless the operator named one.
 *
 * @throws CompareError if an endpoint does not answer
 */
export async function openPair(endpoint: URL, flags: CompareFlags, settings: Settings): Promise<OpenPair> {
  const { timeout = gatewayOptions.timeout.default } = settings;
  const integrations = await loadIntegrations(settings);
  const pluginParts = integrations.flatMap(({ differences = [] }) => differences);
  const now = () => performance.now();
  const { url, authorization } = splitCredentials(endpoint);
  const credentials = authorization === null ? {} : { authorization };
  const wpgraphqlHeaders = { ...credentials, ...flags.headers, ...flags.endpointHeaders };
  const common = { timeout, now };
  const wpgraphql = createEndpoint({
    ...{ name: 'WPGraphQL', address: url.href, headers: wpgraphqlHeaders, send: fetch },
    ...common,
  });
  await sendFirstQuery(wpgraphql);
  const origin = settings.corsOrigins?.find((name) => name !== '*') ?? defaultOrigin;
  const httpEndpoint = (
    root: string,
    address: string,
    { headers, mayStore }: Pick<HttpEndpoint, 'headers' | 'mayStore'>,
  ): HttpEndpoint => ({
    ...{ root, address, headers, origin, mayStore },
    send: (request) => fetch(request, { signal: AbortSignal.timeout(timeout) }),
  });
  const wpgraphqlHttp = httpEndpoint(siteOf(url), url.href, { headers: wpgraphqlHeaders, mayStore: false });
  if (flags.gateway !== undefined) {
    const { url: other, authorization: ownCredentials } = splitCredentials(parseEndpoint(flags.gateway));
    const headers = {
      ...(ownCredentials === null ? {} : { authorization: ownCredentials }),
      ...flags.headers,
    };
    const gateway = createEndpoint({ name: 'PressQL', address: other.href, headers, send: fetch, ...common });
    await sendFirstQuery(gateway);
    return {
      pair: {
        wpgraphql,
        gateway,
        schema: await introspect(gateway),
        upstreamRequests: () => null,
        pluginParts,
      },
      http: {
        wpgraphql: wpgraphqlHttp,
        gateway: httpEndpoint(siteOf(other), other.href, { headers, mayStore: true }),
      },
      site: settings.url ?? siteOf(url),
      close: async () => {},
    };
  }
  let requests = 0;
  const {
    url: site = siteOf(endpoint),
    endpoint: path = gatewayOptions.endpoint.default,
    ...options
  } = settings;
  const pressql = await createPressQL({
    // WPGraphQL answers from the database each time, so the gateway reads WordPress each time.
    ...{ ...options, url: site, endpoint: path, refresh: 0, cache: false, integrations },
    onRequest: () => requests++,
  });
  const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
  const headers = { ...credentials, ...flags.headers };
  const address = new URL(path, pressql.site.home).href;
  const gateway = createEndpoint({ name: 'PressQL', address, headers, send: pressql.fetch, ...common });
  const { home } = pressql.site;
  return {
    pair: {
      wpgraphql,
      gateway: { ...gateway, address: home },
      schema: pressql.schema,
      upstreamRequests: () => requests,
      pluginParts,
    },
    http: {
      wpgraphql: wpgraphqlHttp,
      gateway: httpEndpoint(`${listener.origin}/`, new URL(path, listener.origin).href, {
        headers,
        mayStore: true,
      }),
    },
    site: home,
    async close() {
      await listener.close();
      await pressql.close();
    },
  };
}

/** Returns the address of the site that an endpoint belongs to: without `/graphql` or `?graphql`, with a final slash. */
function siteOf(endpoint: URL): string {
  const site = new URL(endpoint);
  site.searchParams.delete('graphql');
  site.pathname = site.pathname.replace(/(\/index\.php)?\/graphql\/?$/, '/').replace(/\/index\.php$/, '/');
  return site.href;
}

async function sendFirstQuery(endpoint: Endpoint): Promise<void> {
  const { answer } = await endpoint.query('{ __typename }');
  if (answer.data === null && answer.errors[0]) {
    throw new CompareError(
      `${endpoint.name} at ${endpoint.address} refuses every query: ${answer.errors[0].message}`,
      'Sign in with --header, or fix the cause that the message names.',
    );
  }
}

/** Returns the schema of a running gateway. Returns null if the gateway does not allow introspection. */
async function introspect(gateway: Endpoint): Promise<GraphQLSchema | null> {
  const { answer } = await gateway.query(getIntrospectionQuery({ inputValueDeprecation: true }));
  const { data } = answer;
  return data && '__schema' in data ? buildClientSchema(data as unknown as IntrospectionQuery) : null;
}
