import type { Paint } from '../compare/print/words.ts';
import { withoutPasswords } from '../wordpress/url.ts';

/** The terminal: the only file of the commands that writes to it. */
export interface Terminal {
  /** A line of the answer. */
  line(text?: string): void;
  /** A line about the work, for people; not part of the answer. */
  note(text: string): void;
  /** What went wrong. */
  error(text: string): void;
  /** The text as a heading, where colours are shown. */
  bold(text: string): string;
  dim(text: string): string;
  /** The same with colours. */
  readonly paint: Paint;
  /** Columns; 100 where nobody looks. */
  readonly width: number;
  /** Says how far the work has come, where people look, in place of what it said before; null: it is done. */
  progress(text: string | null): void;
  readonly out: { write(text: string): unknown };
}

/**
 * The process's own terminal. `NO_COLOR` switches colours off (no-color.org). It shows no password of any address.
 *
 * @param onClosed - called when nobody reads the answer any more (`pressql doctor … | head -1`)
 */
export function createTerminal({ stdout, stderr, env }: NodeJS.Process, onClosed: () => void): Terminal {
  const write = (stream: NodeJS.WriteStream) => (text: string) => stream.write(withoutPasswords(text));
  const [answer, aside] = [write(stdout), write(stderr)];
  for (const [stream, closed] of [
    [stdout, onClosed],
    [stderr, () => undefined],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      closed();
    });
  }
  const paint = (code: string) => (text: string) =>
    stdout.isTTY && !env['NO_COLOR'] && text !== '' ? `\u001B[${code}m${text}\u001B[0m` : text;
  return {
    line: (text = '') => answer(`${text}\n`),
    note: (text) => aside(`${text}\n`),
    error: (text) => aside(`${text}\n`),
    bold: paint('1'),
    dim: paint('2'),
    paint: { bold: paint('1'), dim: paint('2'), good: paint('32'), bad: paint('31'), note: paint('33') },
    width: stdout.columns ?? 100,
    progress: (text) => {
      if (stderr.isTTY) aside(`\r\u001B[K${text ?? ''}`);
    },
    out: { write: answer },
  };
}
