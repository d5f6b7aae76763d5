import { areWebhookTargets, type WebhookTarget } from '../feed/webhooks.ts';
import type { Options } from './option.ts';
import { listOf, objectOf, text } from './shapes.ts';
import { anyText, fileOnly, wholeNumber } from './values.ts';

/** Options of how the gateway learns of changes, and whom it tells. */
export const liveOptions = {
  feed: {
    flag: 'feed',
    env: 'PRESSQL_FEED',
    placeholder: 'MS',
    default: 5000,
    sentence:
      'Milliseconds between two looks for changes in WordPress. 0 or --no-feed looks for none, so that cached data only ages.',
    off: '0',
    ...wholeNumber(0),
  },
  feedIdle: {
    flag: 'feed-idle',
    env: 'PRESSQL_FEED_IDLE',
    placeholder: 'MS',
    default: 60_000,
    sentence:
      'Milliseconds between two looks for changes if nobody reads or waits for them, and nothing changes.',
    ...wholeNumber(1),
  },
  maxSubscriptions: {
    flag: 'max-subscriptions',
    env: 'PRESSQL_MAX_SUBSCRIPTIONS',
    placeholder: 'N',
    default: 1000,
    sentence: 'Maximum number of subscriptions at a time.',
    ...wholeNumber(0),
  },
  maxSubscriptionsPerClient: {
    flag: 'max-subscriptions-per-client',
    env: 'PRESSQL_MAX_SUBSCRIPTIONS_PER_CLIENT',
    placeholder: 'N',
    default: 10,
    sentence: 'Maximum number of subscriptions of one client at a time.',
    ...wholeNumber(0),
  },
  webhookSecret: {
    flag: null,
    env: 'PRESSQL_WEBHOOK_SECRET',
    placeholder: 'TEXT',
    default: null,
    sentence:
      'Secret that signs the calls to `POST /webhook`, which tell the gateway of changes. Without it, there is no such address.',
    isSecret: true,
    isOfOneSite: true,
    ...anyText,
  },
  webhooks: {
    flag: null,
    env: null,
    placeholder: 'LIST',
    default: null,
    sentence:
      'Frontends that the gateway tells of changes: `[{ "url": "https://shop.example/api/revalidate", "secret": "…", "resources": ["post"] }]`.',
    isSecret: true,
    ...fileOnly<readonly WebhookTarget[]>(
      areWebhookTargets,
      listOf(
        objectOf({
          'url!': { type: 'string', pattern: '^https?://' },
          'secret!': { type: 'string', minLength: 16 },
          resources: listOf(text),
        }),
      ),
    ),
  },
} satisfies Options;
