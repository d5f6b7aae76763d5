import { realpathSync, statSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { noteRead } from '../values/read-files.ts';
import { type Imported, versionParameter } from './import-hooks.ts';

/** The files that each file imports, by path. */
const imports = new Map<string, Set<string>>();

/** What was imported last of each module: its version, and when its files had changed. */
const last = new Map<string, { readonly version: number; readonly changes: string }>();

/** A version in the address does not make Node read a CommonJS module again. Removing the module's path from `require.cache` does. */
const require = createRequire(import.meta.url);

let versions = 0;
let port: MessagePort | null | undefined;

/**
 * Imports a module of the operator. If it, or a file that it imports by a path, has changed since the last call, Node reads all of
 * them again.
 *
 * @param path - absolute path of the module
 * @returns what the module exports
 * @throws any error of the module
 */
export async function importOwn(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (port === undefined) port = startHooks();
  noteImports();
  const before = last.get(path);
  const startedAt = Date.now();
  const version = before?.changes === changesOf(path) ? before.version : ++versions;
  const failures = version === before?.version ? new Map() : requireAgain(path);
  const url = pathToFileURL(path);
  url.searchParams.set(versionParameter, String(version));
  try {
    const exported = await import(url.href);
    noteImports();
    for (const file of filesOf(path)) if (failures.has(file)) throw failures.get(file);
    return exported;
  } finally {
    noteImports();
    // Node may have read a file before it changed.
    const isCertain = filesOf(path).every((file) => (changeOf(file) ?? 0) < startedAt);
    last.set(path, { version, changes: isCertain ? changesOf(path) : '' });
    noteRead(path, filesOf(path));
  }
}

/**
 * Imports a package. Node reads it once.
 *
 * @throws any error of the package
 */
export async function importPackage(name: string): Promise<Readonly<Record<string, unknown>>> {
  return import(name);
}

/** Starts the hooks. Returns null if Node has none (before 20.6), or cannot run them: then only the modules themselves are known. */
function startHooks(): MessagePort | null {
  const { port1, port2 } = new MessageChannel();
  const hooks = new URL(`./import-hooks.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
  try {
    register(hooks, { data: { port: port2 }, transferList: [port2] });
  } catch {
    port1.close();
    return null;
  }
  port1.unref();
  return port1;
}

function noteImports(): void {
  if (!port) return;
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    const { by, file }: Imported = next.message;
    const known = imports.get(by) ?? new Set();
    imports.set(by, known.add(file));
  }
}

/**
 * Forgets what the files of a module import, and reads the CommonJS modules among them again. They must be back in Node's cache before
 * an ES module imports them: otherwise Node 24 gives it none of their exports.
 *
 * @returns the errors of modules, which do not matter if nothing imports them any more
 */
function requireAgain(path: string): ReadonlyMap<string, unknown> {
  const files = filesOf(path);
  const again = files.filter((file) => require.cache[file] !== undefined);
  for (const file of files) imports.delete(file);
  for (const file of again) delete require.cache[file];
  const failures = new Map<string, unknown>();
  for (const file of again) {
    try {
      require(file);
    } catch (error) {
      failures.set(file, error);
    }
  }
  return failures;
}

/** Returns the files that a file imports or requires, without those of packages. */
function importedBy(file: string): readonly string[] {
  const children = require.cache[file]?.children.map(({ filename }) => filename) ?? [];
  return [...(imports.get(file) ?? []), ...children.filter((each) => !isInPackage(each))];
}

function isInPackage(file: string): boolean {
  return file.split(sep).includes('node_modules');
}

/** Returns a file, and all files that it imports. Node names files by their real paths. */
function filesOf(path: string): readonly string[] {
  const files = new Set([path]);
  if (changeOf(path) !== undefined) files.add(realpathSync(path));
  for (const file of files) for (const each of importedBy(file)) files.add(each);
  return [...files];
}

function changesOf(path: string): string {
  return filesOf(path)
    .map((file) => `${file} ${changeOf(file)}`)
    .join('\n');
}

/** Returns when a file has changed, in milliseconds since 1970. Undefined if there is none. */
function changeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
