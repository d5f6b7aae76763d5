import type { Loaders } from '../loading/loaders.ts';
import type { GraphQLSchema } from '../packages/graphql.ts';
import type { Context } from '../schema/kit/base/context.ts';
import type { Site } from '../site/site.ts';
import { fetchFile } from '../wordpress/remote-file.ts';
import { createSpool, type SpoolOptions } from '../wordpress/spool.ts';
import { createCors } from './cors.ts';
import { documentCaches } from './document-cache.ts';
import type { DocumentLimits } from './document-limits.ts';
import { clientError, internalError } from './errors.ts';
import { graphAddresses } from './graph-addresses.ts';
import { acceptsGraphiQL, createExplorer } from './graphiql.ts';
import { createYoga, type YogaInitialContext } from './graphql-yoga.ts';
import { createUploads, hasFiles } from './uploads.ts';
import { useAnswerErrors } from './use-answer-errors.ts';
import { useBatchOrder } from './use-batch-order.ts';
import { canBeForged, useCsrfPrevention } from './use-csrf-prevention.ts';
import { useDocumentLimits } from './use-document-limits.ts';
import { useJson } from './use-json.ts';
import { type NoticeContext, useNotices } from './use-notices.ts';
import { useOperations } from './use-operations.ts';

/** The limits of one operation: of its document, and of its answer. */
export type ServerLimits = DocumentLimits & Context['limits'] & { readonly maxErrors: number };

/** Options of {@link createServer}. */
export interface ServerOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** Whether browsers get GraphiQL. */
  readonly graphiql: boolean;
  /** The origins whose pages may read answers; see {@link createCors}. */
  readonly corsOrigins: readonly string[];
  /** The limits of one operation. */
  readonly limits: ServerLimits;
  /** Largest number of operations in one request. */
  readonly maxBatch: number;
  /** Largest size of a request in bytes, without its files. */
  readonly maxRequestSize: number;
  /** Limits of the files that wait to be sent to WordPress. */
  readonly files: SpoolOptions;
  /** Whether the gateway fetches files from addresses that clients send. */
  readonly allowFileUrls: boolean;
  /** Whether a field that WordPress hides causes an error instead of a notice. */
  readonly strict: boolean;
  /** Called with errors whose details clients do not see. */
  readonly onError: (error: unknown) => void;
  /** Returns the current schema. A running request keeps the schema with which it began. */
  readonly schema: () => GraphQLSchema;
  /** Returns the current site, which belongs to the schema. */
  readonly site: () => Site;
  /** Creates the loaders of one request. They use its credentials, and stop when its signal aborts. */
  readonly loaders: (request: Request) => Loaders;
  /** Discovers the site again after a mutation that may have changed the schema. */
  readonly siteChanged: () => Promise<void>;
}

/** Creates the request handler: it serves GraphiQL to browsers, and GraphQL over HTTP to all other clients. */
export function createServer(options: ServerOptions): (request: Request) => Promise<Response> {
  const { onError, graphiql, site, loaders } = options;
  const addresses = graphAddresses(options.endpoint);
  const cors = createCors(options.corsOrigins);
  const answerGraphQL = graphQLServer(options);
  const explore = graphiql ? createExplorer(addresses.endpoint) : null;

  async function answer(request: Request): Promise<Response> {
    if (explore && acceptsGraphiQL(request)) {
      // All browsers get the same page, so it is made without the credentials of the request.
      if (addresses.isEndpoint(request.url))
        return explore(request, { site: site(), loaders: loaders(new Request(request.url)) });
      // A browser that opens the root of the server is sent to GraphiQL.
      if (new URL(request.url).pathname === '/') return redirect(new URL(addresses.endpoint, request.url));
    }
    // Answers a preflight. Browsers send it before a request that no form could send (Fetch, "CORS-preflight request").
    if (request.method === 'OPTIONS' && addresses.isGraphQL(request.url))
      return new Response(null, { status: 204, headers: { allow: 'GET, POST, OPTIONS' } });
    return answerGraphQL(request);
  }

  return async (request) => {
    const response = await answer(request).catch((error: unknown) => {
      // The client closed the connection.
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
 * Headers of every answer. As with WPGraphQL, search engines don't list it and browsers don't guess its type. The answer
 * varies with `Accept`, because one address serves HTML to browsers and JSON to other clients.
 */
const answerHeaders: readonly (readonly [string, string])[] = [
  ['x-robots-tag', 'noindex'],
  ['x-content-type-options', 'nosniff'],
  ['vary', 'Accept'],
];

/** Returns a redirect. `Response.redirect` would return one with immutable headers. */
function redirect(to: URL): Response {
  return new Response(null, { status: 302, headers: { location: to.href } });
}

/** Path of the health check. */
const health = '/health';

/** Creates the handler of GraphQL requests and health checks. It answers all other paths with status 404. */
function graphQLServer(options: ServerOptions): (request: Request) => Promise<Response> {
  const { maxRequestSize, maxBatch, onError, schema, loaders, siteChanged } = options;
  const { files, allowFileUrls, strict } = options;
  const { isGraphQL } = graphAddresses(options.endpoint);
  const uploads = createUploads({ maxRequestSize, mostOperations: maxBatch, files });
  const yoga = createYoga<object, Context & NoticeContext>({
    schema,
    // Yoga accepts every path. The handler below selects the paths.
    graphqlEndpoint: '*',
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: health,
    cors: false,
    maxRequestBodySize: maxRequestSize,
    batching: { limit: maxBatch },
    parserAndValidationCache: documentCaches(),
    logging: false,
    // Node's classes, so that frameworks get a native Response.
    fetchAPI: { fetch, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL },
    maskedErrors: { maskError: (error) => clientError(error, onError) },
    plugins: [
      useCsrfPrevention(),
      useOperations(maxBatch),
      uploads.plugin,
      useBatchOrder(),
      useDocumentLimits(options.limits),
      useAnswerErrors(options.limits.maxErrors),
      useNotices(strict),
      useJson,
    ],
    context: ({ request }: YogaInitialContext) => ({
      loaders: loaders(request),
      limits: options.limits,
      siteChanged,
      fetchFile: allowFileUrls ? fetching(files) : null,
      notices: [],
    }),
  });
  return async (request) => {
    if (!isGraphQL(request.url) && !request.url.endsWith(health)) return new Response(null, { status: 404 });
    // A request that may be forged goes to Yoga without its files being stored, and Yoga's CSRF plugin refuses it.
    if (hasFiles(request) && !canBeForged(request)) {
      return uploads.answer(request, async (received) => yoga.fetch(received));
    }
    return yoga.fetch(request);
  };
}

/** Returns a function that fetches a file, passes it to `use`, and then deletes it. */
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
