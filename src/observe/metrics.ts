import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { OperationEvent } from '../server/exchange.ts';
import type { Handler } from '../server/node.ts';
import type { UpstreamRequest } from '../wordpress/upstream.ts';

/** What is counted about one site, or about the only one. */
export interface SiteMetrics {
  /** Counts an operation that has ended. */
  operation(event: OperationEvent): void;
  /** Counts a request to WordPress that has ended. */
  upstream(request: UpstreamRequest): void;
  /** Adds a gauge. `read` is called at each request of Prometheus. It returns a number, or numbers by the value of `label`. */
  gauge(gauge: Gauged): void;
}

/** A gauge to add. */
export interface Gauged {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  readonly read: () => Values;
}

/** Metrics of the gateway for Prometheus. No label contains a text that clients choose. */
export interface Metrics extends SiteMetrics {
  /** Returns the metrics of one of several sites. They have the label `site`. */
  ofSite(name: string): SiteMetrics;
  /** Forgets the gauges of a site, which is served no more. */
  forget(name: string): void;
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
    labelNames: ['kind', 'outcome', 'site'],
    buckets,
    registers,
  });
  const requests = new Histogram({
    name: 'pressql_operation_upstream_requests',
    help: 'Requests to WordPress for one operation.',
    labelNames: ['site'],
    buckets: [0, 1, 2, 3, 5, 10, 20, 50, 100],
    registers,
  });
  const hits = new Counter({
    name: 'pressql_cache_hits_total',
    help: 'Reads that the gateway answered from its cache, without a request to WordPress.',
    labelNames: ['site'],
    registers,
  });
  const errors = new Counter({
    name: 'pressql_operation_errors_total',
    help: 'Errors in answers, by code.',
    labelNames: ['code', 'site'],
    registers,
  });
  const upstream = new Histogram({
    name: 'pressql_upstream_duration_seconds',
    help: 'Time of requests to WordPress, by route and status.',
    labelNames: ['route', 'method', 'status', 'site'],
    buckets,
    registers,
  });
  const gauges = new Map<string, Map<string | null, Gauged>>();
  const addGauge = (gauged: Gauged, site: string | null) => {
    const { name, help, label = 'name' } = gauged;
    const readers = gauges.get(name) ?? new Map<string | null, Gauged>();
    readers.set(site, gauged);
    if (gauges.has(name)) return;
    gauges.set(name, readers);
    // The constructor adds the gauge to the registry.
    new Gauge({
      name,
      help,
      labelNames: [label, 'site'],
      registers,
      collect() {
        this.reset();
        for (const [owner, { read }] of readers) {
          const values = read();
          if (typeof values === 'number') this.set(labelOf(owner), values);
          else for (const [value, number] of values) this.set({ ...labelOf(owner), [label]: value }, number);
        }
      },
    });
  };
  const metricsOf = (site: string | null): SiteMetrics => {
    const own = labelOf(site);
    return {
      operation(event) {
        const { kind, ms } = event;
        durations.observe({ ...own, kind: kind ?? 'refused', outcome: outcomeOf(event) }, ms / 1000);
        requests.observe(own, event.requests);
        hits.inc(own, event.hits);
        for (const [code, number] of Object.entries(event.errors)) errors.inc({ ...own, code }, number);
      },
      upstream({ route, method, status, ms }) {
        upstream.observe({ ...own, route: routeLabel(route), method, status: status ?? 'none' }, ms / 1000);
      },
      gauge: (gauged) => addGauge(gauged, site),
    };
  };
  return {
    ...metricsOf(null),
    ofSite: metricsOf,
    forget(name) {
      for (const readers of gauges.values()) readers.delete(name);
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

/** Returns the label of a site. The only site of a gateway has none. */
function labelOf(site: string | null): { site?: string } {
  return site === null ? {} : { site };
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
