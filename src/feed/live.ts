import type { Changes } from '../cache/changes.ts';
import { createEvents, type Events } from '../cache/events.ts';
import { alone, type Leadership } from '../cache/leadership.ts';
import type { Site } from '../site/site.ts';
import { afterTimeout } from '../values/timers.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import type { Rest, SiteRest } from '../wordpress/rest.ts';
import { createFeed, type Feed, type FeedState } from './feed.ts';
import { changesIn, createVerifier, type SignedRequest } from './incoming.ts';
import { menus } from './menu-watch.ts';
import { settings } from './settings-watch.ts';
import { createWebhooks, type WebhookState, type WebhookTarget } from './webhooks.ts';

/** Options of {@link createLive}. */
export interface LiveOptions {
  /** Milliseconds between two polls of a resource. 0 switches the change feed off. */
  readonly feed: number;
  /** Milliseconds between two polls of a resource that no client reads and that does not change. */
  readonly feedIdle: number;
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerClient: number;
  /** The secret of the webhook that the gateway receives. With null, it receives none. */
  readonly webhookSecret: string | null;
  /** The frontends to which the gateway sends changes. */
  readonly webhooks: readonly WebhookTarget[] | null;
  readonly connection: () => { readonly rest: SiteRest; readonly site: Site };
  readonly changes: Changes;
  /** Returns a client that also stores what the feed reads as a visitor in the cache. */
  readonly learning: (rest: Rest, site: Site) => Rest;
  readonly granted: (grant: 'menus' | 'settings') => Credentials | null;
  /** Returns the HTTP cache tags of answers that depend on these tags of the cache. */
  readonly cacheTagsOf: (tags: readonly string[], site: Site) => readonly string[];
  /** Called when settings have changed, since the schema may depend on them. */
  readonly onSettings: () => void;
  /** Which instance polls WordPress and calls frontends. @default this one */
  readonly leadership?: Leadership | undefined;
  /** Called with lines for the operator. */
  readonly onNote: (line: string) => void;
  readonly now?: (() => number) | undefined;
}

/** The outcome of a signed request. */
export type Receipt =
  /** The gateway refuses it. */
  | { readonly status: number; readonly refusal: string }
  /** The number of accepted changes, and the names of resources that the graph does not have. */
  | { readonly status: 202; readonly accepted: number; readonly ignored: readonly string[] };

/** The parts of the gateway that detect changes and deliver them. */
export interface Live {
  /** Null if the change feed is off. */
  readonly feed: Feed | null;
  /** Handlers of pings and webhooks. Each is null if the gateway does not accept such requests. */
  readonly pushes: {
    readonly ping: (() => void) | null;
    readonly receive: ((request: SignedRequest) => Receipt) | null;
  };
  /** The changes for subscribers. */
  readonly events: Events;
  readonly state: LiveState;
  /** The state for health checks. Strangers may read these, so it has no details. */
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
  /** Null if the change feed is off. */
  readonly feed: FeedState | null;
  readonly webhooks: WebhookState;
  /** The number of subscriptions. */
  readonly subscriptions: number;
}

/** Starts these parts. Without webhooks, they send no request before a client reads or subscribes. */
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
    // Only the leader calls the frontends. Otherwise each instance would.
    changes: {
      onChange: (listener) => changes.onChange((logged) => leadership.isOwn && listener(logged)),
    },
    typeOf: (name) => connection().site.resources.get(name)?.typeName ?? null,
    cacheTagsOf: (tags) => options.cacheTagsOf(tags, connection().site),
    onNote,
    now,
    after: afterTimeout,
  });
  const { awaited, idle } = waitedFor(targets, connection().site);
  const releases = [feed?.hold(awaited), feed?.hold(idle, 'idle')];
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
      // WordPress' plugin may report changes of types that the REST API does not have.
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
      for (const release of releases) release?.();
      webhooks.close();
      feed?.close();
    },
  };
}

/**
 * Returns the resources whose changes frontends wait for. Static pages ask the gateway nothing between two changes, so the feed
 * polls these as if clients read them. A frontend that names no resources waits for content, terms and menus; the others change
 * less often, and what they change is seldom a page of its own.
 */
function waitedFor(
  targets: readonly WebhookTarget[],
  { resources }: Pick<Site, 'resources'>,
): { readonly awaited: readonly string[]; readonly idle: readonly string[] } {
  const awaited = targets.flatMap((target) => {
    if (target.resources) return target.resources;
    const shown = [...resources.values()].filter(
      ({ kind, traits }) => kind === 'term' || (kind === 'content' && !traits.has('files')),
    );
    return [...shown.map(({ name }) => name), menus];
  });
  const isOpen = targets.some((target) => target.resources === undefined);
  return { awaited, idle: isOpen ? [...resources.keys(), settings] : [] };
}
