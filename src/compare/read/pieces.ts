/** A position in a source file. */
export interface SourcePlace {
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A part of a text: either written in a source file, or computed when the frontend runs. */
export type Piece = WrittenPiece | Hole;

/** A part of a text that a source file contains. */
export interface WrittenPiece extends SourcePlace {
  readonly text: string;
  /** Offset of the part in its file, in characters. */
  readonly position: number;
  /** Whether its line breaks are line breaks of the file. In `'a\nb'` they are not. */
  readonly spansLines: boolean;
}

/** A part of a text that is computed when the frontend runs. */
export interface Hole extends SourcePlace {
  /** The expression that computes it: `params.slug`. */
  readonly expression: string;
}

/** A text in a source file that is, or looks like, a GraphQL document. */
export interface DocumentCandidate extends SourcePlace {
  readonly pieces: readonly Piece[];
  /** Whether the source declares that the text is GraphQL: by a tag, a call, a comment, or the type of the file. */
  readonly isDeclared: boolean;
}

/** Returns whether a piece is computed when the frontend runs. */
export function isHole(piece: Piece): piece is Hole {
  return 'expression' in piece;
}
