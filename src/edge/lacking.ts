import type { Events } from '../cache/events.ts';
import { GraphQLError } from '../packages/graphql.ts';
import type { RateLimits } from '../server/rate-limits.ts';

/** No limits of one client: a host at the edge runs many instances, and each would count for itself. */
export const noRateLimits: RateLimits = {
  isLimited: () => false,
  take: async () => undefined,
  giveBack: async () => undefined,
};

/** No changes for subscribers: nothing looks for changes between requests. */
export const noEvents: Events = {
  open() {
    throw new GraphQLError(
      'A gateway at the edge has no subscriptions, because nothing there looks for changes. Send the query again from time to time.',
      { extensions: { code: 'NO_SUBSCRIPTIONS', http: { status: 501 } } },
    );
  },
  count: 0,
  close: () => undefined,
};
