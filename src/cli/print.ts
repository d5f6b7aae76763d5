import type { Paint } from '../compare/words.ts';

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

/** The process's own terminal. `NO_COLOR` switches colours off (no-color.org). */
export function createTerminal({ stdout, stderr, env }: NodeJS.Process): Terminal {
  const paint = (code: string) => (text: string) =>
    stdout.isTTY && !env['NO_COLOR'] && text !== '' ? `\u001B[${code}m${text}\u001B[0m` : text;
  return {
    line: (text = '') => stdout.write(`${text}\n`),
    note: (text) => stderr.write(`${text}\n`),
    error: (text) => stderr.write(`${text}\n`),
    bold: paint('1'),
    dim: paint('2'),
    paint: { bold: paint('1'), dim: paint('2'), good: paint('32'), bad: paint('31'), note: paint('33') },
    width: stdout.columns ?? 100,
    progress: (text) => {
      if (stderr.isTTY) stderr.write(`\r\u001B[K${text ?? ''}`);
    },
    out: stdout,
  };
}
