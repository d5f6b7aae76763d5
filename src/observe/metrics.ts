import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { OperationEvent } from '../server/exchange.ts';
import type { Handler } from '../server/node.ts';
import type { UpstreamRequest } from '../wordpress/upstream.ts';

/** Metrics of the gateway for Prometheus. No label contains a text that clients choose. */
export interface Metrics {
  /** Counts an operation that has ended. */
  operation(event: OperationEvent): void;
  /** Counts a request to WordPress that has ended. */
  upstream(request: UpstreamRequest): void;
  /** Adds a gauge. `read` is called at each request of Prometheus. It returns a number, or numbers by the value of `label`. */
  gauge(gauge: { name: string; help: string; label?: string; read: () => Values }): void;
  /** Answers Prometheus at `/metrics`. */
  readonly handler: Handler;
  /** Gives the numbers of this worker to the primary process whenever that asks. */
  giveToPrimary(): void;
}

/** One number, or numbers by the value of a label. */
export type Values = number | ReadonlyMap<string, number>;

/** Buckets of durations in seconds: from an answer from memory to beyond the default deadline of an operation. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** Returns metrics of operations, of requests to WordPress, and of this process: memory, garbage collection, event loop. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const durations = new Histogram({
    name: 'pressql_operation_duration_seconds',
    help: 'Time of operations, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets,
    registers,
  });
  const requests = new Histogram({
    name: 'pressql_operation_upstream_requests',
    help: 'Requests to WordPress for one operation.',
    buckets: [0, 1, 2, 3, 5, 10, 20, 50, 100],
    registers,
  });
  const hits = new Counter({
    name: 'pressql_cache_hits_total',
    help: 'Reads that the gateway answered from its cache, without a request to WordPress.',
    registers,
  });
  const errors = new Counter({
    name: 'pressql_operation_errors_total',
    help: 'Errors in answers, by code.',
    labelNames: ['code'],
    registers,
  });
  const upstream = new Histogram({
    name: 'pressql_upstream_duration_seconds',
    help: 'Time of requests to WordPress, by route and status.',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers,
  });
  return {
    operation(event) {
      const { kind, ms } = event;
      durations.observe({ kind: kind ?? 'refused', outcome: outcomeOf(event) }, ms / 1000);
      requests.observe(event.requests);
      hits.inc(event.hits);
      for (const [code, number] of Object.entries(event.errors)) errors.inc({ code }, number);
    },
    upstream({ route, method, status, ms }) {
      upstream.observe({ route: routeLabel(route), method, status: status ?? 'none' }, ms / 1000);
    },
    gauge({ name, help, label, read }) {
      // The constructor adds the gauge to the registry.
      new Gauge({
        name,
        help,
        labelNames: label === undefined ? [] : [label],
        registers,
        collect() {
          const values = read();
          this.reset();
          if (typeof values === 'number') return this.set(values);
          for (const [value, number] of values) this.set({ [label ?? 'name']: value }, number);
        },
      });
    },
    handler: handlerOf(register.contentType, () => register.metrics()),
    giveToPrimary() {
      AggregatorRegistry.setRegistries(register);
      // Its constructor listens for the questions of the primary process.
      new AggregatorRegistry();
    },
  };
}

/** Returns the handler of the primary process, which adds up the numbers of all workers. */
export function metricsOfWorkers(): Handler {
  const registry = new AggregatorRegistry();
  return handlerOf(registry.contentType, () => registry.clusterMetrics());
}

function handlerOf(contentType: string, read: () => Promise<string>): Handler {
  return async ({ url, method }) => {
    if (method !== 'GET' || new URL(url).pathname !== '/metrics') return new Response(null, { status: 404 });
    return new Response(await read(), { headers: { 'content-type': contentType } });
  };
}

function outcomeOf({ status, errors }: OperationEvent): string {
  if (status === 499) return 'aborted';
  return Object.keys(errors).length === 0 ? 'ok' : 'errors';
}

/**
 * Returns the collection of a REST route: `/wp/v2/posts` for `/wp/v2/posts/7/revisions`. All pages of the site have the label
 * `page`, since a client can make the gateway read any number of addresses.
 */
function routeLabel(route: string): string {
  if (route === '/') return route;
  return /^\/[\w-]+(?:\/[\w-]+)*?\/v\d+(?:\/[\w-]+)?/.exec(route)?.[0] ?? 'page';
}
