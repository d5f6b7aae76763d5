import { remembered } from '../values/remembered.ts';
import { isTraced, type Tracing, traced, traceWork, type Work } from '../values/tracing.ts';
import { type Answering, type Found, noteOperations } from './answers/answering.ts';
import { type Asked, type HeaderView, targetOf } from './answers/asked.ts';
import { varyingHeaders } from './answers/http-caching.ts';
import type { Reply } from './answers/reply.ts';
import { withShortcut } from './answers/shortcut.ts';
import { createCors } from './cors.ts';
import { internalError } from './errors.ts';
import { beginExchange, type Exchange, eventsOf, type OperationEvent, serverTiming } from './exchange.ts';
import { graphAddresses } from './graph-addresses.ts';
import { answerHealthCheck, type Readiness } from './health.ts';
import { isMcp } from './mcp/mcp.ts';
import type { ClientInfo, Handler } from './node.ts';
import { createPushHandler, type Pushes } from './pushes.ts';
import { securityHeaders } from './security-headers.ts';

/** Options of {@link createEdge}. */
export interface EdgeOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** The origins whose pages may read answers; see {@link createCors}. */
  readonly corsOrigins: readonly string[];
  /** Names of headers of answers that pages may read, besides the usual ones. @default none */
  readonly exposedHeaders?: readonly string[];
  /** Returns whether the gateway answers operations now. */
  readonly readiness: () => Readiness;
  /** What to do when somebody says that the site has changed. @default nothing */
  readonly pushes?: Pushes;
  /** Called with errors whose details clients do not see. */
  readonly onError: (error: unknown) => void;
  /** Called when an operation has ended. */
  readonly onOperation: (event: OperationEvent) => void;
}

/**
 * Returns the headers that every answer from memory has, as Node's `writeHead` accepts them. They differ only in the headers
 * that let a page of another origin read the answer.
 */
const commonHeaders = remembered(({ vary, ...permissions }: Readonly<Record<string, string>>) => {
  const varied = ['vary', `${varyingHeaders}, Accept${vary === undefined ? '' : `, ${vary}`}`];
  return [...Object.entries({ ...securityHeaders, ...permissions }).flat(), ...varied];
});

/** How requests are answered behind the edge. */
export interface Answers {
  answer(request: Request, exchange: Exchange): Promise<Response>;
  /** Answers a request from memory. @default none is answered so */
  readonly find?: Answering['find'];
}

/**
 * Returns a handler that answers health checks and preflights itself, and all other requests with `answer`. It adds the
 * headers that every answer has, and reports the operations.
 */
export function createEdge(options: EdgeOptions, { answer, find }: Answers): Handler {
  const { readiness, onError, onOperation } = options;
  const { isGraphQL } = graphAddresses(options.endpoint);
  const cors = createCors(options.corsOrigins, options.exposedHeaders);
  const answerPush = createPushHandler(options.pushes ?? { ping: null, receive: null });

  async function respond(request: Request, exchange: Exchange): Promise<Response> {
    const health = answerHealthCheck(request, readiness());
    if (health) return health;
    const push = answerPush(request);
    if (push) return push;
    // Answers a preflight. Browsers send it before a request that no form could send (Fetch, "CORS-preflight request").
    if (request.method === 'OPTIONS' && (isGraphQL(request.url) || isMcp(request.url)))
      return new Response(null, { status: 204, headers: { allow: 'GET, HEAD, POST, OPTIONS' } });
    return answer(request, exchange);
  }

  async function handle(request: Request, info: unknown, span: Tracing): Promise<Response> {
    const exchange = beginExchange(request, clientAddressIn(info));
    let status = 499;
    try {
      const response = await respond(request, exchange).catch((error: unknown) => {
        // The client closed the connection.
        if (request.signal.aborted) throw error;
        onError(error);
        return Response.json({ errors: [internalError()] }, { status: 500 });
      });
      status = request.signal.aborted ? 499 : response.status;
      span.add({ 'http.response.status_code': status });
      if (status >= 500) span.fail();
      for (const [name, value] of Object.entries(securityHeaders))
        if (!response.headers.has(name)) response.headers.set(name, value);
      // The answer varies with `Accept`, because one address serves HTML to browsers and JSON to other clients.
      response.headers.append('vary', 'Accept');
      for (const [name, value] of Object.entries(cors.headersFor(request)))
        response.headers.append(name, value);
      response.headers.set('x-request-id', exchange.id);
      response.headers.set('server-timing', serverTiming(exchange));
      return response;
    } finally {
      for (const event of eventsOf(exchange, status)) onOperation(event);
    }
  }

  /** Completes an answer from memory, as `handle` does, but without a `Request` and a `Response`. */
  function complete({ reply, operation }: Found, asked: Asked, clientAddress: string | null): Reply {
    const exchange = beginExchange(asked, clientAddress);
    noteOperations([operation], exchange);
    const { status, headers, body } = reply;
    headers.push(...commonHeaders(cors.headersFor(asked)));
    headers.push('x-request-id', exchange.id, 'server-timing', serverTiming(exchange));
    if (isTraced()) {
      const { attributes, ...work } = workOf(asked.method, asked.target, asked.headers);
      traceWork({ ...work, attributes: { ...attributes, 'http.response.status_code': status } });
    }
    for (const event of eventsOf(exchange, status)) onOperation(event);
    return { status, headers, body };
  }

  const handler = (request: Request, info?: ClientInfo) =>
    traced(workOf(request.method, targetOf(request.url), request.headers), (span) =>
      handle(request, info, span),
    );
  if (!find) return handler;
  return withShortcut(handler, {
    // Most requests name the endpoint itself.
    accepts: (target) => target === options.endpoint || isGraphQL(`http://localhost${target}`),
    find: (asked, clientAddress) => {
      const found = find(asked, clientAddress);
      if (!(found instanceof Promise)) return found && complete(found, asked, clientAddress);
      return found.then((late) => late && complete(late, asked, clientAddress));
    },
  });
}

/** Returns the span of a request. It has only the path of the address, because the query may contain variables. */
function workOf(method: string, target: string, cause: HeaderView): Work {
  const attributes = { 'http.request.method': method, 'url.path': target.split('?', 1)[0] ?? target };
  return { name: method, kind: 'server', attributes, cause };
}

/** Returns the address of the client. Frameworks may call a handler with an object of their own as second argument. */
function clientAddressIn(info: unknown): string | null {
  const address: unknown =
    typeof info === 'object' && info !== null && 'clientAddress' in info ? info.clientAddress : null;
  return typeof address === 'string' ? address : null;
}
