import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { configFileNames } from '../config/file.ts';
import { onOwnFiles, ownFiles } from './own-modules.ts';

/** What to watch. */
export interface Watched {
  /** The folder of the config file and `.env`. */
  readonly folder: string;
  /** Paths of more files. */
  readonly files: readonly string[];
}

/** Milliseconds in which changes count as one. Editors write a file in several steps. */
const together = 100;

/**
 * Calls a function when a config file, `.env`, an integration, a file that it imports, or another watched file changes, appears or
 * goes away.
 *
 * @returns a function that ends the watch
 */
export function watchFiles({ folder, files }: Watched, onChange: (name: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const named = [...configFileNames, '.env', ...files].map((file) => resolve(folder, file));
  let paths: ReadonlySet<string> = new Set();
  const watchers = new Map<string, FSWatcher>();
  const watchPlace = (place: string) =>
    watch(place, (_event, name) => {
      if (name === null || !paths.has(resolve(place, name))) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChange(basename(name)), together);
    });
  // Editors replace files, and a watch of a replaced file sees nothing more. A watch of its folder does.
  const update = () => {
    paths = new Set([...named, ...ownFiles()]);
    for (const place of new Set([...paths].map((path) => dirname(path)))) {
      // A file that is imported may be in a folder that does not exist.
      if (!watchers.has(place) && existsSync(place)) watchers.set(place, watchPlace(place));
    }
  };
  update();
  const endUpdates = onOwnFiles(update);
  return () => {
    endUpdates();
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
