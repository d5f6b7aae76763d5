import { isHole, type Piece } from './pieces.ts';

/** Replaces a hole while the appearance of a text is examined. */
const placeholder = '\u0000';

/** What may precede the first definition of a document: white space, commas, comments, and inserted fragments. */
const before = String.raw`^(?:[\s,\uFEFF${placeholder}]|#[^\n]*(?:\n|$))*`;

const name = String.raw`[A-Za-z_${placeholder}][\w${placeholder}]*`;

/** An operation with its keyword, or a fragment. */
const definition = new RegExp(
  `${before}(?:(?:query|mutation|subscription)\\b\\s*(?:${name}\\s*)?(?:\\(\\s*[$${placeholder})]|@\\w|\\{)|fragment\\s+${name}\\s+on\\s+${name})`,
);

/** A query without its keyword that has at least one nested selection: `{ posts(first: 3) { nodes { id } } }`. */
const shorthand = new RegExp(
  `${before}\\{\\s*(?:#[^\\n]*\\n\\s*)*(?:\\w+\\s*:\\s*)?[A-Za-z_]\\w*\\s*(?:\\((?:[^()]|\\([^()]*\\))*\\)\\s*)?(?:@\\w+[^{]*)?\\{[^;=]*\\}\\s*\\}\\s*$`,
);

/** The beginning of a type definition. Documents that clients send have none. */
const schema = new RegExp(
  `${before}(?:"""[\\s\\S]*?"""\\s*)?(?:extend\\s+)?(?:type|input|interface|enum|scalar|schema|union|directive)\\s`,
);

/** What a text looks like: a document with keywords, a query in shorthand, a schema, or none of these. */
export type Appearance = 'definition' | 'shorthand' | 'schema' | 'other';

/** Returns what a text looks like. */
export function appearanceOf(pieces: readonly Piece[]): Appearance {
  const text = pieces.map((piece) => (isHole(piece) ? placeholder : piece.text)).join('');
  if (definition.test(text)) return 'definition';
  if (schema.test(text)) return 'schema';
  return shorthand.test(text) ? 'shorthand' : 'other';
}
