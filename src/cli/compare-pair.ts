import { createEndpoint, type Endpoint } from '../compare/ask/endpoint.ts';
import { differentNames, readTypeNames, type TypeNames } from '../compare/ask/type-names.ts';
import type { Pair } from '../compare/diff/run.ts';
import { CompareError } from '../compare/read/errors.ts';
import type { HttpEndpoint } from '../compare/transport/checks.ts';
import { gatewayOptions } from '../config/gateway-options.ts';
import type { Settings } from '../config/options.ts';
import { createPressQL } from '../create-pressql.ts';
import { needsSchema, type ProposedSettings, proposedSettings } from '../integrations/built-in.ts';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionOptions,
  type IntrospectionQuery,
} from '../packages/graphql.ts';
import type { PressQL } from '../pressql.ts';
import { IntegrationError } from '../schema/integration/contract.ts';
import { listen } from '../server/node.ts';
import { ChosenNameError } from '../site/names.ts';
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
  /**
   * Options that WPGraphQL tells and WordPress' REST API does not: names of types, and what integrations of plugins read from
   * its schema. A gateway that the command starts has them already.
   */
  readonly found: Found;
  close(): Promise<void>;
}

/** What the comparison found out for the config file. */
interface Found {
  readonly settings: FoundSettings;
  /** Why the graph cannot have the other options. */
  readonly refused: readonly string[];
}

/** Options for the config file. */
type FoundSettings = ProposedSettings & { readonly names?: TypeNames };

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
        schema: await introspect(gateway, { inputValueDeprecation: true }),
        upstreamRequests: () => null,
        pluginParts,
      },
      http: {
        wpgraphql: wpgraphqlHttp,
        gateway: httpEndpoint(siteOf(other), other.href, { headers, mayStore: true }),
      },
      site: settings.url ?? siteOf(url),
      found: {
        settings: namesSetting(differentNames(await readTypeNames(wpgraphql), await readTypeNames(gateway))),
        refused: [],
      },
      close: async () => {},
    };
  }
  let requests = 0;
  const {
    url: site = siteOf(endpoint),
    endpoint: path = gatewayOptions.endpoint.default,
    ...options
  } = settings;
  const headers = { ...credentials, ...flags.headers };
  const open = async (found: FoundSettings): Promise<StartedGateway> => {
    const pressql = await createPressQL({
      // WPGraphQL answers from the database each time, so the gateway reads WordPress each time.
      ...{ ...options, url: site, endpoint: path, refresh: 0, cache: false },
      integrations: await loadIntegrations({ ...found, ...settings }),
      names: { ...found.names, ...settings.names },
      onRequest: () => requests++,
    });
    const address = new URL(path, pressql.site.home).href;
    const gateway = createEndpoint({ name: 'PressQL', address, headers, send: pressql.fetch, ...common });
    return { pressql, gateway };
  };
  const { pressql, gateway, found } = await withSettingsOf(wpgraphql, await open({}), open);
  const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
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
    found,
    async close() {
      await listener.close();
      await pressql.close();
    },
  };
}

/** A gateway that the command starts. */
interface StartedGateway {
  readonly pressql: PressQL;
  readonly gateway: Endpoint;
}

/**
 * Returns a gateway with the options that WPGraphQL tells, but for those that cannot be used, such as if its graph needs one of
 * the names for something else.
 */
async function withSettingsOf(
  wpgraphql: Endpoint,
  first: StartedGateway,
  open: (found: FoundSettings) => Promise<StartedGateway>,
): Promise<StartedGateway & { readonly found: Found }> {
  const names = differentNames(await readTypeNames(wpgraphql), await readTypeNames(first.gateway));
  const { site } = first.pressql;
  const schema = needsSchema(site) ? await introspect(wpgraphql, {}).catch(nullIfNoAnswer) : null;
  const refused: string[] = [];
  let settings: FoundSettings = { ...namesSetting(names), ...(schema ? proposedSettings(schema, site) : {}) };
  while (Object.keys(settings).length > 0) {
    try {
      const configured = await open(settings);
      await first.pressql.close();
      return { ...configured, found: { settings, refused } };
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof IntegrationError)) throw error;
      refused.push(error.message);
      settings = withoutRefused(settings, error);
    }
  }
  return { ...first, found: { settings, refused } };
}

/** Returns the options without the one that an error names. Each call returns fewer of them. */
function withoutRefused({ names = {}, ...others }: FoundSettings, error: Error): FoundSettings {
  if (error instanceof ChosenNameError && Object.hasOwn(names, error.resource)) {
    const { [error.resource]: _refused, ...rest } = names;
    return { ...others, ...namesSetting(rest) };
  }
  return Object.keys(others).length > 0 ? namesSetting(names) : {};
}

function namesSetting(names: TypeNames): FoundSettings {
  return Object.keys(names).length > 0 ? { names } : {};
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

/** The schema of a large site takes some hosts too long. The comparison does not depend on it. */
function nullIfNoAnswer(error: unknown): null {
  if (error instanceof CompareError) return null;
  throw error;
}

/** Returns the schema of an endpoint. Returns null if the endpoint does not allow introspection. */
async function introspect(endpoint: Endpoint, options: IntrospectionOptions): Promise<GraphQLSchema | null> {
  const { answer } = await endpoint.query(getIntrospectionQuery(options));
  const { data } = answer;
  if (!data || !('__schema' in data)) return null;
  try {
    return buildClientSchema(data as unknown as IntrospectionQuery, { assumeValid: true });
  } catch {
    // An extension can break the schema, and documents that do not use that part still work.
    return null;
  }
}
