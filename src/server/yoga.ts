import type { Loaders } from '../loading/loaders.ts';
import type { Site } from '../site/site.ts';
import { type AnsweringOptions, type Compute, createAnswering } from './answers/answering.ts';
import { cacheTags } from './answers/cache-tags.ts';
import { createEdge, type EdgeOptions } from './edge.ts';
import { asksForFile, asksForPage, createExplorer, pageData } from './explorer/explorer.ts';
import { graphAddresses } from './graph-addresses.ts';
import { createGraphServer, type GraphServerOptions } from './graph-server.ts';
import { documents as mcpDocuments } from './mcp/documents.ts';
import { createMcp, isMcp } from './mcp/mcp.ts';
import type { Handler } from './node.ts';
import type { PartOfOperation } from './operation-context.ts';
import { createSitemaps } from './sitemaps.ts';

/** Options of {@link createServer}. */
export interface ServerOptions
  extends EdgeOptions,
    Omit<GraphServerOptions, 'ownDocuments' | 'plugins' | 'loaders'>,
    Pick<AnsweringOptions, 'answers' | 'caching'> {
  /** The largest number of characters of all cache tags of an answer. */
  readonly maxTagLength: number;
  /** Whether browsers get GraphiQL. */
  readonly graphiql: boolean;
  /** Whether language models get the site at `/mcp`. */
  readonly mcp: boolean;
  /** Address of the frontend, for sitemaps. Null serves no sitemaps. */
  readonly frontendUrl: string | null;
  /** Returns the current site, which belongs to the schema. */
  readonly site: () => Site;
  /**
   * Creates the loaders of one operation. They use the credentials of its request, and stop when its signal aborts.
   *
   * @param clientAddress - null if it is unknown
   */
  readonly loaders: (request: Request, clientAddress: string | null, part?: PartOfOperation) => Loaders;
}

/**
 * Creates the request handler: it serves GraphiQL to browsers, tools to language models, and GraphQL over HTTP to all other
 * clients.
 */
export function createServer(options: ServerOptions): Handler {
  const { graphiql, site, loaders } = options;
  const addresses = graphAddresses(options.endpoint);
  const answering = createAnswering(
    {
      ...options,
      cacheTags: (tagged) => cacheTags(tagged, { site: site(), maxLength: options.maxTagLength }),
    },
    createGraphServer({ ...options, ...(options.mcp ? { ownDocuments: mcpDocuments } : {}) }),
  );
  const explorer = graphiql ? createExplorer() : null;
  const sitemaps = options.frontendUrl
    ? createSitemaps({ ...options, frontendUrl: options.frontendUrl })
    : null;
  const saved = () => options.trustedDocuments?.queries() ?? [];
  const mcp = options.mcp ? createMcp({ ...options, saved, answer: answering.answer }) : null;

  const answer: Compute = async (request, exchange) => {
    const isGraphQL = addresses.isGraphQL(request.url);
    if (mcp && !isGraphQL && isMcp(request.url)) return mcp.answer(request, exchange);
    if (sitemaps && !isGraphQL && sitemaps.isSitemap(new URL(request.url).pathname))
      return sitemaps.answer(request, exchange.clientAddress);
    if (explorer && isGraphQL && asksForFile(request)) return explorer.file(request);
    if (explorer && asksForPage(request)) {
      // All browsers get the same page, so it is made without the credentials of the request.
      if (isGraphQL) {
        const ownLoaders = loaders(new Request(request.url), exchange.clientAddress);
        const of = site();
        const page = explorer.page(request, { of, data: () => pageData(of, ownLoaders) });
        return page.finally(() => ownLoaders.operation.complete());
      }
      // A browser that opens the root of the server is sent to the explorer.
      if (new URL(request.url).pathname === '/') return redirect(addresses.endpoint);
    }
    return answering.answer(request, exchange);
  };
  return createEdge(options, { answer, find: answering.find });
}

/** Returns a redirect to a path. Its target has no host, because the client chooses the host of its request. */
function redirect(path: string): Response {
  return new Response(null, { status: 302, headers: { location: path } });
}
