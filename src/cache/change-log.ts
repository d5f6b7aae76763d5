import type { Changes, LoggedChanges } from './changes.ts';

/** A bounded log of changes, with listeners. */
export interface ChangeLog extends Pick<Changes, 'onChange' | 'oldest' | 'since'> {
  /** The largest sequence so far. */
  readonly last: number;
  /** Adds changes and calls all listeners. */
  add(logged: LoggedChanges): void;
  /** Adds changes of the past without calling the listeners. */
  recall(logged: LoggedChanges): void;
  /** Removes all entries. From then on, the log has every change after this sequence. */
  begin(sequence: number): void;
}

/** Options of {@link createChangeLog}. */
export interface ChangeLogOptions {
  /** Number of entries to keep. @default 1000 */
  readonly size?: number | undefined;
  /** Called if a listener throws. */
  readonly onError: (error: unknown) => void;
}

/** Returns an empty log. */
export function createChangeLog({ size = 1000, onError }: ChangeLogOptions): ChangeLog {
  const listeners = new Set<(logged: LoggedChanges) => void>();
  let entries: LoggedChanges[] = [];
  let [start, last] = [0, 0];
  const recall = (logged: LoggedChanges) => {
    entries.push(logged);
    last = Math.max(last, logged.sequence);
    if (entries.length > size) start = Math.max(start, entries.shift()?.sequence ?? 0);
  };
  return {
    get last() {
      return last;
    },
    recall,
    add(logged) {
      recall(logged);
      for (const listener of listeners) {
        try {
          listener(logged);
        } catch (error) {
          onError(error);
        }
      }
    },
    begin(sequence) {
      entries = [];
      start = sequence;
      last = Math.max(last, sequence);
    },
    onChange(listener) {
      const own = (logged: LoggedChanges) => listener(logged);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    get oldest() {
      return start;
    },
    since: (sequence) => (sequence >= start ? entries.filter((logged) => logged.sequence > sequence) : null),
  };
}

/** Options of {@link createChanges}. */
export interface ChangesOptions extends ChangeLogOptions {
  readonly now?: (() => number) | undefined;
}

/**
 * Returns an empty log of changes. Sequences begin at the current time in milliseconds, so they are larger than those of an
 * earlier process.
 */
export function createChanges({ now = Date.now, ...options }: ChangesOptions): Changes {
  const log = createChangeLog(options);
  log.begin(now());
  return {
    async publish(changes) {
      if (changes.length > 0) log.add({ sequence: Math.max(log.last + 1, now()), at: now(), changes });
    },
    onChange: log.onChange,
    get oldest() {
      return log.oldest;
    },
    since: log.since,
  };
}
