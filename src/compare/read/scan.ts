import { candidatesInModule } from './code.ts';
import { splitComponent } from './components.ts';
import type { SourceFile } from './files.ts';
import { candidatesInJson } from './json.ts';
import { createLibrary } from './library.ts';
import type { DocumentCandidate, SourcePlace } from './pieces.ts';
import { candidatesInText } from './plain-text.ts';

/** The result of {@link scanFiles}. */
export interface Scan {
  readonly candidates: readonly DocumentCandidate[];
  /** Files that mention GraphQL but cannot be parsed. They may contain more documents than were found. */
  readonly unreadable: readonly SourcePlace[];
}

/** Every file with a document contains at least one of these words. */
const hint = /\b(?:query|mutation|subscription|fragment|gql|graphql|nodes|edges|node)\b|\w\s*\{\s*\w+\s*\}/i;

/** Signs that a source file probably contains a document. */
const strongHint = /\b(?:gql|graphql)\s*[`(]|\b(?:query|mutation)\s*\w*\s*[({]|\bnodes\s*\{/i;

/** Searches files for GraphQL documents. Follows names in JavaScript and TypeScript from file to file. */
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
  const unreadable: SourcePlace[] = [];

  function candidatesInCode(file: string): readonly DocumentCandidate[] {
    const source = code.get(file) ?? '';
    if (!hint.test(source)) return [];
    const module = library.module(file);
    if (module) return candidatesInModule(module, library);
    if (strongHint.test(source)) unreadable.push({ file, line: 1 });
    return candidatesInText(file, source);
  }

  const readers: Readonly<Record<SourceFile['kind'], (file: SourceFile) => readonly DocumentCandidate[]>> = {
    graphql: ({ file, text }) => {
      const piece = { text, file, line: 1, position: 0, spansLines: true };
      return text.trim() === '' ? [] : [{ file, line: 1, pieces: [piece], isDeclared: true }];
    },
    code: ({ file }) => candidatesInCode(file),
    component: ({ file }) => [
      ...candidatesInCode(file),
      ...candidatesInText(file, components.get(file)?.markup ?? ''),
    ],
    json: ({ file, text }) => candidatesInJson(file, text),
    package: () => [],
    other: ({ file, text }) => candidatesInText(file, text),
  };
  return { candidates: files.flatMap((file) => readers[file.kind](file)), unreadable };
}
