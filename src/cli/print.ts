import { type Paint, paintFor } from '../values/paint.ts';
import { withoutPasswords } from '../wordpress/url.ts';

/** The terminal. Commands write to it only through this interface. */
export interface Terminal {
  /** Writes a line of the command's result to standard output. */
  line(text?: string): void;
  /** Writes a line about the progress of the work to standard error. */
  note(text: string): void;
  /** Writes an error to standard error. */
  error(text: string): void;
  /** Returns the text in bold, if the terminal shows colours. */
  bold(text: string): string;
  /** Returns the text in a faint colour, if the terminal shows colours. */
  dim(text: string): string;
  /** Colours for reports on standard output. */
  readonly paint: Paint;
  /** Colours for notes on standard error. */
  readonly notePaint: Paint;
  /** Whether the terminal shows colours. */
  readonly hasColors: boolean;
  /** Whether a person sits at the terminal, who can answer questions. */
  readonly canAsk: boolean;
  /** The number of columns. 100 if standard output is not a terminal. */
  readonly width: number;
  /** Replaces the progress line. null removes it. Does nothing if standard error is not a terminal. */
  progress(text: string | null): void;
  /** Standard output. */
  readonly out: { write(text: string): unknown };
}

/**
 * Returns the terminal of a process. It never prints the password of an address. The variable `NO_COLOR` switches colours
 * off (no-color.org), and `FORCE_COLOR` switches them on where standard output is no terminal.
 *
 * @param onClosed - called when the reader of standard output has gone (`pressql doctor … | head -1`)
 */
export function createTerminal(
  { stdin, stdout, stderr, env }: NodeJS.Process,
  onClosed: () => void,
): Terminal {
  const writer = (stream: NodeJS.WriteStream) => (text: string) => stream.write(withoutPasswords(text));
  const [writeOut, writeError] = [writer(stdout), writer(stderr)];
  for (const [stream, onStreamClosed] of [
    [stdout, onClosed],
    [stderr, () => undefined],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      onStreamClosed();
    });
  }
  const hasColors = showsColors(stdout, env);
  const paint = paintFor(hasColors);
  return {
    line: (text = '') => writeOut(`${text}\n`),
    note: (text) => writeError(`${text}\n`),
    error: (text) => writeError(`${text}\n`),
    bold: paint.bold,
    dim: paint.dim,
    paint,
    notePaint: paintFor(showsColors(stderr, env)),
    width: stdout.columns ?? 100,
    hasColors,
    canAsk: stdin.isTTY && stderr.isTTY,
    progress: (text) => {
      if (stderr.isTTY) writeError(`\r\u001B[K${text ?? ''}`);
    },
    out: { write: writeOut },
  };
}

/** Returns whether a stream shows colours. `NO_COLOR` counts more than `FORCE_COLOR`. */
export function showsColors(
  { isTTY }: Pick<NodeJS.WriteStream, 'isTTY'>,
  { NO_COLOR: none, FORCE_COLOR: force, TERM: terminal }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (none || force === '0' || force === 'false') return false;
  return Boolean(force) || (isTTY && terminal !== 'dumb');
}
