import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { CompareError } from './errors.ts';

/**
 * How a file can contain GraphQL. `graphql`: the whole file is GraphQL. `code`, `component`, `json`: in JavaScript or
 * TypeScript, in a Vue, Svelte or Astro component, in JSON. `other`: in any other language. `package`: not at all, but
 * the file lists the frontend's packages.
 */
export type FileKind = 'graphql' | 'code' | 'component' | 'json' | 'package' | 'other';

/** A file that may contain documents. */
export interface SourceFile {
  /** Its path, relative to the current folder if it is inside that folder. */
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

/** JSON files that tools write. They contain no requests of the frontend. */
const toolFiles = /^(?:package-lock|composer|[tj]sconfig.*|.*schema.*|introspection.*)\.json$/i;

/** Folders of installed packages, build results and tests. Folders whose name begins with a dot are skipped, too. */
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

/** Environment files. Frontends store the address of their WordPress there. */
const environmentFile = /^\.env(?:\.|$)/;

/** Tests and stories. They are no part of the running frontend. */
const testFile = /\.(?:test|spec|stories|cy)\.\w+$/;

/** Maximum size of a source file, in bytes. Larger files are bundles. */
const maxSourceSize = 1024 * 1024;

/**
 * Reads files, and all source files in folders. Returns them in the order of the paths, and inside folders by name.
 *
 * @param folder - absolute path of the current folder
 * @throws CompareError for a path that does not exist
 */
export function readSources(paths: readonly string[], folder: string): readonly SourceFile[] {
  const files = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(folder, path);
    if (!existsSync(absolute)) {
      throw new CompareError(
        `There is no file or folder ${path}.`,
        'Name files or folders that contain GraphQL documents.',
      );
    }
    if (statSync(absolute).isDirectory()) for (const file of filesIn(absolute)) files.add(file);
    else files.add(absolute);
  }
  return [...files].map((file) => {
    const relativePath = relative(folder, file);
    return {
      file: relativePath.startsWith('..') ? file : relativePath,
      text: readFileSync(file, 'utf8'),
      kind: fileKind(file),
    };
  });
}

/** Reads the `package.json` and the environment files of a folder. */
export function readProject(folder: string): readonly SourceFile[] {
  const names = readdirSync(folder).filter((name) => name === 'package.json' || environmentFile.test(name));
  return names.length === 0 ? [] : readSources(names, folder);
}

function* filesIn(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith('.')) yield* filesIn(path);
    } else if (entry.isFile() && isSource(entry.name) && statSync(path).size <= maxSourceSize) yield path;
  }
}

function isSource(name: string): boolean {
  const isExcluded = [/\.d\.[cm]?ts$|\.min\.[cm]?js$/, testFile, toolFiles].some((pattern) =>
    pattern.test(name),
  );
  return environmentFile.test(name) || (extname(name) in kinds && !isExcluded);
}

/** Returns the kind of a file, by its extension. Files with an unknown extension are `other`. */
export function fileKind(file: string): FileKind {
  return basename(file) === 'package.json' ? 'package' : (kinds[extname(file)] ?? 'other');
}
