import { createSide, type Side } from '../compare/ask/endpoint.ts';
import type { Pair } from '../compare/diff/run.ts';
import { CompareError } from '../compare/read/errors.ts';
import type { Wire } from '../compare/transport/checks.ts';
import type { Settings } from '../config/options.ts';
import { createPressQL } from '../gateway.ts';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from '../packages/graphql.ts';
import { listen } from '../server/node.ts';
import { splitCredentials, typedAddress } from '../wordpress/url.ts';
import type { CompareFlags } from './compare-flags.ts';

/** Both endpoints of a comparison. */
export interface OpenPair {
  readonly pair: Pair;
  /** The same over HTTP, as a frontend reaches them. */
  readonly wires: { readonly wpgraphql: Wire; readonly gateway: Wire };
  /** The site's address. */
  readonly site: string;
  close(): Promise<void>;
}

/** Where frontends are developed: what browsers say is the origin of their pages. */
const developed = 'http://localhost:3000';

/** An address as the operator may type it. Throws CompareError for what is none. */
export function addressOf(text: string): URL {
  const full = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (URL.canParse(full)) return new URL(full);
  throw new CompareError(
    `${typedAddress(text)} is no address.`,
    'Name WPGraphQL’s endpoint: https://site.example/graphql',
  );
}

/** Opens both endpoints, after each has answered once. Throws CompareError where one doesn't. */
export async function openPair(endpoint: URL, flags: CompareFlags, settings: Settings): Promise<OpenPair> {
  const { timeout = 30_000 } = settings;
  const now = () => performance.now();
  const { url, authorization } = splitCredentials(endpoint);
  const own = authorization === null ? {} : { authorization };
  const theirHeaders = { ...own, ...flags.headers, ...flags.endpointHeaders };
  const common = { timeout, now };
  const wpgraphql = createSide({
    ...{ name: 'WPGraphQL', address: url.href, headers: theirHeaders, send: fetch },
    ...common,
  });
  await greet(wpgraphql);
  const origin = settings.corsOrigins?.find((name) => name !== '*') ?? developed;
  const wireTo = (root: string, address: string, headers: Wire['headers'], mayStore: boolean): Wire => ({
    ...{ root, endpoint: address, headers, origin, mayStore },
    send: (request) => fetch(request, { signal: AbortSignal.timeout(timeout) }),
  });
  const theirs = wireTo(siteOf(url), url.href, theirHeaders, false);
  if (flags.gateway !== undefined) {
    const { url: other, authorization: others } = splitCredentials(addressOf(flags.gateway));
    const headers = { ...(others === null ? {} : { authorization: others }), ...flags.headers };
    const gateway = createSide({ name: 'PressQL', address: other.href, headers, send: fetch, ...common });
    await greet(gateway);
    return {
      pair: { wpgraphql, gateway, schema: await schemaOf(gateway), requests: () => null },
      wires: { wpgraphql: theirs, gateway: wireTo(siteOf(other), other.href, headers, true) },
      site: settings.url ?? siteOf(url),
      close: async () => {},
    };
  }
  let requests = 0;
  const { url: site = siteOf(endpoint), endpoint: path = '/graphql', ...options } = settings;
  const pressql = await createPressQL({
    ...{ ...options, url: site, endpoint: path, refresh: 0 },
    onRequest: () => requests++,
  });
  const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
  const headers = { ...own, ...flags.headers };
  const address = new URL(path, pressql.site.home).href;
  const gateway = createSide({ name: 'PressQL', address, headers, send: pressql.fetch, ...common });
  const { home } = pressql.site;
  return {
    pair: {
      wpgraphql,
      gateway: { ...gateway, address: home },
      schema: pressql.schema,
      requests: () => requests,
    },
    wires: {
      wpgraphql: theirs,
      gateway: wireTo(`${listener.origin}/`, new URL(path, listener.origin).href, headers, true),
    },
    site: home,
    async close() {
      await listener.close();
      await pressql.close();
    },
  };
}

/** The site whose endpoint it is: the address less `/graphql` or `?graphql`, with a slash at its end. */
function siteOf(endpoint: URL): string {
  const site = new URL(endpoint);
  site.searchParams.delete('graphql');
  site.pathname = site.pathname.replace(/(\/index\.php)?\/graphql\/?$/, '/').replace(/\/index\.php$/, '/');
  return site.href;
}

async function greet(side: Side): Promise<void> {
  const { answer } = await side.ask('{ __typename }');
  if (answer.data === null && answer.errors[0]) {
    const advice = 'Name a user with --header, or mend what the message says.';
    throw new CompareError(`${side.name} at ${side.address} refuses: ${answer.errors[0].message}`, advice);
  }
}

/** The graph of a running gateway; null where it doesn't show it. */
async function schemaOf(gateway: Side): Promise<GraphQLSchema | null> {
  const { answer } = await gateway.ask(getIntrospectionQuery());
  const { data } = answer;
  return data && '__schema' in data ? buildClientSchema(data as unknown as IntrospectionQuery) : null;
}
