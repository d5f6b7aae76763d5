import { type GatewaySettings, gatewayOptions } from './config/gateway-options.ts';
import { limitOptions } from './config/limit-options.ts';
import { type OneGraphSetting, oneGraphOption, sitesOfOneGraph } from './config/one-graph.ts';
import { withDefaults } from './config/option.ts';
import { withDefaultsOfMode } from './config/production.ts';
import type { Host } from './host.ts';
import { GraphQLError, type GraphQLSchema } from './packages/graphql.ts';
import { type JoinedGraph, joinGraphs, type SiteFacts } from './schema/many/join.ts';
import type { SiteSchema } from './schema/many/joined.ts';
import type { Kept } from './server/answers/answer-cache.ts';
import { createAnswering } from './server/answers/answering.ts';
import { answerOptions } from './server/answers/setup.ts';
import type { Answers } from './server/edge.ts';
import { asksForFile, asksForPage, createExplorer, profileUrlOf } from './server/explorer/explorer.ts';
import type { PageData } from './server/explorer/page.ts';
import { graphAddresses } from './server/graph-addresses.ts';
import { createGraphServer } from './server/graph-server.ts';
import { joinedCacheTags } from './server/many/cache-tags.ts';
import { joinedExamples } from './server/many/examples.ts';
import { joinedDrops } from './server/many/joined-drops.ts';
import { tagsBySite } from './server/many/joined-reads.ts';
import { createParts } from './server/many/parts.ts';
import { useSites } from './server/many/use-sites.ts';
import { createRateLimits, limitsIn } from './server/rate-limiter.ts';
import { noSite } from './server/site-router.ts';
import { readTrustedDocuments } from './server/trusted-documents-file.ts';
import { comeBack } from './server/unavailable.ts';
import { remembered } from './values/remembered.ts';
import type { Room } from './values/room.ts';
import { createOperationScope } from './wordpress/operation.ts';

/** Options of {@link createOneGraph}. */
export interface OneGraphOptions {
  /** The names of its sites. `true`: all. */
  readonly sites: true | readonly string[];
  /** The options beside `sites`, which hold for all sites. The options of a single site are not among them. */
  readonly settings: GatewaySettings;
  /** Called with a line for the operator. */
  readonly onNote: (line: string) => void;
  /** Called with errors whose details clients do not see. */
  readonly onError: (error: unknown) => void;
}

/**
 * Returns the options of the graph of several sites. Returns null if the operator wants none.
 *
 * @throws TypeError if the setting names an unknown site
 */
export function oneGraphOf(
  setting: OneGraphSetting | undefined,
  { names, ...others }: Omit<OneGraphOptions, 'sites'> & { readonly names: readonly string[] },
): OneGraphOptions | null {
  const sites = sitesOfOneGraph(setting ?? oneGraphOption.default, names);
  return sites && { sites, ...others };
}

/** What {@link createOneGraph} shares with its sites. */
export interface OneGraphSources {
  /** The sites by name, in the order of the configuration. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** The memory for whole answers. */
  readonly room: Room<Kept>;
}

/** One graph of several sites. */
export interface OneGraph extends Answers {
  /** Whether a site is in the graph. */
  has(name: string): boolean;
  /** Frees its memory. */
  close(): void;
}

/**
 * Returns the answers of the graph that joins several sites. Each site answers its part with its own loaders, cache and limits.
 * It answers 503 until the first site has been read.
 *
 * @throws TypeError if `trustedDocuments` is no manifest
 */
export function createOneGraph(options: OneGraphOptions, { hosts, room }: OneGraphSources): OneGraph {
  const answers = room.part();
  const { onError } = options;
  const given = withDefaultsOfMode(gatewayOptions, options.settings);
  const settings = withDefaults(gatewayOptions, given);
  const { isGraphQL } = graphAddresses(settings.endpoint);
  const graphs = createGraphs(options, hosts);
  const now = () =>
    Math.min(Date.now(), ...[...hosts.values()].flatMap(({ memory }) => (memory ? [memory.now()] : [])));
  const drops = joinedDrops(hosts);
  const touch = (tags: Iterable<string>) => {
    for (const [name, own] of tagsBySite(tags)) hosts.get(name)?.memory?.touch(own);
  };
  const rateLimits = createRateLimits(limitsIn(settings));
  const limits = withDefaults(limitOptions, given);
  const { trustedDocuments: manifest, deadline, maxRequests } = settings;
  const compute = createGraphServer({
    endpoint: settings.endpoint,
    onError,
    now,
    limits,
    introspection: settings.introspection,
    getQueries: settings.getQueries,
    suggestions: settings.suggestions,
    trustedDocuments: manifest ? readTrustedDocuments(manifest) : null,
    deadline,
    rateLimits,
    maxBatch: settings.maxBatch,
    maxRequestSize: settings.maxRequestSize,
    // No query takes a file, so none is stored.
    maxUploadTotal: 0,
    maxUploadSpace: settings.maxUploadSpace,
    files: { maxSize: 0 },
    allowFileUrls: false,
    strict: settings.strict,
    siteAt: ([root]) => root,
    showsPreviews: false,
    showsCost: settings.showCost,
    schema: graphs.schema,
    events: { open: refuseSubscription },
    siteChanged: async () => undefined,
    plugins: [useSites({ graphOf: graphs.graphOf, facts: graphs.facts, unavailable }, limits.maxRootFields)],
    loaders(request, client, { waited } = {}) {
      const batch = visitorsRequest(request);
      const bounds = { maxRequests, batch, deadline, waited, signal: batch.signal };
      const whole = createOperationScope({ client, ...bounds });
      return createParts({
        scope: whole,
        hold(name) {
          const held = hosts.get(name)?.hold();
          if (!held) return null;
          const { gateway, release } = held;
          const loaders = gateway.loaders(batch, client, { waited, whole });
          return { loaders, isWatched: gateway.memory !== null, release };
        },
      });
    },
  });
  const answering = createAnswering(
    {
      ...answerOptions(settings, {
        cache: settings.cache ? { drops, touch, now } : null,
        part: answers,
        graph: graphs.version,
      }),
      cacheTags: (tagged) =>
        joinedCacheTags(tagged, {
          siteNamed: (name) => hosts.get(name)?.pressql?.site ?? null,
          maxLength: settings.cacheTagSize,
        }),
      rateLimits,
      maxRequestSize: settings.maxRequestSize,
      now,
    },
    compute,
  );
  function unavailable(name: string): GraphQLError {
    const { message, code } = hosts.get(name)?.unavailable() ?? {
      message: 'The gateway no longer serves it.',
      code: 'NO_SITE',
    };
    return new GraphQLError(`The site ${name} cannot be read: ${message}`, { extensions: { code } });
  }
  const explorer = settings.graphiql ? createExplorer() : null;
  const pageData = async (): Promise<PageData> => {
    const names = graphs.facts().map(({ name }) => name);
    const [site] = names.flatMap((name) => hosts.get(name)?.pressql?.site ?? []);
    return {
      siteName: names.join(', '),
      profileUrl: site ? profileUrlOf(site) : '',
      examples: joinedExamples(names),
    };
  };
  return {
    async answer(request, exchange) {
      if (!isGraphQL(request.url)) return noSite();
      if (explorer && asksForFile(request)) return explorer.file(request);
      if (!graphs.isReady()) return starting();
      if (explorer && asksForPage(request))
        return explorer.page(request, { of: graphs.schema(), data: pageData });
      return answering.answer(request, exchange);
    },
    find: answering.find,
    has: (name) => isIn(options.sites, name),
    close: answers.close,
  };
}

/** The graph as of the last change of a site. */
interface Graphs {
  /** Whether a site has been read. */
  isReady(): boolean;
  /** Returns an object that stands for the current schemas. After a site has changed its schema, returns another object. */
  version(): object;
  /** Returns the schema that clients see. @throws Error if no site has been read */
  schema(): GraphQLSchema;
  graphOf(schema: GraphQLSchema): JoinedGraph | null;
  facts(): readonly SiteFacts[];
}

function createGraphs({ sites, onNote }: OneGraphOptions, hosts: ReadonlyMap<string, Host>): Graphs {
  const known = new WeakMap<GraphQLSchema, JoinedGraph>();
  const noted = new Set<string>();
  let current: { readonly of: readonly unknown[]; readonly graph: JoinedGraph } | null = null;
  const names = () => [...hosts.keys()].filter((name) => isIn(sites, name));
  const read = () =>
    names().flatMap((name): readonly SiteSchema[] => {
      const pressql = hosts.get(name)?.pressql;
      return pressql ? [{ name, schema: pressql.schema }] : [];
    });

  function latest(): JoinedGraph | null {
    const ready = read();
    // A site that changes its schema gets a new one.
    const of = [...names(), ...ready.map(({ schema }) => schema)];
    if (current && isSame(current.of, of)) return current.graph;
    if (ready.length === 0) return null;
    const graph = joinGraphs(names(), ready);
    current = { of, graph };
    known.set(graph.schema, graph);
    for (const conflict of graph.conflicts) {
      if (noted.has(conflict)) continue;
      noted.add(conflict);
      onNote(
        `Two sites contradict each other: ${conflict}. The graph of all sites has the first of the two.`,
      );
    }
    return graph;
  }

  return {
    isReady: () => latest() !== null,
    version: () => latest() ?? known,
    schema() {
      const graph = latest();
      if (graph) return graph.schema;
      throw new Error('No site has been read yet.');
    },
    graphOf: (schema) => known.get(schema) ?? null,
    facts: () =>
      names().map((name) => {
        const site = hosts.get(name)?.pressql?.site ?? null;
        const facts = site && { title: site.name, description: site.description, url: site.home };
        return { name, ...(facts ?? { title: null, description: null, url: null }), isReady: site !== null };
      }),
  };
}

function isIn(sites: OneGraphOptions['sites'], name: string): boolean {
  return sites === true || sites.includes(name);
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/**
 * Returns a copy of a request, without credentials. Returns the same copy each time: a budget belongs to a request object, and
 * all operations of a batch, at all sites, share one budget.
 */
const visitorsRequest = remembered(({ url, signal }: Request) => new Request(url, { signal }));

function refuseSubscription(): never {
  throw new GraphQLError('This graph of several sites has no subscriptions.');
}

function starting(): Response {
  const message = 'The gateway is starting, and has read none of its sites yet.';
  return comeBack({ message, code: 'STARTING' }, 1);
}
