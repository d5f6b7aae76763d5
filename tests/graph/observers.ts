import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { PressQL, PressQLOptions } from '../../src/index.ts';
import { jsonLog } from '../../src/observe/json-log.ts';
import { textLog } from '../../src/observe/log.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { addTrafficMetrics } from '../../src/observe/traffic-metrics.ts';

/** Everything that an operator sees of a gateway: logs, metrics and traces. */
export interface Observers {
  /** Options of the gateway to be observed. */
  readonly options: {
    readonly [Hook in 'onError' | 'onRequest' | 'onOperation']-?: NonNullable<PressQLOptions[Hook]>;
  };
  /** Adds the metrics of the traffic of a gateway. */
  watch(pressql: PressQL): void;
  /** Returns the log lines since the last call of `forget`, of both formats. */
  logged(): string;
  /** Returns all metrics, as Prometheus reads them. */
  measured(): Promise<string>;
  /** Returns all parts of the spans since the last call of `forget`. */
  traced(): string;
  forget(): void;
  stop(): void;
}

/**
 * Observes gateways as the command does, and as an operator does who has registered an OpenTelemetry SDK.
 *
 * @param note - gets everything that the gateway tells, as it is
 */
export function startObservers(note: (value: unknown) => void): Observers {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const metrics = createMetrics();
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const logs = [jsonLog(write), textLog(write)];
  return {
    options: {
      onError: (error) => {
        note(error);
        for (const log of logs) log.error(error);
      },
      onRequest: (request) => {
        note(request);
        metrics.upstream(request);
      },
      onOperation: (event) => {
        note(event);
        for (const log of logs) log.operation(event);
        metrics.operation(event);
      },
    },
    watch: ({ traffic }) => addTrafficMetrics(metrics, () => traffic),
    logged: () => lines.join('\n'),
    measured: async () => (await metrics.handler(new Request('http://metrics.test/metrics'))).text(),
    traced: () =>
      JSON.stringify(
        exporter.getFinishedSpans().map(({ name, attributes, events, links, status, resource }) => ({
          name,
          attributes,
          events,
          links,
          status,
          resource: resource.attributes,
        })),
      ),
    forget() {
      lines.length = 0;
      exporter.reset();
    },
    stop() {
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
