import { type Hole, isHole, type Piece, type SourcePlace, type WrittenPiece } from './pieces.ts';

/** The text of a candidate, ready for the GraphQL parser. */
export interface RenderedCandidate {
  readonly text: string;
  /** Variables in place of values that the frontend inserts into the text: `$slug` for `"${slug}"`. */
  readonly variables: readonly string[];
  /** Holes that no variable can replace: fields, arguments, names. */
  readonly open: readonly Hole[];
  /** Returns the written piece at an offset of the text, and the offset within that piece. */
  origin(offset: number): { readonly piece: WrittenPiece; readonly within: number } | null;
}

/** The syntactic position at the end of the text so far. */
interface SyntaxState {
  /** Number of open braces. */
  depth: number;
  /** Number of open parentheses. */
  parentheses: number;
  isComment: boolean;
  /** Offset of the string that is open. null outside of strings. */
  string: number | null;
}

/**
 * Joins pieces to one text. Replaces holes in the place of values by variables. Leaves out holes outside of all braces:
 * the frontend inserts fragments there, and these are found by their names.
 */
export function renderText(pieces: readonly Piece[]): RenderedCandidate {
  const parts = [...pieces];
  const state: SyntaxState = { depth: 0, parentheses: 0, isComment: false, string: null };
  const starts: (readonly [number, WrittenPiece])[] = [];
  const variables = new Map<string, string>();
  const open: Hole[] = [];
  const writtenText = pieces.flatMap((piece) => (isHole(piece) ? [] : [piece.text])).join('');
  let text = '';
  for (const [index, piece] of parts.entries()) {
    if (!isHole(piece)) {
      starts.push([text.length, piece]);
      text += piece.text;
      advance(state, piece.text, text.length - piece.text.length);
      continue;
    }
    if (state.isComment) continue;
    const next = parts[index + 1];
    const isWholeString =
      state.string === text.length - 1 && next !== undefined && !isHole(next) && next.text.startsWith('"');
    const isValue = state.string === null && state.parentheses > 0 && /[:[,]\s*$/.test(text);
    if (isWholeString || isValue) {
      const name =
        variables.get(piece.expression) ?? variableName(piece, writtenText, [...variables.values()]);
      variables.set(piece.expression, name);
      if (isWholeString) {
        text = `${text.slice(0, -1)} $${name}`;
        parts[index + 1] = { ...next, text: ` ${next.text.slice(1)}` };
        state.string = null;
      } else text += ` $${name} `;
    } else if (state.depth > 0 || state.string !== null) {
      open.push(piece);
    } else text += '\n';
  }
  return {
    text,
    variables: [...variables.values()],
    open,
    origin(offset) {
      const [start, piece] = starts.findLast(([at]) => at <= offset) ?? [0, null];
      return piece && { piece, within: offset - start };
    },
  };
}

/** Returns the source place of an offset in a rendered text. Returns `fallback` if the text has no written piece there. */
export function sourcePlaceAt(
  { origin }: RenderedCandidate,
  offset: number,
  fallback: SourcePlace,
): SourcePlace {
  const found = origin(offset);
  if (!found) return fallback;
  const { piece, within } = found;
  const breaks = piece.spansLines ? piece.text.slice(0, within).split('\n').length - 1 : 0;
  return { file: piece.file, line: piece.line + breaks };
}

/** Updates the state by one more piece of text, which begins at `start`. */
function advance(state: SyntaxState, text: string, start: number): void {
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] ?? '';
    if (state.isComment) state.isComment = letter !== '\n';
    else if (state.string !== null) {
      if (letter === '\\') index++;
      else if (letter === '"') state.string = null;
    } else if (letter === '"') state.string = start + index;
    else if (letter === '#') state.isComment = true;
    else {
      state.depth += brackets[letter]?.depth ?? 0;
      state.parentheses += brackets[letter]?.parentheses ?? 0;
    }
  }
}

const brackets: Readonly<Record<string, Partial<Record<'depth' | 'parentheses', number>>>> = {
  '{': { depth: 1 },
  '}': { depth: -1 },
  '(': { parentheses: 1 },
  ')': { parentheses: -1 },
};

/** Returns a variable name for an expression, `slug` for `params.slug`, that the text does not use yet. */
function variableName({ expression }: Hole, text: string, taken: readonly string[]): string {
  const word = /([A-Za-z_]\w*)\W*$/.exec(expression)?.[1] ?? 'value';
  let name = word;
  for (let number = 2; taken.includes(name) || new RegExp(`\\$${name}\\b`).test(text); number++) {
    name = `${word}${number}`;
  }
  return name;
}
