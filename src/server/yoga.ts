import type { Loaders } from '../loading/loaders.ts';
import type { GraphQLSchema } from '../packages/graphql.ts';
import type { Context } from '../schema/kit/base/context.ts';
import type { Site } from '../site/site.ts';
import { fetchFile } from '../wordpress/remote-file.ts';
import { createSpool, type SpoolOptions } from '../wordpress/spool.ts';
import { createCors } from './cors.ts';
import { clientError, internalError } from './errors.ts';
import { graphAddresses } from './graph-addresses.ts';
import { acceptsGraphiQL, createExplorer } from './graphiql.ts';
import { createYoga, type YogaInitialContext } from './graphql-yoga.ts';
import { createUploads, hasFiles } from './uploads.ts';
import { useBatchOrder } from './use-batch-order.ts';
import { canBeForged, useCsrfPrevention } from './use-csrf-prevention.ts';
import { useDocumentLimits } from './use-document-limits.ts';
import { useJson } from './use-json.ts';
import { type NoticeContext, useNotices } from './use-notices.ts';
import { useOperations } from './use-operations.ts';

/** What the HTTP side is given. */
export interface ServerOptions {
  readonly endpoint: string;
  readonly graphiql: boolean;
  readonly corsOrigins: readonly string[];
  /** Operations of one request. */
  readonly maxBatch: number;
  /** Bytes. */
  readonly maxRequestSize: number;
  /** What is taken of files on their way to WordPress. */
  readonly files: SpoolOptions;
  /** Whether files may be fetched from addresses that clients give. */
  readonly allowFileUrls: boolean;
  /** Whether what WordPress keeps to itself is an error, and not a notice. */
  readonly strict: boolean;
  readonly onError: (error: unknown) => void;
  /** The graph of the moment: a request in flight ends on the one it began with. */
  readonly schema: () => GraphQLSchema;
  readonly site: () => Site;
  /** Loaders for one request, whose calls end when its signal does and are made with its credentials. */
  readonly loaders: (request: Request) => Loaders;
  /** Looks at the site again, after a write that changed what is known of it. */
  readonly siteChanged: () => Promise<void>;
}

/** Answers requests for the graph: GraphiQL for browsers, GraphQL over HTTP for all else. */
export function createServer(options: ServerOptions): (request: Request) => Promise<Response> {
  const { onError, graphiql, site, loaders } = options;
  const addresses = graphAddresses(options.endpoint);
  const cors = createCors(options.corsOrigins);
  const answerGraphQL = graphQLServer(options);
  const explore = graphiql ? createExplorer(addresses.endpoint) : null;

  async function answer(request: Request): Promise<Response> {
    if (explore && acceptsGraphiQL(request)) {
      // The page is one for all: what it shows of the site is what a visitor sees.
      if (addresses.isEndpoint(request.url))
        return explore(request, { site: site(), loaders: loaders(new Request(request.url)) });
      // Whoever opens the bare address in a browser means the explorer.
      if (new URL(request.url).pathname === '/') return redirect(new URL(addresses.endpoint, request.url));
    }
    // Browsers ask before they send what no form could send (Fetch, "CORS-preflight request").
    if (request.method === 'OPTIONS' && addresses.isGraphQL(request.url))
      return new Response(null, { status: 204, headers: { allow: 'GET, POST, OPTIONS' } });
    return answerGraphQL(request);
  }

  return async (request) => {
    const response = await answer(request).catch((error: unknown) => {
      // The client is gone: nobody reads an answer.
      if (request.signal.aborted) throw error;
      onError(error);
      return Response.json({ errors: [internalError()] }, { status: 500 });
    });
    for (const [name, value] of [...answerHeaders, ...Object.entries(cors.headersFor(request))])
      response.headers.append(name, value);
    return response;
  };
}

/**
 * Headers of every answer. As from WPGraphQL, search engines don't list it and browsers don't guess what it is. One
 * address has a page for browsers and JSON for clients.
 */
const answerHeaders: readonly (readonly [string, string])[] = [
  ['x-robots-tag', 'noindex'],
  ['x-content-type-options', 'nosniff'],
  ['vary', 'Accept'],
];

/** `Response.redirect` makes headers that can't be added to. */
function redirect(to: URL): Response {
  return new Response(null, { status: 302, headers: { location: to.href } });
}

/** Path that says that the gateway lives. */
const health = '/health';

/** GraphQL over HTTP. */
function graphQLServer(options: ServerOptions): (request: Request) => Promise<Response> {
  const { maxRequestSize, maxBatch, onError, schema, loaders, siteChanged } = options;
  const { files, allowFileUrls, strict } = options;
  const { isGraphQL } = graphAddresses(options.endpoint);
  const uploads = createUploads({ maxRequestSize, mostOperations: maxBatch, files });
  const yoga = createYoga<object, Context & NoticeContext>({
    schema,
    // Every path: which are the graph's is said below.
    graphqlEndpoint: '*',
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: health,
    cors: false,
    maxRequestBodySize: maxRequestSize,
    batching: { limit: maxBatch },
    logging: false,
    // Node's own classes, so that frameworks get a Response that is one.
    fetchAPI: { fetch, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL },
    maskedErrors: { maskError: (error) => clientError(error, onError) },
    plugins: [
      useCsrfPrevention(),
      useOperations(maxBatch),
      uploads.plugin,
      useBatchOrder(),
      useDocumentLimits(),
      useNotices(strict),
      useJson,
    ],
    context: ({ request }: YogaInitialContext) => ({
      loaders: loaders(request),
      siteChanged,
      fetchFile: allowFileUrls ? fetching(files) : null,
      notices: [],
    }),
  });
  return async (request) => {
    if (!isGraphQL(request.url) && !request.url.endsWith(health)) return new Response(null, { status: 404 });
    // The files of a request that may be forged aren't even received.
    if (hasFiles(request) && !canBeForged(request)) {
      return uploads.answer(request, async (received) => yoga.fetch(received));
    }
    return yoga.fetch(request);
  };
}

/** Fetches files for one use each. */
function fetching(files: SpoolOptions): NonNullable<Context['fetchFile']> {
  return async (url, use) => {
    const spool = createSpool(files);
    try {
      return await use(await fetchFile(url, { spool }));
    } finally {
      await spool.empty();
    }
  };
}
