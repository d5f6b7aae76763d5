import type { SiteMetrics } from './metrics.ts';

/** The state of the change feed, the webhooks and the subscriptions from which the metrics are made. */
export interface LiveFacts {
  readonly feed: { readonly isDown: boolean; readonly resources: ReadonlyMap<string, number | null> } | null;
  readonly webhooks: { readonly waiting: number; readonly dead: readonly unknown[] };
  readonly subscriptions: number;
}

/**
 * Adds metrics of the change feed, the webhooks and the subscriptions.
 *
 * @param facts - returns the current state. Returns null before the gateway has started
 */
export function addLiveMetrics(metrics: SiteMetrics, facts: () => LiveFacts | null, now = Date.now): void {
  const add = (name: string, help: string, read: (state: LiveFacts) => number) =>
    metrics.gauge({
      name,
      help,
      read: () => {
        const state = facts();
        return state ? read(state) : 0;
      },
    });
  metrics.gauge({
    name: 'pressql_feed_age_seconds',
    help: 'Seconds since the change feed last polled a resource.',
    label: 'resource',
    read: () =>
      new Map(
        [...(facts()?.feed?.resources ?? [])].flatMap(([name, at]) =>
          at === null ? [] : [[name, (now() - at) / 1000] as const],
        ),
      ),
  });
  add('pressql_feed_down', 'Whether the change feed cannot reach WordPress.', ({ feed }) =>
    feed?.isDown ? 1 : 0,
  );
  add('pressql_webhook_waiting', 'Changes that wait for frontends.', ({ webhooks }) => webhooks.waiting);
  add(
    'pressql_webhook_dead_letters',
    'Calls to frontends that failed for good, up to a hundred.',
    ({ webhooks }) => webhooks.dead.length,
  );
  add('pressql_subscriptions', 'Open subscriptions.', ({ subscriptions }) => subscriptions);
}
