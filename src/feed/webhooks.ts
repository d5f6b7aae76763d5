import { type Change, type Changes, changeOfAll } from '../cache/changes.ts';
import { addressTag, tagsOf } from '../cache/tags.ts';
import { isRecord } from '../values/json.ts';
import { signatureHeader, signatureOf, timestampHeader } from './signature.ts';

/**
 * A frontend to which the gateway sends changes.
 *
 * @example
 * const target: WebhookTarget = { url: 'https://shop.example/api/revalidate', secret: 'at least sixteen characters' };
 */
export interface WebhookTarget {
  /** The address that the gateway calls. */
  readonly url: string;
  /** The secret with which the gateway signs the calls: at least 16 characters. The frontend checks signatures with it. */
  readonly secret: string;
  /** WordPress' names of the resources whose changes it gets: `post`, `category`. @default all */
  readonly resources?: readonly string[] | undefined;
}

/**
 * Returns whether a value is a list of targets.
 *
 * @throws TypeError that names the wrong part
 */
export function areWebhookTargets(value: unknown): value is readonly WebhookTarget[] {
  if (!Array.isArray(value))
    throw new TypeError('`webhooks` must be a list of objects with `url` and `secret`.');
  for (const [index, target] of value.entries()) {
    const at = `webhooks[${index}]`;
    if (!isRecord(target)) throw new TypeError(`\`${at}\` must be an object with \`url\` and \`secret\`.`);
    const { url, secret, resources } = target;
    if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new TypeError(`\`${at}.url\` must be an address that begins with http:// or https://.`);
    if (typeof secret !== 'string' || secret.length < 16)
      throw new TypeError(`\`${at}.secret\` must be a text of at least 16 characters.`);
    if (
      resources !== undefined &&
      !(Array.isArray(resources) && resources.every((name) => typeof name === 'string'))
    )
      throw new TypeError(`\`${at}.resources\` must be a list of names, such as ["post", "category"].`);
  }
  return true;
}

/**
 * Changes that the gateway could not deliver.
 *
 * @example
 * const lineOf = ({ target, reason, changes }: DeadLetter) => `${target}: ${reason} (${changes.length} changes)`;
 */
export interface DeadLetter {
  /** Origin and path of the frontend. */
  readonly target: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly changes: readonly Change[];
  /** Why the last try failed. */
  readonly reason: string;
}

/** Sends changes to frontends. */
export interface Webhooks {
  readonly state: WebhookState;
  close(): void;
}

/**
 * The state of the calls, for metrics and health checks.
 *
 * @example
 * const isHealthy = ({ dead }: WebhookState) => dead.length === 0;
 */
export interface WebhookState {
  /** Calls that frontends accepted. */
  readonly delivered: number;
  /** Failed calls that the gateway has repeated, or will repeat. */
  readonly retried: number;
  /** Changes that wait for the next call. */
  readonly waiting: number;
  /** The last changes that the gateway could not deliver, up to a hundred. */
  readonly dead: readonly DeadLetter[];
}

/** Options of {@link createWebhooks}. */
export interface WebhookOptions {
  readonly targets: readonly WebhookTarget[];
  readonly changes: Pick<Changes, 'onChange'>;
  /** Returns the GraphQL type of a resource. Null if it has none. */
  readonly typeOf: (resource: string) => string | null;
  /** Returns the HTTP cache tags of answers that depend on these tags of the cache. */
  readonly cacheTagsOf: (tags: readonly string[]) => readonly string[];
  /** Called with one line for the operator when the gateway cannot deliver changes. */
  readonly onNote: (line: string) => void;
  /** @default Node's fetch */
  readonly send?: typeof fetch;
  readonly now?: (() => number) | undefined;
  /** Calls a function after `ms` milliseconds. Returns a function that cancels this. */
  readonly after: (ms: number, call: () => void) => () => void;
}

const limits = {
  /** Milliseconds for which changes are collected for one call. */
  debounce: 1000,
  /** Milliseconds that a call may take. */
  timeout: 10_000,
  tries: 5,
  /** Milliseconds before the second try. Each further pause is four times as long. */
  pause: 1000,
  /** If so many changes wait for a frontend, further ones become one unknown change for each resource. */
  mostWaiting: 1000,
  /** The largest number of dead letters in memory. */
  mostDead: 100,
};

/** Starts to send each change to the frontends that want it. */
export function createWebhooks(options: WebhookOptions): Webhooks {
  const { targets, changes, onNote, send = fetch, now = Date.now, after } = options;
  const dead: DeadLetter[] = [];
  const counts = { delivered: 0, retried: 0 };
  let isClosed = false;
  const queues = targets.map((target) => {
    const waiting = new Map<string, Change>();
    let isBusy = false;

    const gather = () => {
      if (isBusy || waiting.size === 0 || isClosed) return;
      isBusy = true;
      after(limits.debounce, () => void flush());
    };

    async function flush(): Promise<void> {
      const batch = [...waiting.values()];
      waiting.clear();
      await deliver(batch, 1);
    }

    async function deliver(batch: readonly Change[], tries: number): Promise<void> {
      if (isClosed) return;
      const reason = await call(target, batch);
      if (reason !== null && tries < limits.tries) {
        counts.retried++;
        after(limits.pause * 4 ** (tries - 1), () => void deliver(batch, tries + 1));
        return;
      }
      if (reason === null) counts.delivered++;
      else bury(batch, reason);
      isBusy = false;
      gather();
    }

    function bury(batch: readonly Change[], reason: string): void {
      const { origin, pathname } = new URL(target.url);
      dead.push({ target: origin + pathname, at: now(), changes: batch, reason });
      if (dead.length > limits.mostDead) dead.shift();
      onNote(`${origin}${pathname} did not take ${batch.length} changes in ${limits.tries} tries: ${reason}`);
    }

    return {
      waiting,
      add(change: Change) {
        const { resource, id } = change;
        if (target.resources && !target.resources.includes(resource)) return;
        const isFull = waiting.size >= limits.mostWaiting;
        merge(waiting, isFull ? changeOfAll(resource) : { ...change, id });
        gather();
      },
    };
  });

  /** Calls a frontend. Returns why the call failed, or null if the frontend accepted it. Never rejects. */
  async function call({ url, secret }: WebhookTarget, batch: readonly Change[]): Promise<string | null> {
    const body = JSON.stringify(messageOf(batch, options));
    const timestamp = String(Math.floor(now() / 1000));
    try {
      const response = await send(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(limits.timeout),
        headers: {
          'content-type': 'application/json',
          [timestampHeader]: timestamp,
          [signatureHeader]: signatureOf(secret, timestamp, body),
        },
      });
      await response.body?.cancel();
      return response.ok ? null : `it answered ${response.status}`;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return cause instanceof Error ? cause.message : String(cause);
    }
  }

  const stop = changes.onChange(({ changes: found }) => {
    for (const queue of queues) for (const change of found) queue.add(change);
  });
  return {
    get state() {
      return {
        ...counts,
        waiting: queues.reduce((sum, { waiting }) => sum + waiting.size, 0),
        dead: [...dead],
      };
    },
    close() {
      isClosed = true;
      stop();
    },
  };
}

/** Adds a change to the waiting ones. Several changes of one document become one, with all paths. */
function merge(waiting: Map<string, Change>, change: Change): void {
  const key = `${change.resource}:${change.id}`;
  const last = waiting.get(key);
  const uris = [...new Set([...(last?.uris ?? []), ...change.uris])];
  const kind = last?.kind === 'published' && change.kind === 'changed' ? 'published' : change.kind;
  waiting.set(key, { ...change, kind, uris });
}

/** Returns the body of a call. */
function messageOf(batch: readonly Change[], { typeOf, cacheTagsOf }: WebhookOptions): object {
  // Frontends do not know this tag: it is about the gateway's own lookups of addresses.
  const tags = batch.flatMap(tagsOf).filter((tag) => tag !== addressTag);
  return {
    changes: batch.map(({ kind, resource, id, uris }) => ({
      kind,
      type: typeOf(resource),
      resource,
      id,
      uris,
    })),
    uris: [...new Set(batch.flatMap(({ uris }) => uris))],
    tags: [...new Set([...tags, ...cacheTagsOf(tags)])],
  };
}
