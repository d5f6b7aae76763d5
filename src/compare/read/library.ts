import { basename, dirname, join, normalize } from 'node:path';
import type { Node } from './babel.ts';
import { type Module, parseModule } from './module.ts';

/** An expression, with the module and the arguments that its names refer to. */
export interface Expression {
  readonly node: Node;
  readonly module: Module;
  /** The arguments of the call that is being evaluated, by parameter. */
  readonly args: ReadonlyMap<string, Expression>;
  /** The name of the value in its own file: code may assign members to that name. null if it has none. */
  readonly name: string | null;
}

/** The source files of a frontend. Each is parsed when it is first needed. */
export interface Library {
  /** Returns a file as a parsed module. Returns null if it cannot be parsed. */
  module(file: string): Module | null;
  /** Returns the file that an import refers to. Returns null for a package. */
  resolveImport(from: string, specifier: string): string | null;
  /** Returns the files that contain a name. */
  filesWith(name: string): readonly string[];
}

/** Returns the library of JavaScript and TypeScript sources, by file. */
export function createLibrary(sources: ReadonlyMap<string, string>): Library {
  const modules = new Map<string, Module | null>();
  const filesByTail = new Map<string, string[]>();
  for (const file of sources.keys()) {
    for (const tail of tailsOf(file)) filesByTail.set(tail, [...(filesByTail.get(tail) ?? []), file]);
  }
  return {
    module(file) {
      const cached = modules.get(file);
      if (cached !== undefined) return cached;
      const source = sources.get(file);
      const module = source === undefined ? null : parseModule(file, source);
      modules.set(file, module);
      return module;
    },
    resolveImport(from, specifier) {
      if (specifier.startsWith('.')) {
        const target = withoutExtension(normalize(join(dirname(from), specifier)));
        return [...sources.keys()].find((file) => stemsOf(file).includes(target)) ?? null;
      }
      // An alias such as `@/lib/queries` or `$lib/queries` refers to the file whose path ends like it.
      const tail = withoutExtension(specifier.replace(/^[^/]*\//, ''));
      const candidates = specifier.includes('/') ? (filesByTail.get(tail) ?? []) : [];
      return candidates.length === 1 ? (candidates[0] ?? null) : nearest(from, candidates);
    },
    filesWith: (name) => [...sources].flatMap(([file, source]) => (source.includes(name) ? [file] : [])),
  };
}

/** Returns the paths that imports may use for a file: the file without its extension, and its folder for an index file. */
function stemsOf(file: string): readonly string[] {
  const stem = withoutExtension(file);
  return basename(stem) === 'index' ? [stem, dirname(stem)] : [stem, file];
}

/** Returns `c`, `b/c` and `a/b/c` for `a/b/c.ts`. */
function tailsOf(file: string): readonly string[] {
  return stemsOf(file).flatMap((stem) => {
    const parts = stem.split(/[/\\]/);
    return parts.map((_, index) => parts.slice(index).join('/'));
  });
}

/** Returns the candidate whose path shares the longest beginning with the path of the importing file. */
function nearest(from: string, candidates: readonly string[]): string | null {
  const commonLength = (file: string) => {
    let length = 0;
    while (length < file.length && file[length] === from[length]) length++;
    return length;
  };
  return [...candidates].sort((a, b) => commonLength(b) - commonLength(a))[0] ?? null;
}

function withoutExtension(file: string): string {
  return file.replace(/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, '');
}
