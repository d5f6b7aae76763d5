import type { ReadLog } from '../wordpress/read-log.ts';

/** One HTTP request, with its client and its operations. */
export interface Exchange {
  /** The id of the request in logs, and in the header `x-request-id` of the answer. */
  readonly id: string;
  /** The IP address of the client. Null if the server does not pass it. */
  readonly clientAddress: string | null;
  /** When it began, in milliseconds of `performance.now()`. */
  readonly start: number;
  /** Milliseconds for which it waited until the gateway started it. */
  waited: number;
  /** The operations of the request that have begun. */
  readonly operations: OperationRecord[];
  /** Tells that other requests cannot share the answer. Absent if none waits for it. */
  readonly part?: () => void;
}

/** What the gateway notes about an operation while it runs. */
export interface OperationRecord {
  /** The name in the document. Null if it has none, or cannot be read. */
  name: string | null;
  /** Null if the document cannot be read. */
  kind: 'query' | 'mutation' | 'subscription' | null;
  /** When the gateway began and ended it, in milliseconds of `performance.now()`. */
  readonly start: number;
  end: number;
  /** Returns the requests to WordPress so far. A client may leave before the operation ends. */
  requests: () => number;
  /** Returns the reads so far that took no request, because the gateway remembers the data. */
  hits: () => number;
  /** The number of errors, by `extensions.code`. */
  readonly errors: Record<string, number>;
  /** Reports of the errors, for the operator; see `WordPressErrorDetails`. */
  readonly reports: Set<string>;
  /** What its answer is made of. Absent until it is executed. */
  reads?: ReadLog;
  /** When its execution began, in milliseconds since 1970. */
  startedAt?: number;
  /** The id of its persisted query, and whether it still belongs to the document. Absent if the client sent none. */
  persisted?: { readonly id: string; readonly isStored: () => boolean };
}

/**
 * An operation that has ended, for logs and metrics. It has no variables, headers or credentials.
 *
 * @example
 * const isSlow = ({ kind, ms }: OperationEvent) => kind === 'query' && ms > 1000;
 */
export interface OperationEvent {
  /** The id of the HTTP request. The operations of a batch share it. */
  readonly requestId: string;
  readonly name: string | null;
  readonly kind: 'query' | 'mutation' | 'subscription' | null;
  /** HTTP status of the answer. 499: the client closed the connection before it. */
  readonly status: number;
  readonly ms: number;
  /** Requests to WordPress. */
  readonly requests: number;
  /** Reads that took no request, because the gateway remembers the data. 1 if it remembers the whole answer. */
  readonly hits: number;
  /** The number of errors, by `extensions.code`. */
  readonly errors: Readonly<Record<string, number>>;
  /**
   * What the site itself said about some of its errors. Clients do not get it. Absent if it said nothing more than the
   * messages for clients.
   */
  readonly reports?: readonly string[];
}

/** Returns the exchange that begins with a request. It has the id that the client or a proxy sent, if that is valid. */
export function beginExchange(
  { headers }: { readonly headers: Pick<Headers, 'get'> },
  clientAddress: string | null,
): Exchange {
  const sent = headers.get('x-request-id') ?? '';
  const id = /^[\w.:+/=-]{1,128}$/.test(sent) ? sent : crypto.randomUUID();
  return { id, clientAddress, start: performance.now(), waited: 0, operations: [] };
}

/** Returns the events of the operations of an exchange that has ended. */
export function eventsOf({ id, operations }: Exchange, status: number): readonly OperationEvent[] {
  return operations.map(({ name, kind, start, end, requests, hits, errors, reports }) => ({
    requestId: id,
    name,
    kind,
    status,
    ms: (end || performance.now()) - start,
    requests: requests(),
    hits: hits(),
    errors,
    ...(reports.size > 0 ? { reports: [...reports] } : {}),
  }));
}

/** Returns the header `Server-Timing` of an exchange (W3C, "Server Timing"). Browsers show it beside the request. */
export function serverTiming({ start, operations }: Exchange): string {
  const ms = performance.now() - start;
  const requests = operations.reduce((sum, operation) => sum + operation.requests(), 0);
  const hits = operations.reduce((sum, operation) => sum + operation.hits(), 0);
  return `total;dur=${ms.toFixed(1)}, wordpress;desc="${requests} requests", memory;desc="${hits} hits"`;
}
