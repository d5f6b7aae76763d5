import { limits } from '../../values/limits.ts';
import type { Exchange, OperationRecord } from '../exchange.ts';
import type { RateLimits } from '../rate-limits.ts';
import {
  type AnswerText,
  answerTextOf,
  latin1Of,
  lengthOf,
  noteText,
  textOf,
  textResponse,
} from '../texts.ts';
import { type Answer, etagOf } from './answer.ts';
import type { AnswerCache } from './answer-cache.ts';
import { type Asked, hasTextOnly, isFromVisitor, keyOf, targetOf } from './asked.ts';
import type { Tagged } from './cache-tags.ts';
import { createFlights, type Work } from './flights.ts';
import { type HttpCaching, isKnown, maxAgeOf, revalidated, type Source, uncached } from './http-caching.ts';
import { type Reply, replyOf, toResponse } from './reply.ts';

/** Options of {@link createAnswering}. */
export interface AnsweringOptions {
  /** The answers that visitors share. With null, the gateway computes the answer to each request. */
  readonly answers: AnswerCache | null;
  readonly caching: HttpCaching;
  /** Returns the tags by which HTTP caches can purge an answer. */
  readonly cacheTags: (tagged: Tagged) => readonly string[];
  readonly rateLimits: RateLimits;
  /** Largest size of a body in bytes. */
  readonly maxRequestSize: number;
  readonly now: () => number;
}

/** Computes the answer to a request, and notes its operations in the exchange. */
export type Compute = (request: Request, exchange: Exchange) => Promise<Response>;

/** Answers requests from memory, or computes their answers. */
export interface Answering {
  readonly answer: Compute;
  /**
   * Returns the answer to a request from memory. Returns null if memory does not have it, or if the client has reached its
   * rate limit.
   *
   * @param clientAddress - the client whose rate limit counts the request. Null if it is unknown
   */
  find(asked: Asked, clientAddress: string | null): Found | null | Promise<Found | null>;
}

/** An answer from memory. */
export interface Found {
  readonly reply: Reply;
  readonly operation: Pick<OperationRecord, 'name' | 'kind'>;
}

/** A computed answer. Clients who asked for it while it was computed share it. */
interface Computed {
  readonly response: Response;
  /** The headers that do not depend on a single request. */
  readonly headers: readonly (readonly [string, string])[];
  /** Null if the answer may be a stream. */
  readonly text: AnswerText | null;
  readonly operations: readonly OperationRecord[];
  /** The answer for the cache. Null if later clients must not get it. */
  readonly answer: Answer | null;
}

/** Returns an answering. It computes the answers that memory lacks with `compute`. */
export function createAnswering(options: AnsweringOptions, compute: Compute): Answering {
  const { answers, caching, rateLimits, maxRequestSize, now } = options;
  const flights = createFlights<Computed>();

  /** Counts a read that executes no operation of its own. Returns false if the client has reached its rate limit. */
  const mayRead = (clientAddress: string | null): true | Promise<boolean> =>
    !rateLimits.isLimited('reads') ||
    rateLimits.take('reads', clientAddress).then(
      () => true,
      () => false,
    );

  const reply = (answer: Answer, { method, headers }: Pick<Asked, 'method' | 'headers'>, source: Source) =>
    replyOf(answer, { method, headers, source, caching, now: now() });

  function find(asked: Asked, clientAddress: string | null): Found | null | Promise<Found | null> {
    const key = answers && keyOf(asked);
    const answer = key && answers.find(key);
    if (!answer) return null;
    const found = () => ({ reply: reply(answer, asked, 'memory'), operation: answer.operation });
    const may = mayRead(clientAddress);
    return may === true ? found() : may.then((isAllowed) => (isAllowed ? found() : null));
  }

  async function computeResult(request: Request, exchange: Exchange): Promise<Computed> {
    const response = await compute(request, exchange);
    const text = answerTextOf(response);
    const { operations } = exchange;
    const answer = text === null ? null : sharedAnswer(response, text, operations);
    return { response, headers: [...response.headers], text, operations, answer };
  }

  /**
   * Returns the answer if all visitors may share it: it answers one query without errors, from data that visitors may see, and
   * is not too large.
   */
  function sharedAnswer(
    response: Response,
    text: AnswerText,
    operations: readonly OperationRecord[],
  ): Answer | null {
    if (lengthOf(text) > limits.maxSharedAnswer) return null;
    const operation = oneQueryOf({ response, operations });
    if (!operation?.reads?.isShared) return null;
    const { reads, startedAt = 0, kind, name, persisted } = operation;
    const requests = operation.requests();
    // Without tags, no change would invalidate the answer.
    if (requests > 0 && reads.tags.size === 0) return null;
    const contentType = response.headers.get('content-type') ?? 'application/json; charset=utf-8';
    const tagged = { tags: reads.tags, name, queryId: persisted?.id ?? null };
    const tags = options.cacheTags(tagged);
    return {
      contentType,
      body: latin1Of(text),
      encoded: new Map(),
      etag: etagOf(contentType, text),
      cacheTags: { spaced: tags.join(' '), commas: tags.join(',') },
      maxAge: maxAgeOf(reads.tags, caching),
      operation: { name, kind },
      reads,
      startedAt,
      requests,
      isStored: persisted?.isStored ?? (() => true),
    };
  }

  async function alone(request: Request, exchange: Exchange): Promise<Response> {
    return shown(await computeResult(request, exchange), request, 'computed');
  }

  async function respond(request: Request, exchange: Exchange): Promise<Response> {
    const asked = answers && (await askedBy(request, maxRequestSize));
    const key = asked && keyOf(asked);
    if (!key) return alone(request, exchange);
    const found = await find(asked, exchange.clientAddress);
    if (found) {
      noteOperations([found.operation], exchange);
      return toResponse(found.reply);
    }
    const work: Work<Computed> = async (signal, part) => {
      const { url, method, headers } = request;
      const own = new Request(url, { method, headers, signal });
      noteText(own, asked.body);
      const computed = await computeResult(own, { ...exchange, part });
      if (computed.answer) answers.store(key, computed.answer);
      return computed;
    };
    for (;;) {
      // A client must not get an answer that may be older than a change, so the key has the version.
      const joined = await flights.join(`${answers.version} ${key}`, request.signal, work);
      if (joined === 'apart') return alone(request, exchange);
      const { result, isFirst, end } = joined;
      if (isFirst) {
        // The result is a stream that goes on, so the work ends when its client leaves.
        if (result.text === null) request.signal.addEventListener('abort', end, { once: true });
        return shown(result, request, 'computed');
      }
      if (result.text === null || !(await mayRead(exchange.clientAddress))) return alone(request, exchange);
      // The client that began the work has reached its rate limit, and this client has not.
      if (result.response.status === 429) continue;
      noteOperations(result.operations, exchange);
      return shown(result, request, 'shared flight');
    }
  }

  /** Returns the response to one of the requests that share a computed answer. */
  function shown(computed: Computed, request: Request, source: Source): Response {
    const { answer, text, headers, response } = computed;
    if (answer && answers && isFromVisitor(request.headers))
      return toResponse(reply(answer, request, source));
    if (text === null) return response;
    const own = textResponse(text, {
      status: response.status,
      headers: new Headers([...headers].map(([name, value]) => [name, value])),
    });
    return withPrivateHeaders(own, { request, text, isQuery: oneQueryOf(computed) !== null });
  }

  return {
    find,
    async answer(request, exchange) {
      if (request.method !== 'HEAD') return respond(request, exchange);
      const { status, headers } = await respond(new Request(request, { method: 'GET' }), exchange);
      return new Response(null, { status, headers });
    },
  };
}

/** Reads the body of a request. Returns null if it is no text or cannot be read. The computed answer then has the error. */
async function askedBy(request: Request, maxBytes: number): Promise<Asked | null> {
  const { method, url, headers } = request;
  if (!hasTextOnly(request)) return null;
  try {
    const body = method === 'POST' ? await textOf(request, maxBytes) : '';
    return { method, target: targetOf(url), headers, body };
  } catch {
    return null;
  }
}

/** Notes the operations of a request that the gateway did not execute, because their answer was shared. */
export function noteOperations(
  operations: readonly (Pick<OperationRecord, 'name' | 'kind'> & Partial<Pick<OperationRecord, 'errors'>>)[],
  exchange: Exchange,
): void {
  for (const { name, kind, errors = {} } of operations) {
    const { start } = exchange;
    exchange.operations.push({
      name,
      kind,
      start,
      end: 0,
      requests: none,
      hits: one,
      errors,
      reports: new Set(),
    });
  }
}

const none = () => 0;
const one = () => 1;

/** Returns the operation of an answer to one query without errors. Returns null for all other answers. */
function oneQueryOf({
  response,
  operations,
}: Pick<Computed, 'response' | 'operations'>): OperationRecord | null {
  const [operation, ...others] = operations;
  if (!operation || others.length > 0 || response.status !== 200) return null;
  return operation.kind === 'query' && Object.keys(operation.errors).length === 0 ? operation : null;
}

/** Adds the headers of an answer for one client. A visitor's browser may store it, and has to ask whether it has changed. */
function withPrivateHeaders(
  response: Response,
  { request, text, isQuery }: { request: Request; text: AnswerText; isQuery: boolean },
): Response {
  const { headers } = response;
  const mayStore = isQuery && request.method === 'GET' && isFromVisitor(request.headers);
  headers.set('cache-control', mayStore ? revalidated : uncached);
  if (!mayStore) return response;
  const etag = etagOf(headers.get('content-type') ?? '', text);
  headers.set('etag', `"${etag}"`);
  if (!isKnown(request.headers.get('if-none-match'), etag)) return response;
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}
