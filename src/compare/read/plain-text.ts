import { lookOf } from './appearance.ts';
import type { Candidate, Piece } from './pieces.ts';

/** How a document begins. */
const starts = /\b(?:query|mutation|subscription|fragment)(?=[\s\\({@])|\{(?=[\s\\n]*\w[^"'{};]*\{)/g;

/** What stands before it in any language, white space aside: a quote, a bracket, a line break. */
const isBefore = /^$|["'`(>=\n]$|\\n$/;

/** What no document has, and code and prose often do. */
const foreign = /;|->|=>|\?\?|&&/;

/** The texts that look like documents in a file of another language, or in markup. */
export function candidatesIn(file: string, source: string): readonly Candidate[] {
  const found: Candidate[] = [];
  let end = 0;
  for (const { index } of source.matchAll(starts)) {
    if (index < end || !isBefore.test(source.slice(Math.max(0, index - 200), index).replace(/[ \t]+$/, '')))
      continue;
    const text = definitionsAt(source, index);
    if (text === null || foreign.test(text.text)) continue;
    const line = source.slice(0, index).split('\n').length;
    const pieces: readonly Piece[] = [
      { text: text.text, file, line, position: index, spansLines: !text.isEscaped },
    ];
    const look = lookOf(pieces);
    if (look !== 'definition' && look !== 'shorthand') continue;
    end = text.end;
    found.push({ file, line, pieces, isTagged: look === 'definition' });
  }
  return found;
}

interface Found {
  readonly text: string;
  readonly end: number;
  readonly isEscaped: boolean;
}

/** The definitions from a position on, as far as their braces reach; null where they don't close. */
function definitionsAt(source: string, start: number): Found | null {
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
  return { text: isEscaped ? unescaped(raw) : raw, end, isEscaped };
}

function closingBrace(source: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const letter = source[at];
    if (letter === '#') at = Math.max(source.indexOf('\n', at), at);
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth <= 0) return at + 1;
    else if (depth === 0 && (letter === ';' || letter === '<')) return null;
  }
  return null;
}

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, (_, letter: string) => letters[letter] ?? letter);
}
