import { type Command, type Link, openLink, type Reply } from './client.ts';
import { pairsIn } from './pairs.ts';

/** An entry of the stream. */
export interface StreamEntry {
  /** Its place in the stream. Later entries have larger ones. */
  readonly sequence: number;
  /** When Redis received it, in milliseconds since 1970. */
  readonly at: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Whether it is older than the first connection of this instance. */
  readonly isHistory: boolean;
}

/** The first entry of the stream when a connection opens. */
export interface Beginning {
  readonly sequence: number;
  /** When Redis received it, in milliseconds since 1970. */
  readonly at: number;
  /** Whether Redis may have removed earlier entries that this instance has not read. */
  readonly isGap: boolean;
}

/** A stream in Redis. Every instance reads all entries, and then waits for new ones. */
export interface Stream {
  /** Whether this instance has read all entries, and receives new ones at once. */
  readonly isLive: boolean;
  /** Returns the command that adds an entry. */
  addition(fields: Readonly<Record<string, string>>): Command;
  /** Adds a listener for each opened connection, called before the entries of the connection. */
  onBegin(listener: (beginning: Beginning) => void): void;
  onEntry(listener: (entry: StreamEntry) => void): void;
  /** Adds a listener for each time at which this instance has read all entries of a new connection. */
  onLive(listener: () => void): void;
  /** Starts reading. */
  start(): void;
  /** Resolves when the stream is live, but at the latest after `ms` milliseconds. */
  whenLive(ms: number): Promise<void>;
  close(): void;
}

/** Options of {@link createStream}. */
export interface StreamOptions {
  readonly url: string;
  readonly key: string;
  /** Called if a read fails. The stream then reads over a new connection. */
  readonly onError: (error: unknown) => void;
}

/** The number of entries that Redis stores, approximately. */
const mostEntries = 10_000;

/** The largest number of entries of one read. */
const partSize = 500;

/** Milliseconds for which Redis waits for a new entry before it answers a read, and by which the answer may be late. */
const blocking = { hold: 1000, late: 1000 };

/**
 * Returns a reader of a stream, with a connection of its own. If Redis does not answer within two seconds, it opens another
 * connection, and reads the entries that it has missed before it is live again.
 */
export function createStream({ url, key, onError }: StreamOptions): Stream {
  const listeners = {
    begin: new Set<(beginning: Beginning) => void>(),
    entry: new Set<(entry: StreamEntry) => void>(),
    live: new Set<() => void>(),
  };
  let [isLive, isClosed, isHistory] = [false, false, true];
  /** The id of the last entry that was read. Null if entries may be missing before it. */
  let last: string | null = null;
  let link: Link | null = null;

  /** Reads on one connection until it fails. */
  async function read(own: Link): Promise<void> {
    const send = (command: Command) => answered(own.send(command), blocking.hold + blocking.late);
    const firstOne: Command = ['XRANGE', key, '-', '+', 'COUNT', '1'];
    // An instance that starts drops cache entries from before the first entry of the stream, so there has to be one.
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
      // The connection for commands reports the failure to the operator.
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

/** Waits for an answer. Rejects after `ms` milliseconds. */
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
    return { id: String(id), fields: Object.fromEntries(pairsIn(flat)) };
  });
}

/** Returns the time of a stream's id and its place as a number. `1795924491822-3` is the fourth entry of its millisecond. */
function timesOf(id: string): { readonly at: number; readonly sequence: number } {
  const [at = 0, place = 0] = id.split('-').map(Number);
  return { at, sequence: at * 1000 + Math.min(place, 999) };
}
