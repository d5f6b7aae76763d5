import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { configFileNames } from '../config/file.ts';
import { onRead, readPaths } from '../values/read-files.ts';

/** What to watch. */
export interface Watched {
  /** The folder of the config file and `.env`. */
  readonly folder: string;
  /** Paths of more files. */
  readonly files: readonly string[];
}

/** Milliseconds without a change before the call. Editors write a file in several steps. */
const quietTime = 100;

/**
 * Calls a function when a config file, `.env`, a file that was read for the configuration (such as an integration, and what it
 * imports), or another watched file changes, appears or goes away.
 *
 * @returns a function that ends the watch
 * @throws Error of Node if the system has no more watches
 */
export function watchFiles({ folder, files }: Watched, onChange: (name: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const named = [...configFileNames, '.env', ...files].map((file) => resolve(folder, file));
  let paths: ReadonlySet<string> = new Set();
  const watchers = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();
  const changed = (path: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => onChange(basename(path)), quietTime);
  };
  const watchFolder = (place: string) =>
    watch(place, (event, name) => {
      // A folder may go away and come back, as with `git checkout`. No event tells what changed meanwhile.
      const added = event === 'rename' ? updateIfPossible() : [];
      const path = name === null ? null : resolve(place, name);
      const isWatched = path !== null && (paths.has(path) || paths.has(join(place, `*${extname(path)}`)));
      const affected = isWatched ? path : [...paths].find((each) => isIn(each, added));
      if (affected !== undefined) changed(affected);
    }).on('error', () => updateIfPossible()); // Windows reports a removed folder so.
  // Editors replace files, and a watch of a replaced file sees nothing more. A watch of its folder does. Returns the folders that
  // were not watched before.
  function update(): readonly string[] {
    paths = new Set([...named, ...readPaths()]);
    const places = new Set([...paths].map((path) => existingFolder(dirname(path))));
    for (const [place, { watcher, identity }] of watchers) {
      if (places.has(place) && identityOf(place) === identity) continue;
      watcher.close();
      watchers.delete(place);
    }
    const added = [...places].filter((place) => !watchers.has(place));
    for (const place of added)
      watchers.set(place, { watcher: watchFolder(place), identity: identityOf(place) });
    return added;
  }
  // Without more watches, the gateway still goes on.
  function updateIfPossible(): readonly string[] {
    try {
      return update();
    } catch {
      return [];
    }
  }
  update();
  const endUpdates = onRead(updateIfPossible);
  return () => {
    endUpdates();
    clearTimeout(timer);
    for (const { watcher } of watchers.values()) watcher.close();
  };
}

const isIn = (path: string, folders: readonly string[]) => folders.includes(dirname(path));

/** Returns the folder, or the nearest one above it that exists. */
function existingFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existingFolder(dirname(folder));
}

/** Returns what tells a folder from one that takes its place later, perhaps with the same inode. */
function identityOf(folder: string): string {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.birthtimeMs}` : '';
}
