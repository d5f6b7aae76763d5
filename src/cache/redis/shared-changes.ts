import { randomUUID } from 'node:crypto';
import { parseJson } from '../../values/json.ts';
import { createChangeLog } from '../change-log.ts';
import { type Change, type Changes, changeOfAll, isChange, type LoggedChanges } from '../changes.ts';
import type { Drops } from '../drops.ts';
import { droppedTagsOf } from '../tags.ts';
import type { Redis } from './redis.ts';
import type { Stream, StreamEntry } from './stream.ts';

/** Options of {@link createSharedChanges}. */
export interface SharedChangesOptions {
  readonly redis: Redis;
  readonly stream: Stream;
  /** Invalidates the entries of this instance. */
  readonly drops: Drops;
  readonly now: () => number;
  /** Called if a listener of changes throws. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds for which `publish` waits until its own changes come back in the stream. */
const longestReturn = 500;

/** The largest number of publications that wait for Redis. */
const mostPending = 1000;

/**
 * Returns changes that all instances share through a stream in Redis. A change has the same sequence at all instances, because
 * it is the place in the stream. While Redis is unavailable, only the listeners of this instance get changes. The other
 * instances get them as soon as Redis is available again.
 */
export function createSharedChanges(options: SharedChangesOptions): Changes {
  const { redis, stream, drops, now, onError } = options;
  const log = createChangeLog({ onError });
  log.begin(sequenceAt(now()));
  /** Callbacks for own changes that have not yet come back in the stream, by id. */
  const returning = new Map<string, () => void>();
  /** Own changes that the listeners of this instance got without the stream, by id. Redis may lack them. */
  const pending = new Map<string, readonly Change[]>();
  let isRecalled = false;

  const note = (logged: LoggedChanges) => drops.drop(logged.changes.flatMap(droppedTagsOf), logged.at);
  const addHere = (changes: readonly Change[]) =>
    log.add({ sequence: Math.max(log.last + 1, sequenceAt(now())), at: now(), changes });

  stream.onBegin(({ at, sequence, isGap }) => {
    if (!isGap) return;
    // This instance has missed the changes before the first entry of the stream.
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
    // These changes happened before this instance started.
    if (isHistory) log.recall(logged);
    else log.add(logged);
    returning.get(id)?.();
  });
  // A change that Redis receives comes back in the stream, which removes it from `pending`.
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
    pending.set(randomUUID(), all.map(changeOfAll));
  };
  return {
    async publish(changes) {
      if (changes.length === 0) return;
      const id = randomUUID();
      drops.drop(changes.flatMap(droppedTagsOf));
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

  /** Sends changes to the stream. Returns whether they came back in time, so that the listeners have them. */
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

/** Returns the smallest sequence of a time: Redis numbers the entries of each millisecond. */
function sequenceAt(ms: number): number {
  return Math.floor(ms) * 1000;
}

function changesIn(text: string | undefined): readonly Change[] | null {
  const changes = text === undefined ? null : parseJson(text);
  return Array.isArray(changes) && changes.every(isChange) ? changes : null;
}
