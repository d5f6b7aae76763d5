import type { Ending } from '../wordpress/ending.ts';
import { covers, type Paths, union } from '../wordpress/paths.ts';
import { createFlights } from './flights.ts';

/** A caller's need for documents by id. */
export interface Wanted<T> {
  /** The gateway reads documents of one lane together: those of one resource, as one audience sees it. */
  readonly lane: string;
  readonly ids: readonly number[];
  /** The largest number of documents that WordPress sends in one answer. */
  readonly most: number;
  readonly paths: Paths;
  /** Ends the wait of the caller. Null if the caller waits until the answer comes. */
  readonly ending: Ending | null;
  /** Reads the documents of a batch with one request. */
  readonly read: (ids: readonly number[], paths: Paths, ending: Ending) => Promise<T>;
}

/** Collects the ids that all clients want, and reads them in batches. */
export interface Batches {
  /** Returns the answers of the batches that contain the wanted documents. */
  load<T>(wanted: Wanted<T>): Promise<readonly T[]>;
}

interface Batch {
  readonly key: string;
  readonly ids: Set<number>;
  /** The paths that each caller wants. */
  readonly wishes: Set<Paths>;
  /** The union of the wishes after the request is sent. Null before. */
  paths: Paths | null;
}

interface Lane {
  /** Batches in flight. */
  readonly sent: Set<Batch>;
  /** The batch that still accepts ids. Null if there is no such batch. */
  open: Batch | null;
  /** Functions that send the waiting batches. */
  readonly held: Set<() => void>;
}

/** Milliseconds after which the gateway sends a waiting batch, so that a request that hangs delays it no longer. */
const longestHold = 250;

/**
 * Returns batches without ids. While a request of a lane is in flight, the ids that clients want collect for the next one, so
 * that many clients at once cause few requests. If no request is in flight, a batch is sent at once.
 */
export function createBatches(): Batches {
  const lanes = new Map<string, Lane>();
  const flights = createFlights();
  let batches = 0;

  const laneOf = (name: string): Lane => {
    const known = lanes.get(name);
    if (known) return known;
    const lane: Lane = { sent: new Set(), open: null, held: new Set() };
    lanes.set(name, lane);
    return lane;
  };
  const openBatch = (lane: Lane, ids: readonly number[], most: number): Batch => {
    const { open } = lane;
    if (open && new Set([...open.ids, ...ids]).size <= most) return open;
    const batch: Batch = { key: `batch ${batches++}`, ids: new Set(), wishes: new Set(), paths: null };
    lane.open = batch;
    return batch;
  };
  const send = async <T>(batch: Batch, { lane: name, read }: Wanted<T>, ending: Ending): Promise<T> => {
    const lane = laneOf(name);
    try {
      if (lane.sent.size > 0) await held(lane, ending);
      if (lane.open === batch) lane.open = null;
      const paths = union(...batch.wishes);
      batch.paths = paths;
      lane.sent.add(batch);
      return await read([...batch.ids], paths, ending);
    } finally {
      if (lane.open === batch) lane.open = null;
      lane.sent.delete(batch);
      for (const go of lane.held) go();
      if (lane.sent.size === 0 && lane.open === null) lanes.delete(name);
    }
  };
  return {
    load<T>(wanted: Wanted<T>) {
      const { ids, most, paths, ending } = wanted;
      const lane = laneOf(wanted.lane);
      const join = (batch: Batch) =>
        flights.share(batch.key, ending, (end) => send(batch, wanted, end)) as Promise<T>;
      const waits: Promise<T>[] = [];
      let left = [...new Set(ids)];
      for (const batch of lane.sent) {
        const isIn = (id: number) => batch.ids.has(id);
        if (batch.paths === null || !covers(batch.paths, paths) || !left.some(isIn)) continue;
        waits.push(join(batch));
        left = left.filter((id) => !isIn(id));
      }
      for (let from = 0; from < left.length; from += most) {
        const part = left.slice(from, from + most);
        const batch = openBatch(lane, part, most);
        for (const id of part) batch.ids.add(id);
        batch.wishes.add(paths);
        waits.push(join(batch));
      }
      return Promise.all(waits);
    },
  };
}

/** Waits until an earlier request of the lane has ended, but not longer than {@link longestHold}. */
function held(lane: Lane, ending: Ending): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(go, longestHold);
    const release = ending.onEnd(() => {
      stop();
      reject(ending.reason);
    });
    function stop() {
      clearTimeout(timer);
      lane.held.delete(go);
    }
    function go() {
      stop();
      release();
      resolve();
    }
    lane.held.add(go);
  });
}
