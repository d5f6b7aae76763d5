import type { Changes } from '../cache/changes.ts';
import { createEvents, type Events } from '../cache/events.ts';
import { alone, type Leadership } from '../cache/leadership.ts';
import type { Site } from '../site/site.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import type { Rest, SiteRest } from '../wordpress/rest.ts';
import { createFeed, type Feed, type FeedState } from './feed.ts';
import { changesIn, createVerifier, type SignedRequest } from './incoming.ts';
import { menus } from './menu-watch.ts';
import { settings } from './settings-watch.ts';
import { createWebhooks, type WebhookState, type WebhookTarget } from './webhooks.ts';

/** Options of {@link createLive}. */
export interface LiveOptions {
  /** Milliseconds between two looks at a resource. 0: the gateway looks for no changes. */
  readonly feed: number;
  /** The same if nobody reads and nothing changes. */
  readonly feedIdle: number;
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerClient: number;
  /** Signs the webhooks that the gateway receives. Null: it receives none. */
  readonly webhookSecret: string | null;
  /** The frontends that the gateway tells of changes. */
  readonly webhooks: readonly WebhookTarget[] | null;
  readonly connection: () => { readonly rest: SiteRest; readonly site: Site };
  readonly changes: Changes;
  /** Returns a client that also puts what the feed reads as a visitor into the cache. */
  readonly learning: (rest: Rest, site: Site) => Rest;
  readonly granted: (grant: 'menus' | 'settings') => Credentials | null;
  /** Returns the tags by which caches in front of the gateway know what depends on these tags of its own. */
  readonly cacheTagsOf: (tags: readonly string[], site: Site) => readonly string[];
  /** Called when settings have changed that the graph depends on. */
  readonly onSettings: () => void;
  /** Which instance looks for changes and calls frontends. @default this one */
  readonly leadership?: Leadership | undefined;
  /** Called with lines for the operator. */
  readonly onNote: (line: string) => void;
  readonly now?: (() => number) | undefined;
}

/** What became of a signed request. */
export type Receipt =
  | { readonly status: number; readonly refusal: string }
  /** The number of changes, and the resources that the graph does not have. */
  | { readonly status: 202; readonly accepted: number; readonly ignored: readonly string[] };

/** Everything that finds out what has changed, and everybody who is told. */
export interface Live {
  /** Null if the gateway looks for no changes. */
  readonly feed: Feed | null;
  /** What the server does with pings and webhooks. */
  readonly pushes: {
    readonly ping: (() => void) | null;
    readonly receive: ((request: SignedRequest) => Receipt) | null;
  };
  /** The changes for subscribers. */
  readonly events: Events;
  readonly state: LiveState;
  /** The state in a few words, for health checks, which strangers may read. */
  readonly health: { readonly feed: 'off' | 'up' | 'down'; readonly deadLetters: number };
  close(): void;
}

/**
 * The state of the change feed and of the webhooks.
 *
 * @example
 * const isLate = ({ feed, webhooks }: LiveState) => feed?.isDown === true || webhooks.dead.length > 0;
 */
export interface LiveState {
  /** Null if the gateway looks for no changes. */
  readonly feed: FeedState | null;
  readonly webhooks: WebhookState;
  /** The number of subscriptions. */
  readonly subscriptions: number;
}

/** Starts everything. Sends no request until a client reads something, or a webhook waits for changes. */
export function createLive(options: LiveOptions): Live {
  const { connection, changes, webhookSecret, onSettings, onNote, now = Date.now } = options;
  const { leadership = alone } = options;
  const targets = options.webhooks ?? [];
  const feed =
    options.feed === 0
      ? null
      : createFeed({
          ...options,
          interval: options.feed,
          maxInterval: Math.max(options.feed, options.feedIdle),
        });
  const isKnown = (name: string) =>
    name === menus || name === settings || connection().site.resources.has(name);
  const webhooks = createWebhooks({
    targets,
    // One instance calls the frontends.
    changes: {
      onChange: (listener) => changes.onChange((logged) => leadership.isOwn && listener(logged)),
    },
    typeOf: (name) => connection().site.resources.get(name)?.typeName ?? null,
    cacheTagsOf: (tags) => options.cacheTagsOf(tags, connection().site),
    onNote,
    now,
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  });
  const wanted = targets.flatMap(
    ({ resources = [...connection().site.resources.keys(), menus, settings] }) => resources,
  );
  const release = targets.length > 0 ? feed?.hold(wanted) : undefined;
  const stop = changes.onChange(({ changes: found }) => {
    if (found.some(({ resource }) => resource === settings)) onSettings();
  });
  const events = createEvents({
    changes,
    hold: (resources) => feed?.hold(resources) ?? (() => undefined),
    max: options.maxSubscriptions,
    maxPerClient: options.maxSubscriptionsPerClient,
  });
  const verify = webhookSecret === null ? null : createVerifier(webhookSecret, now);

  function receive(request: SignedRequest): Receipt {
    const refusal = verify?.(request) ?? null;
    if (refusal !== null) return { status: 401, refusal };
    try {
      const received = changesIn(request.body);
      const known = received.filter(({ resource }) => isKnown(resource));
      void changes.publish(known);
      feed?.ping();
      // A plugin of WordPress may tell of types that are not in the REST API.
      const ignored = received.filter((change) => !known.includes(change)).map(({ resource }) => resource);
      return { status: 202, accepted: known.length, ignored: [...new Set(ignored)] };
    } catch (error) {
      if (error instanceof TypeError) return { status: 400, refusal: error.message };
      throw error;
    }
  }

  return {
    feed,
    pushes: { ping: feed?.ping ?? null, receive: verify && receive },
    events,
    get state() {
      return { feed: feed?.state ?? null, webhooks: webhooks.state, subscriptions: events.count };
    },
    get health(): Live['health'] {
      const state = feed?.state;
      return {
        feed: state === undefined ? 'off' : state.isDown ? 'down' : 'up',
        deadLetters: webhooks.state.dead.length,
      };
    },
    close() {
      events.close();
      stop();
      release?.();
      webhooks.close();
      feed?.close();
    },
  };
}
