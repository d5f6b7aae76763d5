import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import { type Node, traverseFast } from '@babel/types';

/** One import of a source file, in any form that TypeScript has. */
export interface Import {
  /** As written: `../site/site.ts`, `graphql`. */
  readonly specifier: string;
  /** The imported file of `src`, of two twins that for Node; null for a package and for Node's own modules. */
  readonly target: string | null;
  /** Whether TypeScript erases it, so that nothing is loaded when the gateway runs. */
  readonly isType: boolean;
}

/** One source file, by its path below `src`. */
export interface Module {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Globals that only Node has, as far as the file uses them as values. */
  readonly globals: readonly string[];
}

/** Source texts by their paths below `src`. */
export type Sources = ReadonlyMap<string, string>;

const root = fileURLToPath(new URL('../../src', import.meta.url));

/** Reads all TypeScript files below `src`. */
export function readSources(): Sources {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Parses source files and returns what each of them imports. */
export function modulesOf(sources: Sources): readonly Module[] {
  return [...sources].map(([path, source]) => ({
    path,
    lines: source.replace(/\n$/, '').split('\n').length,
    imports: importsOf(path, source),
    globals: globalsOf(source),
  }));
}

/** Globals of Node that hosts at the edge lack, as a JavaScript file would use them. */
const nodeGlobals = /(?<![\w.'`$])(Buffer|process|setImmediate|__dirname)(?=[.(])|(?<=\.)unref(?=\()/g;

/** Returns the globals of Node in a source, apart from comments. */
function globalsOf(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...new Set([...code.matchAll(nodeGlobals)].map(([name]) => name))];
}

function importsOf(path: string, source: string): readonly Import[] {
  const imports: Import[] = [];
  const add = (specifier: string, isType: boolean) => {
    imports.push({ specifier, target: targetOf(path, specifier), isType });
  };
  traverseFast(parse(source, { sourceType: 'module', plugins: ['typescript'] }), (node) => {
    const found = importOf(node);
    if (found) add(found.specifier, found.isType);
  });
  return imports;
}

/** What `imports` of package.json begins with: a file that has a twin, `a.node.ts` and `a.edge.ts`. */
const platform = '#platform/';

function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith(platform)) return `${specifier.slice(platform.length)}.node.ts`;
  return specifier.startsWith('.') ? posix.normalize(posix.join(dirname(path), specifier)) : null;
}

/** The import that a syntax node is; null for any other node. */
function importOf(node: Node): Omit<Import, 'target'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, isType: node.importKind === 'type' };
    case 'ExportNamedDeclaration':
      return node.source ? { specifier: node.source.value, isType: node.exportKind === 'type' } : null;
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, isType: node.exportKind === 'type' };
    case 'TSImportType':
      return { specifier: node.argument.value, isType: true };
    case 'TSExternalModuleReference':
      return { specifier: node.expression.value, isType: false };
    case 'CallExpression': {
      const [argument] = node.arguments;
      const isLoad =
        node.callee.type === 'Import' ||
        (node.callee.type === 'Identifier' && node.callee.name === 'require');
      if (!isLoad || !argument) return null;
      // What is loaded by a name that only shows when the gateway runs is no import that a rule could check.
      return { specifier: argument.type === 'StringLiteral' ? argument.value : '(computed)', isType: false };
    }
    default:
      return null;
  }
}
