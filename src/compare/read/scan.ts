import { candidatesOf } from './code.ts';
import { splitComponent } from './components.ts';
import type { SourceFile } from './files.ts';
import { candidatesInJson } from './json.ts';
import { createLibrary } from './library.ts';
import type { Candidate, Place } from './pieces.ts';
import { candidatesIn } from './plain-text.ts';

/** What files hold that is GraphQL or looks like it. */
export interface Scan {
  readonly candidates: readonly Candidate[];
  /** Files that mention GraphQL and are in no known grammar: they may hold more than was found. */
  readonly unreadable: readonly Place[];
}

/** Words without which a file holds no document. */
const hint = /\b(?:query|mutation|subscription|fragment|gql|graphql|nodes|edges|node)\b|\w\s*\{\s*\w+\s*\}/i;

/** What makes it likely that a file of code holds a document. */
const strongHint = /\b(?:gql|graphql)\s*[`(]|\b(?:query|mutation)\s*\w*\s*[({]|\bnodes\s*\{/i;

/** Searches files for GraphQL; names in code are followed from file to file. */
export function scanFiles(files: readonly SourceFile[]): Scan {
  const components = new Map(
    files.flatMap(({ file, text, kind }) =>
      kind === 'component' ? [[file, splitComponent(text)] as const] : [],
    ),
  );
  const code = new Map(
    files.flatMap(({ file, text, kind }): [string, string][] => {
      const source = kind === 'code' ? text : components.get(file)?.code;
      return source === undefined ? [] : [[file, source]];
    }),
  );
  const library = createLibrary(code);
  const unreadable: Place[] = [];

  function inCode(file: string): readonly Candidate[] {
    const source = code.get(file) ?? '';
    if (!hint.test(source)) return [];
    const module = library.module(file);
    if (module) return candidatesOf(module, library);
    if (strongHint.test(source)) unreadable.push({ file, line: 1 });
    return candidatesIn(file, source);
  }

  const readers: Readonly<Record<SourceFile['kind'], (file: SourceFile) => readonly Candidate[]>> = {
    graphql: ({ file, text }) => {
      const piece = { text, file, line: 1, position: 0, spansLines: true };
      return text.trim() === '' ? [] : [{ file, line: 1, pieces: [piece], isTagged: true }];
    },
    code: ({ file }) => inCode(file),
    component: ({ file }) => [...inCode(file), ...candidatesIn(file, components.get(file)?.markup ?? '')],
    json: ({ file, text }) => candidatesInJson(file, text),
    package: () => [],
    other: ({ file, text }) => candidatesIn(file, text),
  };
  return { candidates: files.flatMap((file) => readers[file.kind](file)), unreadable };
}
