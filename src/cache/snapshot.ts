import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isRecord } from '../values/json.ts';
import { type AnswerMemory, isStoredAnswer, type StoredAnswer } from '../wordpress/remembering-upstream.ts';
import type { MemoryStore } from './memory-store.ts';
import { isEntry } from './store.ts';

/** The files with which a gateway can start while WordPress is down. */
export interface Snapshot {
  /** The answers of the last discovery. */
  readonly site: AnswerMemory;
  /** Reads the entries of the file into a store. Never rejects. */
  load(store: MemoryStore): Promise<void>;
  /** Writes the entries of a store and the answers of the discovery, if they have changed. Never rejects. */
  save(store: MemoryStore): Promise<void>;
}

/** The gateway writes so many characters at once. */
const partLength = 1024 * 1024;

/** The version of the format. The gateway ignores files of another version. */
const format = 1;

/**
 * Returns the snapshot of a site in a folder, and creates the folder if it is missing. Only the user of the process may read
 * the files. A damaged file counts as an empty one.
 *
 * @param folder - several sites may share it
 * @param url - the address of the site
 * @param onError - called if a file cannot be read or written
 */
export async function openSnapshot(
  folder: string,
  url: string,
  onError: (error: unknown) => void,
): Promise<Snapshot> {
  const name = createHash('sha256').update(`${format} ${url}`).digest('hex').slice(0, 16);
  const siteFile = join(folder, `${name}.site.json`);
  const entriesFile = join(folder, `${name}.entries.jsonl`);
  const site = new Map<string, StoredAnswer>();
  let isSiteSaved = true;
  let savedWrites = 0;
  const reporting = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!isMissingFile(error)) onError(error);
    }
  };
  await reporting(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const stored: unknown = JSON.parse(await readFile(siteFile, 'utf8'));
    if (isRecord(stored))
      for (const [key, answer] of Object.entries(stored)) if (isStoredAnswer(answer)) site.set(key, answer);
  });
  return {
    site: {
      recall: (request) => site.get(request),
      keep(request, answer) {
        site.set(request, answer);
        isSiteSaved = false;
      },
    },
    load: (store) =>
      reporting(async () => {
        const lines = createInterface({ input: createReadStream(entriesFile, 'utf8'), crlfDelay: Infinity });
        for await (const line of lines) {
          const pair: unknown = parsed(line);
          if (Array.isArray(pair) && typeof pair[0] === 'string' && isEntry(pair[1])) {
            store.write(new Map([[pair[0], pair[1]]]));
          }
        }
        savedWrites = store.writes;
      }),
    save: (store) =>
      reporting(async () => {
        if (!isSiteSaved) {
          await writeWhole(siteFile, [JSON.stringify(Object.fromEntries(site))]);
          isSiteSaved = true;
        }
        if (store.writes === savedWrites) return;
        savedWrites = store.writes;
        await writeWhole(entriesFile, linesOf(store));
      }),
  };
}

function* linesOf(store: MemoryStore): Iterable<string> {
  for (const entry of store.entries()) yield `${JSON.stringify(entry)}\n`;
}

/** Writes a file in parts, so that it does not block the event loop. Readers see the old file or the whole new one. */
async function writeWhole(file: string, texts: Iterable<string>): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    let part = '';
    for (const text of texts) {
      part += text;
      if (part.length < partLength) continue;
      await handle.write(part);
      part = '';
    }
    await handle.write(part);
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
