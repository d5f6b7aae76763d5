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
  readonly out: { write(text: string): unknown };
}

/** The process's own terminal. `NO_COLOR` switches colours off (no-color.org). */
export function createTerminal({ stdout, stderr, env }: NodeJS.Process): Terminal {
  const paint = (code: string) => (text: string) =>
    stdout.isTTY && !env['NO_COLOR'] ? `\u001B[${code}m${text}\u001B[0m` : text;
  return {
    line: (text = '') => stdout.write(`${text}\n`),
    note: (text) => stderr.write(`${text}\n`),
    error: (text) => stderr.write(`${text}\n`),
    bold: paint('1'),
    dim: paint('2'),
    out: stdout,
  };
}
