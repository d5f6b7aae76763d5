import { randomUUID } from 'node:crypto';
import { createChangeLog } from '../change-log.ts';
import type { Change, Changes, LoggedChanges } from '../changes.ts';
import type { Drops } from '../drops.ts';
import { tagsOf } from '../tags.ts';
import type { Redis } from './redis.ts';
import type { Stream, StreamEntry } from './stream.ts';

/** Options of {@link createSharedChanges}. */
export interface SharedChangesOptions {
  readonly redis: Redis;
  readonly stream: Stream;
  /** What changes have made old. */
  readonly drops: Drops;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds that the publisher waits until its own changes come back. */
const longestReturn = 500;

/** Changes to publish once Redis is back. */
const mostPending = 1000;

/**
 * Returns changes that all instances share. Their sequences are places in a stream of Redis, so they are the same at all
 * instances. While Redis is gone, changes reach only the listeners of this instance; the others learn of them afterwards.
 */
export function createSharedChanges(options: SharedChangesOptions): Changes {
  const { redis, stream, drops, now, onError } = options;
  const log = createChangeLog({ onError });
  log.begin(sequenceAt(now()));
  /** Own changes that have not come back from Redis. */
  const returning = new Map<string, () => void>();
  /** Own changes that listeners know, and that may be missing in Redis. */
  const pending = new Map<string, readonly Change[]>();
  let isRecalled = false;

  const note = (logged: LoggedChanges) => drops.drop(logged.changes.flatMap(tagsOf), logged.at);
  const addHere = (changes: readonly Change[]) =>
    log.add({ sequence: Math.max(log.last + 1, sequenceAt(now())), at: now(), changes });

  stream.onBegin(({ at, sequence, isGap }) => {
    if (!isGap) return;
    // It is unknown what changed before the first entry of the stream.
    drops.dropBefore(at);
    log.begin(sequence);
  });
  stream.onEntry(({ sequence, at, fields, isHistory }: StreamEntry) => {
    const changes = changesIn(fields['changes']);
    if (changes === null) return;
    const logged = { sequence, at, changes };
    note(logged);
    const id = fields['id'] ?? '';
    if (pending.delete(id)) return;
    // Nobody has listened when it happened.
    if (isHistory) log.recall(logged);
    else log.add(logged);
    returning.get(id)?.();
  });
  // What Redis has got comes back in the stream, and is pending no more.
  const sendPending = () => {
    if (stream.isLive) for (const [id, changes] of pending) void send(id, changes);
  };
  stream.onLive(() => {
    isRecalled = true;
    sendPending();
  });
  redis.onUp(sendPending);

  const send = (id: string, changes: readonly Change[]) =>
    redis.run(stream.addition({ id, changes: JSON.stringify(changes) }));
  const postpone = (id: string, changes: readonly Change[]) => {
    pending.set(id, changes);
    if (pending.size <= mostPending) return;
    const all = [...new Set([...pending.values()].flat().map(({ resource }) => resource))];
    pending.clear();
    pending.set(
      randomUUID(),
      all.map((resource) => ({ kind: 'changed', resource, id: null, uris: [] })),
    );
  };
  return {
    async publish(changes) {
      if (changes.length === 0) return;
      const id = randomUUID();
      drops.drop(changes.flatMap(tagsOf));
      const isKnown = isRecalled && stream.isLive && (await comesBack(id, changes));
      if (isKnown) return;
      postpone(id, changes);
      addHere(changes);
    },
    onChange: log.onChange,
    get oldest() {
      return log.oldest;
    },
    since: log.since,
  };

  /** Sends changes, and resolves to whether the listeners have got them from the stream in time. */
  async function comesBack(id: string, changes: readonly Change[]): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const returned = new Promise<boolean>((resolve) => {
      returning.set(id, () => resolve(true));
      timer = setTimeout(resolve, longestReturn, false);
    });
    try {
      return (await send(id, changes)) !== null && (await returned);
    } finally {
      clearTimeout(timer);
      returning.delete(id);
    }
  }
}

/** Returns a sequence for a time: streams count the entries of each millisecond. */
function sequenceAt(ms: number): number {
  return Math.floor(ms) * 1000;
}

function changesIn(text: string | undefined): readonly Change[] | null {
  if (text === undefined) return null;
  try {
    // Instances of this version have written it, since the key has the version.
    return JSON.parse(text) as readonly Change[];
  } catch {
    return null;
  }
}
