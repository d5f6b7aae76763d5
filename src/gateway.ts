import type { GraphQLSchema } from 'graphql';
import { type Grant, grants, isGrant, type Service } from './loading/access/grants.ts';
import { createLoaders } from './loading/loaders.ts';
import { buildSchema, reservedNames } from './schema/build.ts';
import { createServer } from './server/yoga.ts';
import { type DiscoverOptions, type Discovery, discoverSite } from './site/discover.ts';
import type { Site } from './site/site.ts';
import { applicationPassword, credentialsIn } from './wordpress/credentials.ts';
import type { UploadProgress } from './wordpress/spool.ts';

/** What a gateway is told. Only `url` is required. */
export interface PressQLOptions extends Omit<DiscoverOptions, 'reserved' | 'before'> {
  /** Address of a WordPress site: its home page, any other page, or its REST API. */
  readonly url: string;
  /** Path that serves the graph. @default '/graphql' */
  readonly endpoint?: string | undefined;
  /** Whether browsers get the GraphiQL explorer at the endpoint. @default true */
  readonly graphiql?: boolean | undefined;
  /** Most items of one page of a connection; larger `first` and `last` are cut to it. @default 1000 */
  readonly maxPageSize?: number | undefined;
  /** Most operations of one request that has a list of them. @default 10 */
  readonly maxBatch?: number | undefined;
  /** Most bytes of a request to the gateway. @default 1048576 (1 MB) */
  readonly maxRequestSize?: number | undefined;
  /** Most bytes of one file that is sent to the gateway, or fetched by it. @default 67108864 (64 MB) */
  readonly maxUploadSize?: number | undefined;
  /** Whether `createMediaItem` may fetch the file at `filePath`, from the internet only. @default false */
  readonly allowFileUrls?: boolean | undefined;
  /**
   * Origins whose pages may read answers: `*` for all, without cookies, as WPGraphQL has it; named ones may send
   * cookies, too; an empty list for none. @default ['*']
   */
  readonly corsOrigins?: readonly string[] | undefined;
  /**
   * `user:application password` of a user of the site, a contributor for menus or an administrator for settings. It is
   * used on behalf of visitors for what `grants` names, and for nothing else. @default none
   */
  readonly serviceCredential?: string | undefined;
  /** What the service credential may be used for: rows of `grants` (`menus`, `settings` …). @default [] */
  readonly grants?: readonly string[] | undefined;
  /**
   * Whether fields that WordPress keeps to itself are errors. Else they are null or empty, and `extensions.pressql.notices`
   * says why: frontends that take any error for a failure go on working. @default false
   */
  readonly strict?: boolean | undefined;
  /**
   * Address of the frontend: in content, links to the site's pages lead there. `/` makes paths of them. @default none,
   * which leaves content as WordPress has it
   */
  readonly frontendUrl?: string | undefined;
  /** Milliseconds between looks at what the site consists of, 0 for never again. @default 600000 (10 minutes) */
  readonly refresh?: number | undefined;
  /** Called as bytes of files go up to WordPress. */
  readonly onUpload?: ((progress: UploadProgress) => void) | undefined;
  /** Called with errors that clients are not told of. @default console.error */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A WordPress site as one graph. */
export interface PressQL {
  /** The graph as it is now; another object when the site has changed. */
  readonly schema: GraphQLSchema;
  /** What is known of the site. */
  readonly site: Site;
  /** Answers a web-standard request: mount it in any server or framework. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Looks at the site again now; resolves to whether the graph changed. Rejects, and leaves the graph as it was, when the site can't be read. */
  refresh(): Promise<boolean>;
  /** Ends requests on their way, and connections kept alive. */
  close(): Promise<void>;
}

interface Current {
  readonly discovery: Discovery;
  readonly schema: GraphQLSchema;
}

/**
 * Serves a WordPress site as one typed graph, a drop-in for WPGraphQL.
 *
 * @throws WordPressError when there is no WordPress to serve at the address; its message and `advice` say why
 * @example
 * const pressql = await createPressQL({ url: 'https://site.example' });
 * export const POST = pressql.fetch;
 */
export async function createPressQL(options: PressQLOptions): Promise<PressQL> {
  const {
    url,
    frontendUrl,
    maxPageSize = 1000,
    refresh: interval = 600_000,
    onError = console.error,
  } = options;
  const service = serviceOf(options);
  const ending = new AbortController();
  const granted = (grant: Grant) => (service?.grants.has(grant) ? service.credentials : null);
  const menuReaders = { locations: granted('menu-locations'), menus: granted('menus') };
  const templateReader = granted('block-theme');
  const reserved = reservedNames();
  const look = (before?: Discovery) =>
    discoverSite(url, { ...options, before, reserved, menuReaders, templateReader, signal: ending.signal });
  let last = await look();
  let current = graphOf(last, frontendUrl);
  const refresh = async () => {
    const discovery = await look(last);
    last = discovery;
    const isSame = discovery.site.fingerprint === current.discovery.site.fingerprint;
    if (isSame) {
      discovery.rest.close();
      return false;
    }
    const before = current.discovery.rest;
    current = graphOf(discovery, frontendUrl);
    before.close();
    return true;
  };
  const timer = interval > 0 ? setInterval(() => void refresh().catch(onError), interval) : undefined;
  timer?.unref();
  const server = createServer({
    endpoint: options.endpoint ?? '/graphql',
    graphiql: options.graphiql ?? true,
    corsOrigins: options.corsOrigins ?? ['*'],
    maxBatch: options.maxBatch ?? 10,
    maxRequestSize: options.maxRequestSize ?? 1024 * 1024,
    files: { maxSize: options.maxUploadSize ?? 64 * 1024 * 1024, onProgress: options.onUpload },
    allowFileUrls: options.allowFileUrls ?? false,
    strict: options.strict ?? false,
    onError,
    schema: () => current.schema,
    site: () => current.discovery.site,
    siteChanged: async () => {
      await refresh().catch(onError);
    },
    loaders: ({ headers, signal }) => {
      const { site, rest } = current.discovery;
      const credentials = credentialsIn(headers);
      return createLoaders({ rest, site, limits: { maxPageSize }, signal, credentials, service });
    },
  });
  return {
    get schema() {
      return current.schema;
    },
    get site() {
      return current.discovery.site;
    },
    fetch: server,
    refresh,
    close: async () => {
      clearInterval(timer);
      ending.abort();
      current.discovery.rest.close();
    },
  };
}

function graphOf(discovery: Discovery, frontendUrl: string | undefined): Current {
  return { discovery, schema: buildSchema(discovery.site, frontendUrl) };
}

/** The operator's credential and what it may be used for. */
function serviceOf({ serviceCredential, grants: named = [] }: PressQLOptions): Service | null {
  const unknown = named.find((name) => !isGrant(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no grant "${unknown}". Grants are ${Object.keys(grants).join(', ')}.`);
  }
  if (!serviceCredential) {
    if (named.length === 0) return null;
    throw new TypeError('`grants` say what `serviceCredential` may be used for, and there is none.');
  }
  return { credentials: applicationPassword(serviceCredential), grants: new Set(named.filter(isGrant)) };
}
