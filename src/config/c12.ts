import { basename, dirname } from 'node:path';
import { loadConfig, loadDotenv } from 'c12';
import { defineConfig } from './define.ts';

/**
 * Returns what a module of JavaScript or TypeScript exports by default, or its result if that is a function. Reads the
 * module again at each call.
 *
 * @param path - absolute path of the module
 * @throws any error of the module
 */
export async function importConfig(path: string): Promise<unknown> {
  const { config } = await loadConfig<Record<string, unknown>>({
    cwd: dirname(path),
    configFile: basename(path),
    // Only the named file counts: no other file and no section for an environment changes it.
    rcFile: false,
    extend: false,
    giget: false,
    envName: false,
    // c12 merges several sources, and leaves out what is null. There is one source here.
    merger: (...sources) => sources.find((source) => source !== undefined) ?? {},
    jitiOptions: {
      fsCache: false,
      // `npx pressql` runs in folders where the package is not installed.
      virtualModules: { pressql: { defineConfig } },
    },
  });
  return config;
}

/** Returns the variables in the file `.env` of a folder. Returns none if there is no such file. */
export async function readDotenv(folder: string): Promise<Readonly<Record<string, string | undefined>>> {
  // A password may have `$` in it, so `$NAME` is no variable.
  return loadDotenv({ cwd: folder, env: {}, interpolate: false });
}
