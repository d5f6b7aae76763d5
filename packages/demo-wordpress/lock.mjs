import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between looks at a lock that another process holds. */
const interval = 200;

/**
 * Runs `work` while no other process does under the same name; the others wait. A lock whose process is
 * gone counts for nothing.
 *
 * @template T
 * @param {string} path of the lock, a folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function locked(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) await pause(interval);
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
    if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    // No such process. A lock without its number yet is a moment old.
    return error.code === 'ESRCH';
  }
}
