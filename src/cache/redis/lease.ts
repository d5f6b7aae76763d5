import { randomUUID } from 'node:crypto';
import type { Redis } from './redis.ts';

/** A lease that one instance holds at a time. */
export interface Lease {
  /** Whether this instance holds it. If Redis is unavailable for longer than the lease lasts, every instance holds it. */
  readonly isOwn: boolean;
  /** Adds a listener, which is called whenever this instance gets the lease. */
  onTaken(listener: () => void): void;
  /** Starts to take or extend the lease regularly. Resolves after the first attempt. */
  start(): Promise<void>;
  /** Releases the lease, so that another instance can take it at once. */
  close(): Promise<void>;
}

/** Options of {@link createLease}. */
export interface LeaseOptions {
  readonly redis: Redis;
  readonly key: string;
  /** Milliseconds after which the lease expires. An instance tries to take or extend it three times in that time. */
  readonly lasts: number;
}

/** Takes or extends the lease. Returns 1 if this instance holds it. */
const take = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return 0`;
const giveBack = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`;

/** Returns a lease in Redis. The lease of a dead instance expires. */
export function createLease({ redis, key, lasts }: LeaseOptions): Lease {
  const token = randomUUID();
  const listeners = new Set<() => void>();
  let [isOwn, isClosed] = [false, false];
  let timer: NodeJS.Timeout | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;

  async function attempt(): Promise<void> {
    const askedAt = performance.now();
    const replies = await redis.run(['EVAL', take, '1', key, token, String(lasts)]);
    if (isClosed) return;
    const wasOwn = isOwn;
    if (replies !== null) {
      heardAt = askedAt;
      isOwn = replies[0] === 1;
    } else if (performance.now() - heardAt >= lasts) {
      // While Redis is unavailable, no other instance can report changes to this one.
      isOwn = true;
    }
    if (isOwn && !wasOwn) for (const listener of listeners) listener();
  }

  return {
    get isOwn() {
      return isOwn;
    },
    onTaken: (listener) => void listeners.add(listener),
    async start() {
      timer = setInterval(() => void attempt(), lasts / 3);
      timer.unref();
      await attempt();
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      if (isOwn) await redis.run(['EVAL', giveBack, '1', key, token]);
      isOwn = false;
    },
  };
}
