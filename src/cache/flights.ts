import { createEnding, type Ending } from '../wordpress/ending.ts';
import { WordPressError } from '../wordpress/errors.ts';

/** Reads that are under way, and those who wait for them. */
export interface Flights {
  /**
   * Waits for a read that is under way, or starts it. A read goes on until the last one who waits has left.
   *
   * @param ending - when the caller stops waiting; the promise then rejects with its reason
   * @param start - starts the read, which has to stop with the ending that it gets
   */
  share<T>(key: string, ending: Ending | null, start: (ending: Ending) => Promise<T>): Promise<T>;
}

interface Flight {
  readonly result: Promise<unknown>;
  readonly ending: ReturnType<typeof createEnding>;
  waiting: number;
}

/** Returns a register of reads. Equal reads of all clients at the same time become one. */
export function createFlights(): Flights {
  const flights = new Map<string, Flight>();
  const begin = <T>(key: string, start: (ending: Ending) => Promise<T>): Flight => {
    const ending = createEnding();
    const result = start(ending).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    // Whoever waits gets the error. If all have left, nobody wants it.
    result.catch(() => undefined);
    const flight: Flight = { result, ending, waiting: 0 };
    flights.set(key, flight);
    return flight;
  };
  const share: Flights['share'] = async (key, ending, start) => {
    const known = flights.get(key);
    const flight = known ?? begin(key, start);
    flight.waiting++;
    const leave = () => {
      if (--flight.waiting > 0) return;
      if (flights.get(key) === flight) flights.delete(key);
      flight.ending.end(new Error('Nobody waits for this read any more'));
    };
    try {
      return (await untilEnd(flight.result, ending)) as Awaited<ReturnType<typeof start>>;
    } catch (error) {
      // Whoever started the read had no budget left. The others have budgets of their own.
      const isOthers = known !== undefined && error instanceof WordPressError && error.kind === 'over-budget';
      if (!isOthers) throw error;
      return share(key, ending, start);
    } finally {
      leave();
    }
  };
  return { share };
}

/** Waits for a result, or rejects with the reason of the ending if that comes first. */
export function untilEnd<T>(result: Promise<T>, ending: Ending | null): Promise<T> {
  if (ending === null) return result;
  return new Promise((resolve, reject) => {
    const release = ending.onEnd(() => reject(ending.reason));
    result.then(resolve, reject).finally(() => release());
  });
}
