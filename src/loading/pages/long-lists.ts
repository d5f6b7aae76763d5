import { limits } from '../../values/limits.ts';
import { createRounds } from '../../values/rounds.ts';
import type { OperationScope } from '../../wordpress/operation.ts';

/** The parts of an operation that decide when it may read a long list. */
export type Reader = Pick<OperationScope, 'client' | 'ending' | 'onOver'>;

/** Lets few operations read long lists at once. */
export interface LongLists {
  /**
   * Resolves when an operation may read a list. If the list is long, the operation may then read others until it is over.
   *
   * @param reader - the operation, or the whole that it is a part of: its parts have one place together
   * @param documents - the most that the list has. An operation may read those of one request at any time
   * @throws the reason of the operation's ending if that comes first
   */
  enter(reader: Reader, documents: number): Promise<void>;
}

interface Waiting {
  readonly reader: Reader;
  readonly round: number;
  readonly go: () => void;
}

/**
 * Returns long lists that nobody reads. What an operation has read stays in memory until its answer is complete, and WordPress
 * answers two large operations at once anyway (`traffic/queue.ts`), so the others wait without their documents. Each client
 * has one such operation at a time, and they go on in rounds of one operation of each client. Nobody who reads waits for
 * those that wait here, so none of them waits forever.
 */
export function createLongLists(most: number = limits.maxLongReaders): LongLists {
  const entries = new WeakMap<Reader, Promise<void>>();
  const waiting: Waiting[] = [];
  const rounds = createRounds();
  /** The clients that read now. Operations without a client's address may belong to anybody. */
  const reading = new Set<string | Reader>();
  const readerOf = (reader: Reader) => reader.client ?? reader;

  const next = () => {
    while (reading.size < most) {
      const [first] = waiting
        .filter(({ reader }) => !reading.has(readerOf(reader)))
        .toSorted((one, other) => one.round - other.round);
      if (!first) return;
      rounds.begin(first.round);
      first.go();
    }
  };
  const enter = (reader: Reader) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => waiting.splice(waiting.indexOf(entry), 1);
      const entry: Waiting = {
        reader,
        round: rounds.join(reader.client ?? 'unknown client'),
        go() {
          leave();
          release();
          reading.add(readerOf(reader));
          reader.onOver(() => {
            reading.delete(readerOf(reader));
            next();
          });
          resolve();
        },
      };
      waiting.push(entry);
      const release = reader.ending.onEnd(() => {
        leave();
        reject(reader.ending.reason);
      });
      next();
    });
  return {
    async enter(reader, documents) {
      if (documents <= limits.maxShortList) return;
      const known = entries.get(reader) ?? enter(reader);
      entries.set(reader, known);
      await known;
    },
  };
}
