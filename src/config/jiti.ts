import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { createJiti, type ModuleCache } from 'jiti';
import { isRecord } from '../values/json.ts';
import { noteRead, readFor } from '../values/read-files.ts';
import { defineConfig } from './define.ts';
import { networkSites } from './network.ts';

/** What modules find under the names of packages. */
export type Packages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Returns what a module of JavaScript or TypeScript exports by default, or its result if that is a function. Reads the
 * module again at each call, as {@link importTranspiled}.
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
 * each call, and notes them for `dev`. Node reads those in JavaScript once, because jiti leaves most of them to it.
 *
 * @param path - absolute path of the module
 * @param packages - what the module finds under the names of these packages
 * @throws any error of the module
 */
export async function importTranspiled(path: string, packages: Packages): Promise<unknown> {
  const read: ModuleCache = {};
  // A module that fails may not have come to all of its files.
  let earlier: Iterable<string> = readFor(path);
  try {
    const jiti = createJiti(path, { moduleCache: false, fsCache: false, virtualModules: { ...packages } });
    // Node would never read a module again that it has imported itself.
    const exported = await jiti.evalModule(readFileSync(path, 'utf8'), {
      filename: path,
      async: true,
      forceTranspile: true,
      cache: read,
    });
    earlier = [];
    return exported;
  } finally {
    const files = Object.keys(read).filter((file) => !file.split(sep).includes('node_modules'));
    noteRead(path, [path, ...earlier, ...files]);
  }
}
