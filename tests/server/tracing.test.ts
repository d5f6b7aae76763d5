import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

const exporter = new InMemorySpanExporter();
let site: TestSite;
let pressql: PressQL;
const sent: Record<string, string>[] = [];
beforeAll(async () => {
  // What an operator registers.
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  site = await startSite();
  const recording: NonNullable<PressQLOptions['fetch']> = (url, { headers, method }) => {
    sent.push(headers);
    return fetch(url, { headers, method, redirect: 'manual' });
  };
  pressql = await createPressQL({ cache: false, url: site.url, fetch: recording });
});
afterAll(async () => {
  trace.disable();
  context.disable();
  propagation.disable();
  await pressql.close();
  await site.close();
});

it('an operation is traced from its client to WordPress', async () => {
  exporter.reset();
  sent.length = 0;
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const query =
    'query Newest { posts(first: 1, where: { search: "secret" }) { nodes { author { node { name } } } } }';
  await pressql.fetch(
    new Request(`http://gateway.test/graphql?${new URLSearchParams({ query })}`, {
      headers: {
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
        authorization: 'Basic c2VjcmV0OnBhc3N3b3Jk',
      },
    }),
  );
  const spans = exporter.getFinishedSpans();
  expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  const server = spans.find(({ kind }) => kind === SpanKind.SERVER);
  const operation = spans.find(({ name }) => name === 'query Newest');
  const upstream = spans.filter(({ kind }) => kind === SpanKind.CLIENT);
  expect(server?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  expect(operation?.parentSpanContext?.spanId).toBe(server?.spanContext().spanId);
  expect(upstream.length).toBe(sent.length);
  expect(upstream.length).toBeGreaterThan(0);
  // Each request belongs to a wave, and each wave to the operation or to a wave that needs it.
  const waves = spans.filter(({ attributes }) => attributes['pressql.wave.of'] !== undefined);
  const ids = (list: typeof spans) => list.map((span) => span.spanContext().spanId);
  for (const span of upstream) expect(ids(waves)).toContain(span.parentSpanContext?.spanId);
  const parents = [operation, ...waves].flatMap((span) => (span ? [span.spanContext().spanId] : []));
  for (const span of waves) expect(parents).toContain(span.parentSpanContext?.spanId);
  expect(sent.map(({ traceparent }) => traceparent)).toEqual(
    expect.arrayContaining(upstream.map((span) => `00-${traceId}-${span.spanContext().spanId}-01`)),
  );
  const told = JSON.stringify(
    spans.map(({ name, attributes, events, status }) => [name, attributes, events, status]),
  );
  expect(told).not.toMatch(/secret|c2VjcmV0|password/);
});

it('a wave says what it loads, and how many resolvers it serves together', async () => {
  exporter.reset();
  const query =
    '{ posts(first: 3) { nodes { comments(first: 1) { nodes { id } } categories { nodes { name } } } } page(id: "/about/", idType: URI) { title } }';
  const response = await pressql.fetch(
    new Request(`http://gateway.test/graphql?${new URLSearchParams({ query })}`),
  );
  expect(await response.json()).not.toHaveProperty('errors');
  const waves = exporter.getFinishedSpans().flatMap(({ name, attributes }) => {
    const of = attributes['pressql.wave.of'];
    return of === undefined ? [] : [[name, of, attributes['pressql.wave.keys']]];
  });
  expect(waves).toContainEqual(['load category', 'category', 4]);
  expect(waves).toContainEqual(['load pages of connections', 'pages of connections', 1]);
  expect(waves).toContainEqual(['load comment of each parent', 'comment of each parent', 3]);
});

it('a span says that its work has failed', async () => {
  exporter.reset();
  await pressql.fetch(new Request('http://gateway.test/graphql?query={nothing}'));
  const operation = exporter.getFinishedSpans().find(({ kind }) => kind === SpanKind.INTERNAL);
  expect(operation?.status.code).toBe(SpanStatusCode.ERROR);
});
