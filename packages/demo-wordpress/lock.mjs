import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between looks at a lock that another process holds. */
const interval = 200;

/** Milliseconds after which a lock whose process hasn't written its id is nobody's. */
const nameless = 10_000;

/** Milliseconds after which a lock counts for nothing whoever has its process id: ids are used again. */
const oldest = 30 * 60_000;

/**
 * Runs `work` while no other process does under the same name; the others wait. A lock whose process is
 * gone counts for nothing.
 *
 * @template T
 * @param {string} path of the lock, a folder
 * @param {{ work: () => Promise<T>, onWait: () => void }} steps `onWait` is called once, if others are at it
 * @returns {Promise<T>}
 */
export async function locked(path, { work, onWait }) {
  mkdirSync(dirname(path), { recursive: true });
  for (let looks = 0; !take(path); looks += 1) {
    if (looks === 0) onWait();
    await pause(interval);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function take(path) {
  try {
    mkdirSync(path);
    writeFileSync(join(path, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(path)) remove(path);
    return false;
  }
}

function isAbandoned(path) {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  const age = Date.now() - made;
  const holder = holderOf(path);
  return holder === null ? age > nameless : age > oldest || !isRunning(holder);
}

/** The id of the process that took the lock; null where it isn't written yet. */
function holderOf(path) {
  try {
    return Number(readFileSync(join(path, 'pid'), 'utf8')) || null;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

/** Moves the lock away before it is removed: of several processes that find it abandoned, one can. */
function remove(path) {
  const away = `${path}.${randomUUID()}`;
  try {
    renameSync(path, away);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  rmSync(away, { recursive: true, force: true });
}
