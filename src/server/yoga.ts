import type { GraphQLSchema } from 'graphql';
import { createYoga, type YogaInitialContext } from 'graphql-yoga';
import type { Loaders } from '../loading/loaders.ts';
import type { Context } from '../schema/builder.ts';
import type { Site } from '../site/site.ts';
import { fetchFile } from '../wordpress/remote-file.ts';
import { createSpool, type SpoolOptions } from '../wordpress/spool.ts';
import { shownError } from './errors.ts';
import { createExplorer, wantsExplorer } from './graphiql.ts';
import { createUploads, hasFiles } from './uploads.ts';
import { mayBeForged, useCsrfPrevention } from './use-csrf-prevention.ts';
import { useDocumentLimits } from './use-document-limits.ts';
import { type Noticing, useNotices } from './use-notices.ts';
import { useWrittenQueries } from './use-written-queries.ts';

/** What the HTTP side is given. */
export interface ServerOptions {
  readonly endpoint: string;
  readonly graphiql: boolean;
  readonly corsOrigins: readonly string[];
  /** Bytes. */
  readonly maxRequestSize: number;
  /** What is taken of files on their way to WordPress. */
  readonly files: SpoolOptions;
  /** Whether files may be fetched from addresses that clients give. */
  readonly allowFileUrls: boolean;
  readonly onError: (error: unknown) => void;
  /** The graph of the moment: a request in flight ends on the one it began with. */
  readonly schema: () => GraphQLSchema;
  readonly site: () => Site;
  /** Loaders for one request, whose calls end when its signal does and are made with its credentials. */
  readonly loaders: (request: Request) => Loaders;
  /** Looks at the site again, after a write that changed what is known of it. */
  readonly siteChanged: () => Promise<void>;
}

/** Answers requests for the graph: the explorer for browsers, GraphQL over HTTP for all else. */
export function createServer(options: ServerOptions): (request: Request) => Promise<Response> {
  const { endpoint, corsOrigins, maxRequestSize, onError, schema, site, loaders, siteChanged } = options;
  const { files, allowFileUrls } = options;
  const uploads = createUploads({ maxRequestSize, files });
  const yoga = createYoga<object, Context & Noticing>({
    schema,
    graphqlEndpoint: endpoint,
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: '/health',
    cors:
      corsOrigins.length === 0
        ? false
        : { origin: [...corsOrigins], credentials: !corsOrigins.includes('*') },
    maxRequestBodySize: maxRequestSize,
    batching: false,
    logging: false,
    // Node's own classes, so that frameworks get a Response that is one.
    fetchAPI: { fetch, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL },
    maskedErrors: { maskError: (error) => shownError(error, onError) },
    plugins: [useCsrfPrevention(), useWrittenQueries(), uploads.plugin, useDocumentLimits(), useNotices()],
    context: ({ request }: YogaInitialContext) => ({
      loaders: loaders(request),
      siteChanged,
      fetchFile: allowFileUrls ? fetching(files) : null,
      notices: [],
    }),
  });
  const explore = options.graphiql ? createExplorer(endpoint) : null;
  return async (request) => {
    // Whoever opens the bare address in a browser means the explorer.
    if (explore && wantsExplorer(request, '/')) return Response.redirect(new URL(endpoint, request.url));
    if (explore && wantsExplorer(request, endpoint))
      // The page is one for all: what it shows of the site is what a visitor sees.
      return explore(request, { site: site(), loaders: loaders(new Request(request.url)) });
    // The files of a request that may be forged aren't even received.
    if (hasFiles(request) && !mayBeForged(request)) {
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
