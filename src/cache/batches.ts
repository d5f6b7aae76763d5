import type { Ending } from '../wordpress/ending.ts';
import { covers, type Paths, union } from '../wordpress/paths.ts';
import { createFlights } from './flights.ts';

/** Documents that somebody wants to read by id. */
export interface Wanted<T> {
  /** Wishes of one lane go together: those for the same resource, as the same audience sees it. */
  readonly lane: string;
  readonly ids: readonly number[];
  /** The largest number of documents that WordPress gives for one request. */
  readonly most: number;
  readonly paths: Paths;
  /** When the caller stops waiting. Null if it waits to the end. */
  readonly ending: Ending | null;
  /** Reads the documents of a batch with one request. */
  readonly read: (ids: readonly number[], paths: Paths, ending: Ending) => Promise<T>;
}

/** Requests for documents by id, of all clients. */
export interface Batches {
  /** Returns the answers of all requests that together have the wanted documents. */
  load<T>(wanted: Wanted<T>): Promise<readonly T[]>;
}

interface Batch {
  readonly key: string;
  readonly ids: Set<number>;
  readonly wishes: Set<Paths>;
  /** The union of the wishes, once the request is sent. Null before. */
  paths: Paths | null;
}

interface Lane {
  readonly sent: Set<Batch>;
  /** The batch that still takes ids. */
  open: Batch | null;
  /** Let the batches go that wait for an earlier one. */
  readonly held: Set<() => void>;
}

/** Milliseconds after which a batch goes although an earlier one is under way, so that a hanging request holds nobody for long. */
const longestHold = 250;

/**
 * Returns batches. While one request for a resource is under way, the ids that all clients want collect for the next one: so
 * many clients at once take few requests. Nobody waits if none is under way.
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

/** Waits until an earlier request of the lane has ended. */
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
