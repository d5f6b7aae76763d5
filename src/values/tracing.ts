import {
  type Attributes,
  type Context,
  context,
  ProxyTracerProvider,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/*
 * OpenTelemetry's API. It does nothing until the operator registers an SDK in the process.
 */

/** A piece of work, as its span describes it. The span has no variables, headers or credentials. */
export interface Work {
  readonly name: string;
  /** `server`: the gateway answers. `client`: it asks WordPress. `internal`: neither. */
  readonly kind: 'server' | 'client' | 'internal';
  readonly attributes?: Attributes;
  /** Headers of the request that caused the work, for the trace of the client. @default the work around it */
  readonly cause?: TraceHeaders;
}

/** Headers that may continue the trace of a client. */
export interface TraceHeaders {
  get(name: string): string | null;
  keys(): Iterable<string>;
}

/** The span of work that runs. */
export interface Tracing {
  /** Adds attributes that are known only after the work has begun. */
  add(attributes: Attributes): void;
  rename(name: string): void;
  /** Marks the work as failed. */
  fail(): void;
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** Runs work in a span. If it fails, so does the span. */
export async function traced<T>(work: Work, run: (tracing: Tracing) => Promise<T>): Promise<T> {
  const parent = work.cause ? contextIn(work.cause) : context.active();
  const options = { kind: kinds[work.kind], attributes: work.attributes ?? {} };
  return trace.getTracer('pressql').startActiveSpan(work.name, options, parent, async (span) => {
    const fail = () => void span.setStatus({ code: SpanStatusCode.ERROR });
    try {
      return await run({
        add: (attributes) => void span.setAttributes(attributes),
        rename: (name) => void span.updateName(name),
        fail,
      });
    } catch (error) {
      // The error itself may quote a request. The log has it.
      fail();
      throw error;
    } finally {
      span.end();
    }
  });
}

const unregistered = new ProxyTracerProvider().getDelegate();

/** Whether an SDK is registered. Work that nobody records need not be described. */
export function isTraced(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== unregistered;
}

/** Notes work that is over and had no parts. It did not fail. */
export function traceWork({ name, kind, attributes, cause }: Work): void {
  const parent = cause ? contextIn(cause) : context.active();
  trace
    .getTracer('pressql')
    .startSpan(name, { kind: kinds[kind], attributes: attributes ?? {} }, parent)
    .end();
}

/** Returns the headers that continue the trace in another service (W3C, "Trace Context"). */
export function traceHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

function contextIn(headers: TraceHeaders): Context {
  return propagation.extract(context.active(), headers, {
    get: (carrier, name) => carrier.get(name) ?? undefined,
    keys: (carrier) => [...carrier.keys()],
  });
}
