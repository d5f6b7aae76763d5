/** Work in flight, whose result all callers with the same key share. Compare `src/cache/flights.ts`, whose results are data. */
export interface Flights<Result> {
  /**
   * Joins the work of a key that is in flight, or starts it.
   *
   * @param leaving - aborts if this caller leaves; the work is aborted only after all callers have left
   * @returns the result, and whether this caller started the work. `apart` if each caller has to do the work alone
   * @throws the reason of `leaving` if it aborts
   */
  join(key: string, leaving: AbortSignal, work: Work<Result>): Promise<Joined<Result>>;
}

/**
 * @param signal - aborts when no caller waits for the result any more
 * @param part - must be called if callers cannot share the result; the callers that joined then get `apart` at once
 */
export type Work<Result> = (signal: AbortSignal, part: () => void) => Promise<Result>;

/** The outcome for one caller. */
export type Joined<Result> =
  | {
      readonly result: Result;
      readonly isFirst: boolean;
      /** Aborts the signal of the work. A stream still uses it after the result. */
      readonly end: () => void;
    }
  | 'apart';

interface Flight<Result> {
  readonly result: Promise<Result>;
  readonly parted: Promise<'apart'>;
  waiting: number;
  isOver: boolean;
  /** Ends the work. */
  readonly end: () => void;
}

/** Returns flights without work. */
export function createFlights<Result>(): Flights<Result> {
  const flights = new Map<string, Flight<Result>>();

  function begin(key: string, work: Work<Result>): Flight<Result> {
    const nobody = new AbortController();
    let tellApart: (apart: 'apart') => void = () => undefined;
    const parted = new Promise<'apart'>((resolve) => {
      tellApart = resolve;
    });
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const flight: Flight<Result> = {
      result: Promise.resolve()
        .then(() =>
          work(nobody.signal, () => {
            land();
            tellApart('apart');
          }),
        )
        .finally(() => {
          flight.isOver = true;
          land();
        }),
      parted,
      waiting: 0,
      isOver: false,
      end: () => {
        land();
        nobody.abort();
      },
    };
    // After all callers have left, Node would report the error as unhandled.
    flight.result.catch(() => undefined);
    flights.set(key, flight);
    return flight;
  }

  return {
    async join(key, leaving, work) {
      const known = flights.get(key);
      const flight = known ?? begin(key, work);
      flight.waiting++;
      try {
        const ways = known ? [flight.result, flight.parted] : [flight.result];
        const result = await unlessAborted(Promise.race(ways), leaving);
        return result === 'apart' ? 'apart' : { result, isFirst: !known, end: flight.end };
      } finally {
        if (--flight.waiting === 0 && !flight.isOver) flight.end();
      }
    },
  };
}

/** Returns the result of a promise. Throws the reason of the signal if the signal aborts first. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
