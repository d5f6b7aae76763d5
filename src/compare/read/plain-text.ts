import { appearanceOf } from './appearance.ts';
import type { DocumentCandidate, Piece } from './pieces.ts';

/** The beginning of a document. */
const starts = /\b(?:query|mutation|subscription|fragment)(?=[\s\\({@])|\{(?=[\s\\n]*\w[^"'{};]*\{)/g;

/** What precedes a document in any language, apart from white space: a quote, a bracket, a line break. */
const precedesDocument = /^$|["'`(>=\n]$|\\n$/;

/** Operators of programming languages. No document contains them; code and prose often do. */
const foreign = /;|->|=>|\?\?|&&/;

/** Returns the texts that look like documents in a file of any language, or in markup. */
export function candidatesInText(file: string, source: string): readonly DocumentCandidate[] {
  const found: DocumentCandidate[] = [];
  let end = 0;
  for (const { index } of source.matchAll(starts)) {
    const preceding = source.slice(Math.max(0, index - 200), index).replace(/[ \t]+$/, '');
    if (index < end || !precedesDocument.test(preceding)) continue;
    const definitions = definitionsAt(source, index);
    if (definitions === null || foreign.test(definitions.text)) continue;
    const line = source.slice(0, index).split('\n').length;
    const pieces: readonly Piece[] = [
      { text: definitions.text, file, line, position: index, spansLines: !definitions.isEscaped },
    ];
    const appearance = appearanceOf(pieces);
    if (appearance !== 'definition' && appearance !== 'shorthand') continue;
    end = definitions.end;
    found.push({ file, line, pieces, isDeclared: appearance === 'definition' });
  }
  return found;
}

interface Definitions {
  readonly text: string;
  readonly end: number;
  /** Whether the text is inside a double-quoted string, with escapes. */
  readonly isEscaped: boolean;
}

/** Returns the consecutive definitions from a position on. Returns null if the first one's braces do not close. */
function definitionsAt(source: string, start: number): Definitions | null {
  const quote = /["'`](?=\s*$)/.exec(source.slice(Math.max(0, start - 200), start))?.[0] ?? null;
  let end = start;
  for (;;) {
    const closed = closingBrace(source, end);
    if (closed === null) break;
    end = closed;
    const next = /^(?:\s|\\n)*(?=(?:query|mutation|subscription|fragment)\s)/.exec(
      source.slice(end, end + 500),
    );
    if (!next) break;
    end += next[0].length;
  }
  if (end === start) return null;
  const raw = source.slice(start, end);
  const isEscaped = quote === '"' && raw.includes('\\');
  return { text: isEscaped ? withoutEscapes(raw) : raw, end, isEscaped };
}

/** Returns the position after the brace that closes the first definition. */
function closingBrace(source: string, start: number): number | null {
  let depth = 0;
  for (let index = start; index < source.length; index++) {
    const letter = source[index];
    if (letter === '#') index = Math.max(source.indexOf('\n', index), index);
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth <= 0) return index + 1;
    else if (depth === 0 && (letter === ';' || letter === '<')) return null;
  }
  return null;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function withoutEscapes(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, (_, letter: string) => escapes[letter] ?? letter);
}
