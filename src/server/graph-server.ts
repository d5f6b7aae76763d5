import { fetchFile } from '#platform/wordpress/remote-file';
import { createSpool } from '#platform/wordpress/spooling';
import type { Events } from '../cache/events.ts';
import type { GraphQLSchema } from '../packages/graphql.ts';
import type { Context } from '../schema/kit/base/context.ts';
import type { Splitting } from '../schema/notices.ts';
import type { SpoolOptions } from '../wordpress/spool.ts';
import { useAnswers } from './answers/use-answers.ts';
import { createDocumentCaches, type DocumentCaches } from './document-cache.ts';
import type { DocumentLimits } from './document-limits.ts';
import { clientError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { graphAddresses } from './graph-addresses.ts';
import { createYoga, type Plugin, type YogaInitialContext } from './graphql-yoga.ts';
import type { OperationContext, PartOfOperation } from './operation-context.ts';
import { createPersistedQueries, type PersistedQueries, withOwnDocuments } from './persisted-queries.ts';
import { previewIn } from './preview-context.ts';
import type { RateLimits } from './rate-limits.ts';
import { createStarts } from './starts.ts';
import { TextResponse } from './texts.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { createUploads, hasFiles } from './uploads.ts';
import { useAnswerErrors } from './use-answer-errors.ts';
import { headersOf, useAnswerHeaders } from './use-answer-headers.ts';
import { useAnswerSize } from './use-answer-size.ts';
import { useBatchOrder } from './use-batch-order.ts';
import { useBatchStatus } from './use-batch-status.ts';
import { useCancellation } from './use-cancellation.ts';
import { canBeForged, useCsrfPrevention } from './use-csrf-prevention.ts';
import { useDocumentLimits } from './use-document-limits.ts';
import { useErrorsWithoutSuggestions, useHiddenSchema } from './use-hidden-schema.ts';
import { useIntrospection } from './use-introspection.ts';
import { useJson } from './use-json.ts';
import { useLongAnswers } from './use-long-answers.ts';
import { type NoticeContext, useNotices } from './use-notices.ts';
import { type ExchangeContext, useOperationRecords } from './use-operation-records.ts';
import { useOperationScope } from './use-operation-scope.ts';
import { useOperations } from './use-operations.ts';
import { useRateLimits } from './use-rate-limits.ts';
import { useSiteChanges } from './use-site-changes.ts';
import { useSubscriptions } from './use-subscriptions.ts';
import { useUnavailableStatus } from './use-unavailable-status.ts';

/** The limits of one operation: of its document, and of its answer. */
export type ServerLimits = DocumentLimits &
  Context['limits'] & {
    readonly maxErrors: number;
    readonly maxAnswerSize: number;
  };

/** Options of {@link createGraphServer}. */
export interface GraphServerOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** Called with errors whose details clients do not see. */
  readonly onError: (error: unknown) => void;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
  /** The limits of one operation. */
  readonly limits: ServerLimits;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Whether any page may send the text of a query by GET. */
  readonly getQueries: boolean;
  /** Whether errors suggest names of the schema. */
  readonly suggestions: boolean;
  /** The documents that clients may send. null allows every document, also under an id that the client chooses. */
  readonly trustedDocuments: TrustedDocuments | null;
  /** Milliseconds until the reads of an operation end. */
  readonly deadline: number;
  /** Limits of one client. */
  readonly rateLimits: RateLimits;
  /** The documents that clients have sent. @default those that they send to this server */
  readonly persistedQueries?: PersistedQueries | undefined;
  /** Documents that were parsed and validated before. @default none */
  readonly documentCaches?: DocumentCaches | undefined;
  /** Largest number of operations in one request. */
  readonly maxBatch: number;
  /** Largest size of a request in bytes, without its files. */
  readonly maxRequestSize: number;
  /** Largest size of all files of a request, in bytes. */
  readonly maxUploadTotal: number;
  /** Largest size of the files of all requests at the same time, in bytes. */
  readonly maxUploadSpace: number;
  /** Limits of the files that wait to be sent to WordPress. */
  readonly files: SpoolOptions;
  /** Whether the gateway fetches files from addresses that clients send. */
  readonly allowFileUrls: boolean;
  /** Whether a field that WordPress hides causes an error instead of a notice. */
  readonly strict: boolean;
  /** Returns what stands for the site of a path in an answer. @default all paths are of one site */
  readonly siteAt?: Splitting['siteAt'];
  /** Whether clients may name a document to preview by a header or an extension. */
  readonly showsPreviews: boolean;
  /** Whether answers say how many requests to WordPress they took. */
  readonly showsCost: boolean;
  /** Returns the current schema. A running request keeps the schema with which it began. */
  readonly schema: () => GraphQLSchema;
  /** The changes for subscribers. */
  readonly events: Pick<Events, 'open'>;
  /** Discovers the site again after an operation that may have changed the schema. */
  readonly siteChanged: (since: number) => Promise<void>;
  /**
   * Creates the loaders of one operation. They use the credentials of the request, and stop when its signal aborts.
   *
   * @param clientAddress - null if it is unknown
   */
  readonly loaders: (
    request: Request,
    clientAddress: string | null,
    part?: PartOfOperation,
  ) => OperationContext['loaders'];
  /** The documents that tools for language models send. @default none */
  readonly ownDocuments?: Readonly<Record<string, string>>;
  /** Plugins that come before all others. @default none */
  readonly plugins?: readonly Plugin<OperationContext & ExchangeContext>[];
}

/** Creates the handler of GraphQL requests. It answers all other paths with status 404. */
export function createGraphServer(
  options: GraphServerOptions,
): (request: Request, exchange: Exchange) => Promise<Response> {
  const { maxRequestSize, maxUploadTotal, maxUploadSpace, maxBatch, onError, schema, loaders, siteChanged } =
    options;
  const {
    files,
    allowFileUrls,
    strict,
    showsCost,
    introspection,
    suggestions,
    trustedDocuments,
    rateLimits,
  } = options;
  const { isGraphQL } = graphAddresses(options.endpoint);
  const starts = createStarts();
  const uploads = createUploads({
    maxRequestSize,
    maxUploadTotal,
    maxUploadSpace,
    mostOperations: maxBatch,
    files,
  });
  const yoga = createYoga<ExchangeContext, OperationContext & NoticeContext>({
    schema,
    // Yoga accepts every path. The handler below selects the paths.
    graphqlEndpoint: '*',
    graphiql: false,
    landingPage: false,
    cors: false,
    // `textOf` limits the size.
    maxRequestBodySize: false,
    batching: { limit: maxBatch },
    parserAndValidationCache: options.documentCaches ?? createDocumentCaches(),
    logging: false,
    // Node's classes, so that frameworks get a native Response.
    fetchAPI: {
      fetch,
      Headers,
      ReadableStream,
      Request,
      Response: TextResponse,
      TextDecoder,
      TextEncoder,
      URL,
    },
    maskedErrors: { maskError: (error) => clientError(error, onError) },
    plugins: [
      ...(options.plugins ?? []),
      useCsrfPrevention(options),
      useOperations({
        maxBatch,
        maxRequestSize,
        documents: withOwnDocuments(
          options.ownDocuments ?? {},
          trustedDocuments ?? options.persistedQueries ?? createPersistedQueries(),
        ),
      }),
      uploads.plugin,
      useBatchOrder(),
      useBatchStatus(),
      useOperationRecords(),
      useCancellation(),
      useDocumentLimits(options.limits),
      useIntrospection(),
      useRateLimits(rateLimits),
      useNotices({ asErrors: strict, siteAt: options.siteAt }),
      useAnswerErrors(options.limits.maxErrors),
      useUnavailableStatus(),
      useAnswerHeaders(),
      useSiteChanges(siteChanged),
      useOperationScope({ showsCost }),
      useAnswers(options.now),
      useAnswerSize(options.limits.maxAnswerSize),
      ...(introspection ? [] : [useHiddenSchema]),
      ...(suggestions ? [] : [useErrorsWithoutSuggestions]),
      useJson,
      useSubscriptions((request, client) => loaders(new Request(request.url), client)),
      useLongAnswers(),
    ],
    context: ({
      request,
      params,
      exchange: { clientAddress, waited },
    }: YogaInitialContext & ExchangeContext) => {
      const own = loaders(request, clientAddress, { waited });
      return {
        request,
        headers: headersOf(request),
        logins: {
          take: () => {
            // The answer may show what only this user may see, so other clients must not get it from a cache.
            own.operation.reads.notePrivate();
            return rateLimits.take('logins', clientAddress);
          },
          giveBack: () => rateLimits.giveBack('logins', clientAddress),
        },
        loaders: own,
        preview: options.showsPreviews ? previewIn(request.headers, params?.extensions) : null,
        limits: options.limits,
        siteChangedAt: null,
        subscribe: (subscription) =>
          options.events.open(subscription, {
            client: clientAddress,
            lastEventId: request.headers.get('last-event-id'),
            signal: request.signal,
          }),
        fetchFile: allowFileUrls ? fetching(files) : null,
        notices: [],
      };
    },
  });
  return async (request, exchange) => {
    if (!isGraphQL(request.url)) return new Response(null, { status: 404 });
    // A request that may be forged goes to Yoga without its files being stored, and Yoga's CSRF plugin refuses it.
    if (hasFiles(request) && !canBeForged(request)) {
      return uploads.answer(request, async (received) => yoga.fetch(received, { exchange }));
    }
    const timeLeft = () => options.deadline - (performance.now() - exchange.start);
    const start = { client: exchange.clientAddress, signal: request.signal, timeLeft };
    return starts.run(start, async () => {
      exchange.waited = performance.now() - exchange.start;
      return yoga.fetch(request, { exchange });
    });
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
