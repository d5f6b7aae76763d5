import { readFileSync } from 'node:fs';
import { createJiti, type ModuleCache } from 'jiti';
import { isRecord } from '../values/json.ts';
import { defineConfig } from './define.ts';
import { networkSites } from './network.ts';

/** What modules find under the names of packages. */
export type Packages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Returns what a module of JavaScript or TypeScript exports by default, or its result if that is a function. Reads the
 * module again at each call.
 *
 * @param path - absolute path of the module
 * @throws any error of the module
 */
export async function importConfig(path: string): Promise<unknown> {
  // `npx pressql` runs in folders where the package is not installed.
  const exported = await importTranspiled(path, { pressql: { defineConfig, networkSites } });
  const config = isRecord(exported) && 'default' in exported ? exported['default'] : exported;
  return typeof config === 'function' ? config() : config;
}

/**
 * Returns what a module of JavaScript or TypeScript exports. Reads the module, and those in TypeScript that it imports by a path, again at
 * each call. Node reads those in JavaScript once, because jiti leaves most of them to it.
 *
 * @param path - absolute path of the module
 * @param packages - what the module finds under the names of these packages
 * @param read - gets the modules that are read again at the next call, by their absolute paths, even if one of them fails
 * @throws any error of the module
 */
export async function importTranspiled(
  path: string,
  packages: Packages,
  read: ModuleCache = {},
): Promise<unknown> {
  const jiti = createJiti(path, { moduleCache: false, fsCache: false, virtualModules: { ...packages } });
  // Node would never read a module again that it has imported itself.
  return jiti.evalModule(readFileSync(path, 'utf8'), {
    filename: path,
    async: true,
    forceTranspile: true,
    cache: read,
  });
}
