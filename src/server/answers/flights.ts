/** Work that runs once for all who ask for it at the same time. */
export interface Flights<Result> {
  /**
   * Takes part in the work of a key. Begins it if nobody does it.
   *
   * @param leaving - aborts if this caller leaves; the work ends only when all have left
   * @returns the result, and whether this caller began the work. `apart` if each caller has to do the work alone
   * @throws the reason of `leaving` if it aborts
   */
  join(key: string, leaving: AbortSignal, work: Work<Result>): Promise<Joined<Result>>;
}

/**
 * @param signal - aborts if nobody waits for the result any more
 * @param part - tells that callers cannot share the result, so that those who wait go on alone
 */
export type Work<Result> = (signal: AbortSignal, part: () => void) => Promise<Result>;

/** What a caller gets. */
export type Joined<Result> =
  | {
      readonly result: Result;
      readonly isFirst: boolean;
      /** Aborts the signal of the work, which may go on after its result: a stream. */
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

/** Returns flights without any work. */
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
    // If all have left, nobody is there to get the error.
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

/** Returns the result of a promise. Throws the reason of the signal if that aborts before. */
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
