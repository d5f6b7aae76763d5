import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, type EventHandler, toNodeListener } from 'h3';
import type { Hono } from 'hono';
import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';

/** Sends a request to a mounted gateway. */
export type Send = (request: Request) => Promise<Response>;

/** The exports of a module of an example. */
type Exports<Names extends string, Export> = Readonly<Record<Names, Export>>;

/** How frameworks call the modules in which a gateway is mounted, by the mark `mounts` of the code block. */
export const mounts: Readonly<Record<string, (module: never) => Send>> = {
  next: (module: Exports<string, Send>) => (request) => called(module, request.method)(request),
  sveltekit: (module: Exports<string, (event: { request: Request }) => Promise<Response>>) => (request) =>
    called(module, request.method)({ request }),
  astro:
    ({ ALL }: Exports<'ALL', (context: { request: Request }) => Promise<Response>>) =>
    (request) =>
      ALL({ request }),
  hono:
    ({ default: app }: { readonly default: Hono }) =>
    async (request) =>
      app.fetch(request),
  nitro: ({ default: handler }: { readonly default: EventHandler }) => sendToNitro(handler),
  lambda: ({ handler }: { readonly handler: LambdaHandler }) => sendToLambda(handler),
};

function called<Handler>(module: Exports<string, Handler>, method: string): Handler {
  const handler = module[method];
  if (!handler) throw new Error(`The module has no export ${method}.`);
  return handler;
}

/** Nitro's router and Node's server, in front of a handler. */
function sendToNitro(handler: EventHandler): Send {
  return async (request) => {
    const server = createServer(toNodeListener(createApp().use('/graphql', handler)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      return await fetch(`http://127.0.0.1:${port}${pathOf(request)}`, request);
    } finally {
      server.close();
    }
  };
}

type LambdaHandler = (event: LambdaEvent, context?: LambdaContext) => Promise<LambdaResult>;

interface LambdaResult {
  readonly statusCode: number;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a function as a function URL and an HTTP API do: with payloads of version 2.0. */
function sendToLambda(handler: LambdaHandler): Send {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const result = await handler({
      version: '2.0',
      routeKey: '$default',
      rawPath: pathname,
      rawQueryString: search.slice(1),
      headers: { ...Object.fromEntries(request.headers), host: 'function.test' },
      body: request.body ? Buffer.from(await request.arrayBuffer()).toString('base64') : null,
      isBase64Encoded: true,
      requestContext: requestContextOf(request.method, pathname),
    });
    const body = result.isBase64Encoded ? Buffer.from(result.body, 'base64') : result.body;
    return new Response(body, { status: result.statusCode, headers: result.headers ?? {} });
  };
}

function requestContextOf(method: string, path: string) {
  return {
    accountId: '123456789012',
    apiId: 'function',
    authentication: null,
    authorizer: {},
    domainName: 'function.test',
    domainPrefix: 'function',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'id',
    routeKey: '$default',
    stage: '$default',
    time: '12/Mar/2026:19:03:58 +0000',
    timeEpoch: 1773342238000,
  };
}

/** Path and query of a request. */
function pathOf({ url }: Request): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
