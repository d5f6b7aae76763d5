import type { Change } from '../cache/changes.ts';
import { type FedCollection, fedCollection, type Head, headOf, mostIds, type Sweep } from './collection.ts';
import { isNewer, type Known, type Reading } from './known.ts';
import { createTally, type Tally } from './tally.ts';
import type { Look, Watch } from './watch.ts';

/** The state of a collection after the last poll. */
interface State extends Reading {
  readonly newest: Head['newest'];
  readonly ahead: Head['ahead'];
  readonly total: number | null;
  /** The time of the last sweep, in milliseconds since 1970. */
  readonly sweptAt: number;
  /** All ids of the collection. Null if the feed has not read them. */
  readonly ids: ReadonlySet<number> | null;
  /** Digests of documents whose date of change does not yet rule out a further change; see {@link unsettledOf}. */
  readonly unsettled: ReadonlyMap<number, string>;
}

/** Milliseconds between two sweeps. They find changes that do not change the date of a document. */
const sweepInterval = 60_000;

/** Milliseconds within which two changes of a document may get the same date. WordPress' dates have whole seconds. */
const tick = 2000;

/** The largest number of documents whose state the feed stores, unless it stores a whole collection. */
const mostKnown = 2000;

/** The largest number of unsettled documents. */
const mostUnsettled = 20;

/** Watches the collection of a resource: content, terms, users or comments. */
export function collectionWatch(name: string): Watch {
  let state: State | null = null;
  let gaps: readonly string[] = [];
  let isRecounted = false;
  return {
    async look(look) {
      isRecounted = false;
      const resource = look.site.resources.get(name);
      if (!resource) return [];
      const collection = fedCollection(resource, look);
      const found = state === null ? await begin(collection, look) : await compare(state, collection, look);
      isRecounted = state !== null && haveOtherCounts(state.documents, found.state.documents);
      state = found.state;
      gaps = gapsOf(collection, state);
      return found.changes;
    },
    usesInPaths: (segment) =>
      [...(state?.documents.values() ?? [])].some(({ uri }) => uri?.split('/').includes(segment)),
    isWhole: () => state?.reach === null,
    get isRecounted() {
      return isRecounted;
    },
    get gaps() {
      return gaps;
    },
  };
}

/** Whether the count of a document differs that both readings have. */
function haveOtherCounts(before: Reading['documents'], after: Reading['documents']): boolean {
  return [...after].some(([id, { count }]) => {
    const known = before.get(id);
    return known !== undefined && known.count !== count;
  });
}

interface Found {
  readonly state: State;
  readonly changes: readonly Change[];
}

/** Reads a collection for the first time. Reports the documents that changed after the first client read the collection. */
async function begin(collection: FedCollection, { now, sinceFirstRead }: Look): Promise<Found> {
  const sweep = await collection.sweep();
  const { at, ...head } = isCovered(collection, sweep)
    ? { ...sweep, ...newestOf(sweep, collection) }
    : await collection.head(0);
  const tally = createTally(collection.resource.name, { documents: sweep.documents, reach: sweep.reach });
  const isRecent = ({ stamp, rank }: Known) => {
    const time = stamp ?? (collection.resource.kind === 'comment' ? String(rank) : null);
    return at !== null && time !== null && at - timeOf(time) < sinceFirstRead + tick;
  };
  for (const [id, known] of sweep.documents) if (isRecent(known)) tally.add('changed', id);
  const unsettled = await unsettledOf(collection, tally, at);
  const { newest, ahead, total } = head;
  return {
    changes: tally.changes,
    state: {
      documents: tally.documents,
      reach: tally.reach,
      newest,
      ahead,
      total,
      sweptAt: now,
      ids: null,
      unsettled,
    },
  };
}

/** Whether a sweep also contains the document that changed last. */
function isCovered({ hasModified }: FedCollection, { reach }: Reading): boolean {
  return reach === null || !hasModified;
}

async function compare(before: State, collection: FedCollection, { now, isThorough }: Look): Promise<Found> {
  const { resource, wholeUpTo } = collection;
  const tally = createTally(resource.name, before);
  for (const id of await changedAgain(before, collection)) tally.add('changed', id);
  let { sweptAt, ids } = before;
  const sweep = async () => {
    const reading = await collection.sweep();
    tally.compare(reading);
    sweptAt = now;
    return { ...reading, ...newestOf(reading, collection) };
  };
  const isSmall = before.total !== null && before.total <= wholeUpTo;
  const isDue = isSmall || isThorough || now - before.sweptAt >= sweepInterval;
  // A sweep of a whole collection contains the newest document, so it needs no request of its own.
  const isSwept = isDue && before.reach === null;
  const head = isSwept ? await sweep() : await collection.head(before.ahead.length);
  if (!isSwept) {
    // Another document may have changed in the same second as the newest one, and the head shows only one of them.
    const isSame = before.unsettled.size === 0 && isSameHead(before, head, collection);
    if (!isSame && before.reach !== null) await addChangedSince(before, collection, tally);
    const isOpen =
      !isSame && (before.reach === null || !collection.hasModifiedAfter || !explains(tally, before, head));
    if (isDue || isOpen) await sweep();
    if (!isSame && !explains(tally, before, head)) ids = await addByIds(ids, collection, { head, tally });
  }
  if (hasMovedPages(before, tally, resource.hierarchical)) tally.addUnknown();
  const unsettled = await unsettledOf(collection, tally, head.at);
  forget(tally);
  return {
    changes: tally.changes,
    state: {
      documents: tally.documents,
      reach: tally.reach,
      newest: head.newest,
      ahead: head.ahead,
      total: head.total,
      sweptAt,
      ids:
        ids &&
        new Set([...ids, ...tally.idsOf('published')].filter((id) => !tally.idsOf('removed').includes(id))),
      unsettled,
    },
  };
}

function isSameHead(before: State, { newest, ahead, total }: Head, { hasModified }: FedCollection): boolean {
  const isSame = hasModified ? before.newest?.stamp === newest?.stamp : before.newest?.id === newest?.id;
  return isSame && before.total === total && before.ahead.join() === ahead.join();
}

/** Whether the changes of a tally explain the new size of a collection. */
function explains(tally: Tally, before: State, { total }: Head): boolean {
  if (tally.reach === null || before.total === null || total === null) return true;
  return before.total + tally.growth === total;
}

/** Adds the documents that changed since the last poll to a tally. */
async function addChangedSince(before: State, collection: FedCollection, tally: Tally): Promise<void> {
  const stamp = before.newest?.stamp;
  if (!stamp || !collection.hasModifiedAfter) return;
  const changed = await collection.since(stamp);
  if (changed === null) return tally.addUnknown();
  const newestRank = [...before.documents.values()].reduce<Known['rank']>(
    (newest, { rank }) => (newest === '' || isNewer(rank, newest) ? rank : newest),
    '',
  );
  for (const [id, known] of changed) {
    const last = before.documents.get(id);
    const isSeen = last ? last.digest === known.digest : id === before.newest?.id && known.stamp === stamp;
    if (isSeen) continue;
    tally.add(!last && isNewer(known.rank, newestRank) ? 'published' : 'changed', id, known);
  }
}

/**
 * Reads all ids, adds the documents that came or went to a tally, and returns the ids. Adds an unknown change instead if the
 * collection is too large, or if the feed has not read the ids before.
 */
async function addByIds(
  before: ReadonlySet<number> | null,
  collection: FedCollection,
  { head, tally }: { head: Head; tally: Tally },
): Promise<ReadonlySet<number> | null> {
  if (head.total === null || head.total > mostIds) {
    tally.addUnknown();
    return null;
  }
  const ids = await collection.ids(head.total);
  if (before === null) tally.addUnknown();
  for (const id of before ?? []) if (!ids.has(id)) tally.add('removed', id);
  for (const id of before === null ? [] : ids) if (!before?.has(id)) tally.add('published', id);
  return ids;
}

/** Whether the path of a page has changed whose child pages the feed may not know. */
function hasMovedPages(before: State, tally: Tally, isHierarchical: boolean): boolean {
  if (!isHierarchical || tally.reach === null) return false;
  return tally.idsOf('changed').some((id) => before.documents.get(id)?.uri !== tally.documents.get(id)?.uri);
}

/**
 * Returns digests of the documents that changed in the second in which WordPress answered. A further change in that second
 * does not change their dates, so the next poll compares these digests.
 */
async function unsettledOf(
  { digests }: FedCollection,
  tally: Tally,
  at: number | null,
): Promise<ReadonlyMap<number, string>> {
  if (at === null) return new Map();
  const ids = tally.idsOf('published', 'changed').filter((id) => {
    const stamp = tally.documents.get(id)?.stamp;
    return stamp !== null && stamp !== undefined && at - timeOf(stamp) < tick;
  });
  return ids.length === 0 ? new Map() : digests(ids.slice(0, mostUnsettled));
}

/** Returns the ids of the unsettled documents that have changed again. */
async function changedAgain({ unsettled }: State, { digests }: FedCollection): Promise<readonly number[]> {
  if (unsettled.size === 0) return [];
  const now = await digests([...unsettled.keys()]);
  return [...now].flatMap(([id, digest]) => (unsettled.get(id) === digest ? [] : [id]));
}

/** Removes the documents that the feed has known for longest, down to {@link mostKnown}. */
function forget({ documents, reach }: Tally): void {
  if (reach === null) return;
  for (const id of documents.keys()) {
    if (documents.size <= mostKnown) break;
    documents.delete(id);
  }
}

/** Returns the head of a sweep. If documents have no date of change, the newest one is the first one. */
function newestOf({ documents, at }: Sweep, { hasModified }: FedCollection): Pick<Head, 'newest' | 'ahead'> {
  const all = [...documents].map(([id, { stamp }]) => ({ id, stamp: hasModified ? stamp : null }));
  return headOf(
    hasModified ? all.sort((one, other) => ((one.stamp ?? '') > (other.stamp ?? '') ? -1 : 1)) : all,
    at,
  );
}

function timeOf(stamp: string): number {
  return Date.parse(`${stamp}Z`);
}

function gapsOf({ hasModified, resource }: FedCollection, { total, reach }: State): readonly string[] {
  const { name, kind, route } = resource;
  return [
    ...(kind === 'content' && !hasModified ? [`${route} cannot be listed by date of change`] : []),
    ...(total === null ? [`${route} answers no X-WP-Total`] : []),
    ...(kind !== 'content' && kind !== 'comment' && reach !== null
      ? [`there are too many of ${name} to compare each`]
      : []),
  ];
}
