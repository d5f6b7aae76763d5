import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { configFileNames } from '../config/file.ts';

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
 * Calls a function when a config file, `.env` or another watched file changes, appears or goes away.
 *
 * @returns a function that ends the watch
 */
export function watchFiles({ folder, files }: Watched, onChange: (name: string) => void): () => void {
  const paths = [...configFileNames, '.env', ...files].map((file) => resolve(folder, file));
  let timer: NodeJS.Timeout | undefined;
  // Editors replace files, and a watch of a replaced file sees nothing more. A watch of its folder does.
  const watchers = [...new Set(paths.map((path) => dirname(path)))].map((place) =>
    watch(place, (_event, name) => {
      if (name === null || !paths.includes(resolve(place, name))) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChange(basename(name)), together);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
