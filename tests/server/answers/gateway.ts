import { createDrops, type Drops } from '../../../src/cache/drops.ts';
import { createAnswerCache, createAnswerMemory } from '../../../src/server/answers/answer-cache.ts';
import { createAnswering } from '../../../src/server/answers/answering.ts';
import { cacheTags } from '../../../src/server/answers/cache-tags.ts';
import type { HttpCaching } from '../../../src/server/answers/http-caching.ts';
import { createEdge } from '../../../src/server/edge.ts';
import type { Exchange, OperationEvent, OperationRecord } from '../../../src/server/exchange.ts';
import type { Handler } from '../../../src/server/node.ts';
import { createRateLimits } from '../../../src/server/rate-limiter.ts';
import { TextResponse } from '../../../src/server/texts.ts';
import type { Resource } from '../../../src/site/site.ts';
import { createReadLog, type ReadLog } from '../../../src/wordpress/read-log.ts';
import { overHttp, type Server } from './over-http.ts';

/** What a test decides about the answer to one request. */
export interface Computing {
  readonly request: Request;
  readonly record: OperationRecord;
  readonly reads: ReadLog;
  readonly exchange: Exchange;
}

/** A gateway whose answers a test computes. */
export interface FakeGateway {
  readonly fetch: Handler;
  readonly drops: Drops;
  /** The requests that were computed. */
  readonly computed: Request[];
  readonly events: OperationEvent[];
  /** The tags of answers from memory, as the cache has told of their use. */
  readonly uses: string[];
  /** Moves the clock. */
  wait(ms: number): void;
  /** Changes the graph. */
  changeGraph(): void;
}

/** Options of {@link fakeGateway}. */
export interface FakeOptions {
  readonly compute?: ((computing: Computing) => Promise<string> | string) | undefined;
  readonly status?: number | undefined;
  readonly maxBytes?: number | undefined;
  readonly cache?: boolean | undefined;
  readonly corsOrigins?: readonly string[] | undefined;
  readonly rateReads?: number | undefined;
  readonly caching?: Partial<HttpCaching> | undefined;
  readonly maxTagLength?: number | undefined;
}

const resource = (name: string, kind: Resource['kind'], typeName: string) =>
  [name, { name, kind, typeName } as Resource] as const;
const resources = new Map([
  resource('post', 'content', 'Post'),
  resource('attachment', 'content', 'MediaItem'),
  resource('category', 'term', 'Category'),
  resource('user', 'user', 'User'),
]);

/** The answer that a fake gateway gives by default. */
export const body = JSON.stringify({ data: { posts: [{ title: 'é'.repeat(2000) }] } });

/** Returns a gateway whose answers come from `compute`. Its reads are those of a post and a list, fresh for a minute. */
export function fakeGateway(options: FakeOptions = {}): FakeGateway {
  let time = 1_700_000_000_000;
  let graph = {};
  const now = () => time;
  const drops = createDrops(now);
  const computed: Request[] = [];
  const events: OperationEvent[] = [];
  const uses: string[] = [];
  const { compute = () => body, status = 200 } = options;
  const answering = createAnswering(
    {
      answers:
        options.cache === false
          ? null
          : createAnswerCache({
              answers: createAnswerMemory(options.maxBytes ?? 1_000_000),
              drops,
              graph: () => graph,
              onUse: (tags) => uses.push(...tags),
              now,
            }),
      caching: { maxAge: 30, staleWhileRevalidate: 20, maxAges: {}, ...options.caching },
      rateLimits: createRateLimits({ reads: options.rateReads ?? 0, writes: 0, logins: 0 }),
      maxRequestSize: 100_000,
      cacheTags: (tagged) =>
        cacheTags(tagged, { site: { resources } as never, maxLength: options.maxTagLength ?? 1000 }),
      now,
    },
    async (request, exchange) => {
      computed.push(request);
      const reads = createReadLog();
      const record: OperationRecord = {
        name: 'Newest',
        kind: 'query',
        start: performance.now(),
        end: 0,
        hits: () => 0,
        requests: () => 2,
        errors: {},
        reports: new Set(),
        reads,
        startedAt: now(),
      };
      exchange.operations.push(record);
      reads.note({ tags: ['post:7', 'list:post'], readAt: now(), freshUntil: now() + 60_000, isHit: false });
      const text = await compute({ request, record, reads, exchange });
      return new TextResponse(text, {
        status,
        headers: { 'content-type': 'application/json; charset=utf-8' },
      });
    },
  );
  const fetch = createEdge(
    {
      endpoint: '/graphql',
      corsOrigins: options.corsOrigins ?? ['*'],
      readiness: () => ({ isReady: true, status: 'ready' }),
      onError: () => undefined,
      onOperation: (event) => events.push(event),
    },
    answering,
  );
  return {
    fetch,
    drops,
    computed,
    events,
    uses,
    wait: (ms) => {
      time += ms;
    },
    changeGraph: () => {
      graph = {};
    },
  };
}

/** Starts a fake gateway behind Node's server for a function, and stops the server after it. */
export async function withGateway(
  options: FakeOptions,
  use: (gateway: FakeGateway, server: Server) => Promise<void>,
): Promise<void> {
  const gateway = fakeGateway(options);
  const server = await overHttp(gateway.fetch);
  try {
    await use(gateway, server);
  } finally {
    await server.close();
  }
}
