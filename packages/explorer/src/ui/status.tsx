import type { ComponentChildren } from 'preact';
import type { Result } from '../graph/run.ts';

/** One line: how the query went, and what it took. */
export function Status({ result }: { readonly result: Result }) {
  return (
    <div class="status" role="status" aria-label="Status">
      <State result={result} />
      {facts(result).map(({ label, value, title }) => (
        <span class="fact" key={label} title={title}>
          {value} <span class="fact-label">{label}</span>
        </span>
      ))}
    </div>
  );
}

interface Fact {
  readonly label: string;
  readonly value: ComponentChildren;
  readonly title: string;
}

function facts({ ms, cost, state }: Result): readonly Fact[] {
  if (state === 'running') return [];
  return [
    ...(ms === undefined
      ? []
      : [{ label: 'total', value: duration(ms), title: 'From the request to the last byte of the answer' }]),
    ...(cost?.ms == null
      ? []
      : [{ label: 'gateway', value: duration(cost.ms), title: 'Time in the gateway and in WordPress' }]),
    ...(cost?.requests == null
      ? []
      : [
          {
            label: cost.requests === 1 ? 'WordPress request' : 'WordPress requests',
            value: cost.mostRequests == null ? cost.requests : `${cost.requests} of ${cost.mostRequests}`,
            title: 'REST requests that the gateway sent to WordPress for this answer',
          },
        ]),
    ...(cost?.hits == null
      ? []
      : [
          {
            label: cost.hits === 1 ? 'cache hit' : 'cache hits',
            value: cost.hits,
            title: `Reads that took no request, because the gateway remembers the data${cost.source ? `. From: ${cost.source}` : ''}`,
          },
        ]),
  ];
}

function State({ result }: { readonly result: Result }) {
  const { state, status, hasErrors, events } = result;
  if (state === 'running') return <span class="badge busy">Running …</span>;
  const count = events === undefined ? '' : ` · ${events} ${events === 1 ? 'event' : 'events'}`;
  if (state === 'listening') return <span class="badge busy">Listening{count}</span>;
  if (state === 'failed') return <span class="badge bad">Failed{count}</span>;
  if (events !== undefined) return <span class="badge good">Ended{count}</span>;
  const isGood = !hasErrors && status !== undefined && status < 400;
  return (
    <span class={isGood ? 'badge good' : 'badge bad'}>
      {status}
      {isGood ? ' OK' : hasErrors ? ' with errors' : ''}
    </span>
  );
}

function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Returns a number of bytes in words. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
