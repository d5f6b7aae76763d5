import { type Command, type Link, openLink, type Reply } from './client.ts';

/** An entry of the stream. */
export interface StreamEntry {
  /** Its place, larger for later entries. */
  readonly sequence: number;
  /** When Redis got it, in milliseconds since 1970. */
  readonly at: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Whether it was there before this instance read the stream for the first time. */
  readonly isHistory: boolean;
}

/** Where the reader begins, after each connection. */
export interface Beginning {
  /** The first entry that Redis has. */
  readonly sequence: number;
  readonly at: number;
  /** Whether there may have been entries before that this instance has not read. */
  readonly isGap: boolean;
}

/** A stream in Redis that every instance reads from its beginning to its end, and then waits for more. */
export interface Stream {
  /** Whether this instance gets entries at once. */
  readonly isLive: boolean;
  /** Returns the command that adds an entry. */
  addition(fields: Readonly<Record<string, string>>): Command;
  onBegin(listener: (beginning: Beginning) => void): void;
  onEntry(listener: (entry: StreamEntry) => void): void;
  /** Calls back whenever this instance has caught up after a connection. */
  onLive(listener: () => void): void;
  /** Starts reading. */
  start(): void;
  /** Resolves as soon as this instance has caught up, or after some milliseconds. */
  whenLive(ms: number): Promise<void>;
  close(): void;
}

/** Options of {@link createStream}. */
export interface StreamOptions {
  readonly url: string;
  readonly key: string;
  /** Called for errors that the commands on the other connection do not show. */
  readonly onError: (error: unknown) => void;
}

/** Entries that Redis keeps. */
const mostEntries = 10_000;

/** Entries to read at once. */
const partSize = 500;

/** Milliseconds for which Redis holds a read that has nothing to answer, and for which it may be late. */
const blocking = { hold: 1000, late: 1000 };

/**
 * Returns a reader of a stream, with a connection of its own. It notices within two seconds that Redis is silent, opens
 * another connection, and reads what it missed before it is live again.
 */
export function createStream({ url, key, onError }: StreamOptions): Stream {
  const listeners = {
    begin: new Set<(beginning: Beginning) => void>(),
    entry: new Set<(entry: StreamEntry) => void>(),
    live: new Set<() => void>(),
  };
  let [isLive, isClosed, isHistory] = [false, false, true];
  /** The last entry that was read. */
  let last: string | null = null;
  let link: Link | null = null;

  /** Reads on one connection until it fails. */
  async function read(own: Link): Promise<void> {
    const send = (command: Command) => answered(own.send(command), blocking.hold + blocking.late);
    const firstOne: Command = ['XRANGE', key, '-', '+', 'COUNT', '1'];
    // Entries of Redis that are older than its stream may have changed since.
    if (entriesIn(await send(firstOne)).length === 0) await send(addition({ begin: '1' }));
    const [begin] = entriesIn(await send(firstOne));
    if (!begin) throw new Error('The stream is empty');
    const isGap = last === null || timesOf(last).sequence < timesOf(begin.id).sequence;
    if (isGap) last = null;
    for (const listener of listeners.begin) listener({ ...timesOf(begin.id), isGap });
    while (!isClosed && own === link) {
      const wait = isLive ? ['BLOCK', String(blocking.hold)] : [];
      const command = ['XREAD', 'COUNT', String(partSize), ...wait, 'STREAMS', key, last ?? '0'];
      const found = entriesIn(partOf(await send(command)));
      for (const { id, fields } of found) {
        last = id;
        const entry = { ...timesOf(id), fields, isHistory };
        for (const listener of listeners.entry) listener(entry);
      }
      if (isLive || found.length > 0) continue;
      [isLive, isHistory] = [true, false];
      for (const listener of listeners.live) listener();
    }
  }
  function connect(): void {
    const own = openLink(url, {
      onReady: () => {
        read(own).catch((error: unknown) => {
          if (own !== link || isClosed) return;
          isLive = false;
          onError(error);
          own.close();
          const timer = setTimeout(() => !isClosed && connect(), blocking.late / 4);
          timer.unref();
        });
      },
      // The connection for commands reports it.
      onFailure: () => {
        if (own === link) isLive = false;
      },
    });
    link = own;
  }
  const addition = (fields: Readonly<Record<string, string>>): Command => [
    ...['XADD', key, 'MAXLEN', '~', String(mostEntries), '*'],
    ...Object.entries(fields).flat(),
  ];
  return {
    get isLive() {
      return isLive;
    },
    addition,
    onBegin: (listener) => void listeners.begin.add(listener),
    onEntry: (listener) => void listeners.entry.add(listener),
    onLive: (listener) => void listeners.live.add(listener),
    start: connect,
    whenLive: (ms) =>
      new Promise((resolve) => {
        if (isLive) return resolve();
        const done = () => {
          clearTimeout(timer);
          listeners.live.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        listeners.live.add(done);
      }),
    close() {
      isClosed = true;
      isLive = false;
      link?.close();
    },
  };
}

/** Waits for an answer, but not longer than some milliseconds. */
function answered(reply: Promise<Reply>, ms: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Returns the entries of the only stream in an answer to `XREAD`. */
function partOf(reply: Reply): Reply {
  const stream = Array.isArray(reply) ? reply[0] : null;
  return Array.isArray(stream) ? stream[1] : null;
}

function entriesIn(reply: Reply): readonly { id: string; fields: Record<string, string> }[] {
  if (!Array.isArray(reply)) return [];
  return reply.map((entry) => {
    const [id, flat] = Array.isArray(entry) ? entry : [];
    const texts = Array.isArray(flat) ? flat.map(String) : [];
    const fields: Record<string, string> = {};
    for (let index = 0; index < texts.length; index += 2) fields[texts[index] ?? ''] = texts[index + 1] ?? '';
    return { id: String(id), fields };
  });
}

/** Returns the time in an id of a stream, and its place as a number: `1795924491822-3` is the fourth of its millisecond. */
function timesOf(id: string): { readonly at: number; readonly sequence: number } {
  const [at = 0, place = 0] = id.split('-').map(Number);
  return { at, sequence: at * 1000 + Math.min(place, 999) };
}
