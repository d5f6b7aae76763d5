/** Where a text stands. */
export interface Place {
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A part of a text: written in a source file, or known only when the frontend runs. */
export type Piece = Written | Hole;

/** A part as the source file has it. */
export interface Written extends Place {
  readonly text: string;
  /** Where in the file the part begins, in characters. */
  readonly position: number;
  /** Whether its line breaks are line breaks of the file; in `'a\nb'` they are not. */
  readonly spansLines: boolean;
}

/** A part that only the running frontend knows. */
export interface Hole extends Place {
  /** The expression as the source file has it: `params.slug`. */
  readonly expression: string;
}

/** A text out of a source file that is GraphQL or looks like it. */
export interface Candidate extends Place {
  readonly pieces: readonly Piece[];
  /** Whether the source says that the text is GraphQL, by a tag, a call, a comment, or the file's name. */
  readonly isTagged: boolean;
}

/** Whether a part of a text is known only when the frontend runs. */
export function isHole(piece: Piece): piece is Hole {
  return 'expression' in piece;
}
