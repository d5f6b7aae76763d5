import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../values/json.ts';
import { type AnswerMemory, isStoredAnswer, type StoredAnswer } from '../wordpress/remembering-upstream.ts';
import type { Drops } from './drops.ts';
import type { MemoryStore } from './memory-store.ts';
import { readValues, writeValues } from './snapshot-file.ts';
import { storedEntry } from './stored-entry.ts';

/** The files with which a gateway can start while WordPress is down. */
export interface Snapshot {
  /** The answers of the last discovery. */
  readonly site: AnswerMemory;
  /** Writes the state and the answers of the discovery, if they have changed. Never rejects. */
  save(): Promise<void>;
}

/** The parts of a cache that a snapshot restores. */
export interface SavedState {
  readonly store: MemoryStore;
  /** The invalidations. Without them, a gateway that starts while WordPress is down would show removed documents again. */
  readonly drops: Drops;
}

/** Options of {@link openSnapshot}. */
export interface SnapshotOptions {
  /** Several sites may share the folder. The gateway creates it if it is missing. */
  readonly folder: string;
  /** The address of the site, without a password: the files contain it. */
  readonly url: string;
  /** Called with one line for the operator if a file cannot be used or written. */
  readonly onNote: (line: string) => void;
  /** Returns milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

/**
 * Opens the snapshot of a site, and restores the state of the last process. Only the user of the process may read the files. If
 * a file is damaged, or written by another version or for another site, the state stays empty.
 */
export async function openSnapshot(
  { folder, url, onNote, now = Date.now }: SnapshotOptions,
  { store, drops }: SavedState,
): Promise<Snapshot> {
  const name = join(folder, createHash('sha256').update(url).digest('hex').slice(0, 16));
  const [siteFile, entriesFile, dropsFile] = [
    `${name}.site.jsonl`,
    `${name}.entries.jsonl`,
    `${name}.drops.jsonl`,
  ];
  const site = new Map<string, StoredAnswer>();
  let isSiteSaved = true;
  /** Whether it was written or read without a failure. */
  const attempt = async (what: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (isMissingFile(error)) return true;
      onNote(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  const restored = (file: string, restore: () => Promise<void>) =>
    attempt(`The gateway does not use ${file}, and starts without its data`, restore);

  await attempt(`The gateway cannot create ${folder}`, () =>
    mkdir(folder, { recursive: true, mode: 0o700 }).then(() => undefined),
  );
  await restored(siteFile, async () => {
    for (const pair of await readValues(siteFile, url))
      if (Array.isArray(pair) && typeof pair[0] === 'string' && isStoredAnswer(pair[1]))
        site.set(pair[0], pair[1]);
  });
  await restored(entriesFile, async () => {
    const values = await readValues(entriesFile, url);
    // Entries must not be used without the later invalidations.
    const later = dropsIn(await readFile(dropsFile, 'utf8').catch(emptyIfMissing));
    for (const value of values) {
      if (isDrop(value)) restoreDrop(drops, value, now());
      else restoreEntry(store, value, now());
    }
    for (const drop of later) restoreDrop(drops, drop, now());
  });

  let saved = { writes: store.writes, version: drops.version };
  // Two writes at once would mix.
  let queue = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work);
    return queue;
  };
  drops.onDrop((tags, at) => {
    const line = `${JSON.stringify([at, tags])}\n`;
    void inTurn(async () => {
      await attempt(`The gateway cannot write ${dropsFile}`, () =>
        appendFile(dropsFile, line, { mode: 0o600 }),
      );
    });
  });

  async function saveAll(): Promise<void> {
    if (!isSiteSaved) {
      isSiteSaved = await attempt(`The gateway cannot write ${siteFile}`, () =>
        writeValues(siteFile, url, site),
      );
    }
    const { writes } = store;
    const { version } = drops;
    if (writes === saved.writes && version === saved.version) return;
    const isSaved = await attempt(`The gateway cannot write ${entriesFile}`, async () => {
      await writeValues(entriesFile, url, valuesOf({ store, drops }));
      await rm(dropsFile, { force: true });
    });
    if (isSaved) saved = { writes, version };
  }

  return {
    site: {
      recall: (request) => site.get(request),
      keep(request, answer) {
        site.set(request, answer);
        isSiteSaved = false;
      },
    },
    save: () => inTurn(saveAll),
  };
}

/** A time in milliseconds since 1970, and the tags that were dropped then. With null, all entries until then were. */
type Drop = readonly [at: number, tags: readonly string[] | null];

/** The largest number of tags in one line. */
const tagsInLine = 1000;

function* valuesOf({ store, drops }: SavedState): Iterable<unknown> {
  yield [drops.floor, null] satisfies Drop;
  let [last, tags]: [number, string[]] = [0, []];
  for (const [tag, at] of drops.dropped()) {
    if (at !== last || tags.length >= tagsInLine) {
      if (tags.length > 0) yield [last, tags] satisfies Drop;
      [last, tags] = [at, []];
    }
    tags.push(tag);
  }
  if (tags.length > 0) yield [last, tags] satisfies Drop;
  yield* store.entries();
}

/**
 * Returns the drops in a text. Its last line may be unfinished, because the process was killed.
 *
 * @throws Error if another line is damaged
 */
function dropsIn(text: string): readonly Drop[] {
  const lines = text.split('\n').slice(0, -1).map(parseJson);
  const drops = lines.filter(isDrop);
  if (drops.length < lines.length) throw new Error('the invalidations after it are damaged');
  return drops;
}

function restoreDrop(drops: Drops, [at, tags]: Drop, now: number): void {
  // If somebody has set the clock back, a later time would invalidate everything that the gateway reads until then.
  const past = Math.min(at, now);
  if (tags === null) drops.dropBefore(past);
  else drops.drop(tags, past);
}

function restoreEntry(store: MemoryStore, pair: unknown, now: number): void {
  const [key, value]: readonly unknown[] = Array.isArray(pair) ? pair : [];
  const entry = typeof key === 'string' && storedEntry(key, value, now);
  if (typeof key === 'string' && entry) store.write(new Map([[key, entry]]));
}

function isDrop(value: unknown): value is Drop {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'number' &&
    (value[1] === null || (Array.isArray(value[1]) && value[1].every((tag) => typeof tag === 'string')))
  );
}

function emptyIfMissing(error: unknown): string {
  if (isMissingFile(error)) return '';
  throw error;
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
