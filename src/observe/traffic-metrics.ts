import type { TrafficState } from '../wordpress/traffic/traffic.ts';
import type { SiteMetrics } from './metrics.ts';

/**
 * Adds metrics of the requests to WordPress.
 *
 * @param traffic - returns the current state. Returns null before the gateway has started
 */
export function addTrafficMetrics(metrics: SiteMetrics, traffic: () => TrafficState | null): void {
  const add = (name: string, help: string, read: (state: TrafficState) => number) =>
    metrics.gauge({
      name,
      help,
      read: () => {
        const state = traffic();
        return state ? read(state) : 0;
      },
    });
  add('pressql_upstream_running', 'Requests to WordPress that run.', ({ running }) => running);
  add(
    'pressql_upstream_waiting',
    'Requests to WordPress that wait for their turn.',
    ({ waiting }) => waiting,
  );
  add('pressql_upstream_limit', 'Requests to WordPress that may run at once.', ({ limit }) => limit);
  metrics.gauge({
    name: 'pressql_upstream_open_circuits',
    help: 'Routes to which the gateway sends no requests, because they keep failing; * is the whole site.',
    label: 'route',
    read: () => new Map((traffic()?.open ?? []).map((route) => [route, 1])),
  });
}
