import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { CompareError } from './errors.ts';

/**
 * How GraphQL stands in a file: it is the whole file, or within code, a component, JSON or another language. A `package`
 * lists what a frontend is made with.
 */
export type FileKind = 'graphql' | 'code' | 'component' | 'json' | 'package' | 'other';

/** A file that may hold documents. */
export interface SourceFile {
  /** As it is shown: relative to the current folder where it lies in it. */
  readonly file: string;
  readonly text: string;
  readonly kind: FileKind;
}

const kinds: Readonly<Record<string, FileKind>> = {
  '.graphql': 'graphql',
  '.gql': 'graphql',
  '.ts': 'code',
  '.tsx': 'code',
  '.mts': 'code',
  '.cts': 'code',
  '.js': 'code',
  '.jsx': 'code',
  '.mjs': 'code',
  '.cjs': 'code',
  '.vue': 'component',
  '.svelte': 'component',
  '.astro': 'component',
  '.mdx': 'other',
  '.html': 'other',
  '.php': 'other',
  '.json': 'json',
};

/** Files of JSON that tools write; those of a project's own requests have other names. */
const toolFiles = /^(?:package-lock|composer|[tj]sconfig.*|.*schema.*|introspection.*)\.json$/i;

/** Folders of what was installed or built; those whose names begin with a dot are skipped as well. */
const skippedFolders = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  'build',
  'out',
  'coverage',
  '__tests__',
  '__mocks__',
]);

/** Files in which frontends keep the address of their WordPress. */
const environment = /^\.env(?:\.|$)/;

/** Names of files that test or show a frontend and are no part of it. */
const aside = /\.(?:test|spec|stories|cy)\.\w+$/;

/** Bytes above which a file is a bundle and no source. */
const largest = 1024 * 1024;

/**
 * Reads the files that paths name, folders with all that is in them, in the order of the paths and then of names.
 *
 * @param folder - the current folder, absolute
 * @throws CompareError for a path where nothing is
 */
export function readSources(paths: readonly string[], folder: string): readonly SourceFile[] {
  const files = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(folder, path);
    if (!existsSync(absolute)) {
      throw new CompareError(
        `There is no file or folder ${path}.`,
        'Name files or folders that hold GraphQL documents.',
      );
    }
    if (statSync(absolute).isDirectory()) for (const file of filesIn(absolute)) files.add(file);
    else files.add(absolute);
  }
  return [...files].map((file) => {
    const shown = relative(folder, file);
    return {
      file: shown.startsWith('..') ? file : shown,
      text: readFileSync(file, 'utf8'),
      kind: kindOf(file),
    };
  });
}

/** Reads what a folder says of the frontend in it: its packages, and files of its environment. */
export function readProject(folder: string): readonly SourceFile[] {
  const names = readdirSync(folder).filter((name) => name === 'package.json' || environment.test(name));
  return names.length === 0 ? [] : readSources(names, folder);
}

function* filesIn(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith('.')) yield* filesIn(path);
    } else if (entry.isFile() && isSource(entry.name) && statSync(path).size <= largest) yield path;
  }
}

function isSource(name: string): boolean {
  const isOther = [/\.d\.[cm]?ts$|\.min\.[cm]?js$/, aside, toolFiles].some((pattern) => pattern.test(name));
  return environment.test(name) || (extname(name) in kinds && !isOther);
}

/** The kind of a file by its ending; a file of an unknown ending is searched as text. */
export function kindOf(file: string): FileKind {
  return basename(file) === 'package.json' ? 'package' : (kinds[extname(file)] ?? 'other');
}
