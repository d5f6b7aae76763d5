import { type Hole, isHole, type Piece, type Place, type Written } from './pieces.ts';

/** A candidate as text that can be parsed. */
export interface Rendered {
  readonly text: string;
  /** Variables that stand for values which the frontend puts into the text: `"${slug}"` became `$slug`. */
  readonly variables: readonly string[];
  /** Holes that no variable can stand for: fields, arguments, names. */
  readonly open: readonly Hole[];
  /** The written part that a position of the text comes from, and the position within it. */
  origin(offset: number): { readonly piece: Written; readonly within: number } | null;
}

/** Where in a document a position is. */
interface State {
  depth: number;
  parentheses: number;
  isComment: boolean;
  /** Where the string around the position begins; null outside of strings. */
  string: number | null;
}

/** Puts pieces together. A hole outside of all braces adds fragments, which are found by their names, and is left out. */
export function rendered(pieces: readonly Piece[]): Rendered {
  const parts = [...pieces];
  const state: State = { depth: 0, parentheses: 0, isComment: false, string: null };
  const starts: (readonly [number, Written])[] = [];
  const variables = new Map<string, string>();
  const open: Hole[] = [];
  const written = pieces.flatMap((piece) => (isHole(piece) ? [] : [piece.text])).join('');
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
      const name = variables.get(piece.expression) ?? nameFor(piece, written, [...variables.values()]);
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

/** The place of a position in a rendered text. */
export function placeOf({ origin }: Rendered, offset: number, otherwise: Place): Place {
  const found = origin(offset);
  if (!found) return otherwise;
  const { piece, within } = found;
  const breaks = piece.spansLines ? piece.text.slice(0, within).split('\n').length - 1 : 0;
  return { file: piece.file, line: piece.line + breaks };
}

/** Follows the letters of a text. */
function advance(state: State, text: string, start: number): void {
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (state.isComment) state.isComment = letter !== '\n';
    else if (state.string !== null) {
      if (letter === '\\') at++;
      else if (letter === '"') state.string = null;
    } else if (letter === '"') state.string = start + at;
    else if (letter === '#') state.isComment = true;
    else {
      state.depth += changes[letter]?.depth ?? 0;
      state.parentheses += changes[letter]?.parentheses ?? 0;
    }
  }
}

const changes: Readonly<Record<string, Partial<Record<'depth' | 'parentheses', number>>>> = {
  '{': { depth: 1 },
  '}': { depth: -1 },
  '(': { parentheses: 1 },
  ')': { parentheses: -1 },
};

/** A name for what an expression gives, `slug` for `params.slug`, that the text doesn't use yet. */
function nameFor({ expression }: Hole, text: string, taken: readonly string[]): string {
  const word = /([A-Za-z_]\w*)\W*$/.exec(expression)?.[1] ?? 'value';
  let name = word;
  for (let number = 2; taken.includes(name) || new RegExp(`\\$${name}\\b`).test(text); number++) {
    name = `${word}${number}`;
  }
  return name;
}
