import { basename, dirname, join, normalize } from 'node:path';
import type { Node } from './babel.ts';
import { type Module, readModule } from './module.ts';

/** An expression, and where its names have their meaning. */
export interface Value {
  readonly node: Node;
  readonly module: Module;
  /** What the parameters of the function around it stand for. */
  readonly given: ReadonlyMap<string, Value>;
  /** The name by which its own file knows it: members may be assigned to that. */
  readonly name: string | null;
}

/** The files of a frontend, read as modules when they are needed. */
export interface Library {
  module(file: string): Module | null;
  /** The file that an import names; null for a package. */
  find(from: string, specifier: string): string | null;
  /** Files that mention a name. */
  mentioning(name: string): readonly string[];
}

/** Makes a library of JavaScript and TypeScript sources by file. */
export function createLibrary(sources: ReadonlyMap<string, string>): Library {
  const modules = new Map<string, Module | null>();
  const byTail = new Map<string, string[]>();
  for (const file of sources.keys()) {
    for (const tail of tailsOf(file)) byTail.set(tail, [...(byTail.get(tail) ?? []), file]);
  }
  return {
    module(file) {
      const known = modules.get(file);
      if (known !== undefined) return known;
      const source = sources.get(file);
      const read = source === undefined ? null : readModule(file, source);
      modules.set(file, read);
      return read;
    },
    find(from, specifier) {
      if (specifier.startsWith('.')) {
        const wanted = withoutEnding(normalize(join(dirname(from), specifier)));
        return [...sources.keys()].find((file) => stemsOf(file).includes(wanted)) ?? null;
      }
      // An alias such as `@/lib/queries` or `$lib/queries`: the file whose path ends so.
      const tail = withoutEnding(specifier.replace(/^[^/]*\//, ''));
      const candidates = specifier.includes('/') ? (byTail.get(tail) ?? []) : [];
      return candidates.length === 1 ? (candidates[0] ?? null) : nearest(from, candidates);
    },
    mentioning: (name) => [...sources].flatMap(([file, source]) => (source.includes(name) ? [file] : [])),
  };
}

/** A file as imports may name it: without its ending, and by its folder where it is the index. */
function stemsOf(file: string): readonly string[] {
  const stem = withoutEnding(file);
  return basename(stem) === 'index' ? [stem, dirname(stem)] : [stem, file];
}

function tailsOf(file: string): readonly string[] {
  return stemsOf(file).flatMap((stem) => {
    const parts = stem.split(/[/\\]/);
    return parts.map((_, index) => parts.slice(index).join('/'));
  });
}

function nearest(from: string, candidates: readonly string[]): string | null {
  const shared = (file: string) => {
    let at = 0;
    while (at < file.length && file[at] === from[at]) at++;
    return at;
  };
  return [...candidates].sort((a, b) => shared(b) - shared(a))[0] ?? null;
}

function withoutEnding(file: string): string {
  return file.replace(/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, '');
}
