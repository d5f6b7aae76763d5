import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../docs/blocks.ts';

/** A project that uses the built package, as its users do. */
export interface Consumer {
  /** Writes modules in TypeScript and compiles them; what the compiler says, empty if nothing is wrong. */
  compile(modules: Readonly<Record<string, string>>): string;
  /** Runs one of the compiled modules; what it prints, as JSON. Throws what it writes to standard error. */
  run<Output>(module: string, ...args: readonly string[]): Output;
  /** The folder of the project. */
  readonly folder: string;
  remove(): void;
}

const path = (name: string) => fileURLToPath(new URL(name, root));
const tsc = path('node_modules/typescript/bin/tsc');

/**
 * Copies the built package into the `node_modules` of a new project, which lies in the repository so that dependencies are
 * found. Before the tests, `tests/build.ts` has built it.
 */
export function createConsumer(): Consumer {
  const folder = mkdtempSync(join(path('tests/integrations/'), 'generated-'));
  const packageFolder = join(folder, 'node_modules', 'pressql');
  mkdirSync(packageFolder, { recursive: true });
  cpSync(path('package.json'), join(packageFolder, 'package.json'));
  cpSync(path('dist'), join(packageFolder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return {
    folder,
    compile(modules) {
      for (const [name, code] of Object.entries(modules)) writeFileSync(join(folder, `${name}.ts`), code);
      const flags = [
        ...['--ignoreConfig', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
        ...['--skipLibCheck', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'],
      ];
      const files = Object.keys(modules).map((name) => `${name}.ts`);
      return spawnSync(process.execPath, [tsc, ...flags, ...files], { cwd: folder, encoding: 'utf8' }).stdout;
    },
    run(module, ...args) {
      const ran = spawnSync(process.execPath, [`${module}.js`, ...args], { cwd: folder, encoding: 'utf8' });
      if (ran.stderr !== '') throw new Error(ran.stderr);
      return JSON.parse(ran.stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
