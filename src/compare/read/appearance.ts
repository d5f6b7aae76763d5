import { isHole, type Piece } from './pieces.ts';

/** What stands for a hole where a text is only looked at. */
const placeholder = '\u0000';

/** What may stand before the first definition of a document: space, commas, comments, and fragments put in. */
const before = String.raw`^(?:[\s,\uFEFF${placeholder}]|#[^\n]*(?:\n|$))*`;

const name = String.raw`[A-Za-z_${placeholder}][\w${placeholder}]*`;

/** An operation or a fragment that says what it is. */
const definition = new RegExp(
  `${before}(?:(?:query|mutation|subscription)\\b\\s*(?:${name}\\s*)?(?:\\(\\s*[$${placeholder})]|@\\w|\\{)|fragment\\s+${name}\\s+on\\s+${name})`,
);

/** A query without the keyword, of which a field has a selection: `{ posts(first: 3) { nodes { id } } }`. */
const shorthand = new RegExp(
  `${before}\\{\\s*(?:#[^\\n]*\\n\\s*)*(?:\\w+\\s*:\\s*)?[A-Za-z_]\\w*\\s*(?:\\((?:[^()]|\\([^()]*\\))*\\)\\s*)?(?:@\\w+[^{]*)?\\{[^;=]*\\}\\s*\\}\\s*$`,
);

/** What a schema begins with: it is no document. */
const schema = new RegExp(
  `${before}(?:"""[\\s\\S]*?"""\\s*)?(?:extend\\s+)?(?:type|input|interface|enum|scalar|schema|union|directive)\\s`,
);

/** How sure it is that a text is a document. */
export type Look = 'definition' | 'shorthand' | 'schema' | 'other';

/** What a text looks like. */
export function lookOf(pieces: readonly Piece[]): Look {
  const text = pieces.map((piece) => (isHole(piece) ? placeholder : piece.text)).join('');
  if (definition.test(text)) return 'definition';
  if (schema.test(text)) return 'schema';
  return shorthand.test(text) ? 'shorthand' : 'other';
}
