#!/usr/bin/env node
import { ConfigError } from '../config/errors.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { readCommandLine, requestedText } from './arguments.ts';
import { Cancelled } from './cancelled.ts';
import { createTerminal } from './print.ts';
import { worker } from './worker.ts';

/** Whether the command serves a site. It then goes on when the reader of its output has gone. */
let isServing = false;

const terminal = createTerminal(process, () => {
  if (!isServing) process.exit();
});

/** Runs a command line. Returns the exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const text = requestedText(argv, terminal);
  if (text !== null) {
    terminal.out.write(text);
    return 0;
  }
  const line = await readCommandLine(argv, process.env);
  // Help, the version and errors of the command line need no gateway, and come at once without it.
  const [{ createAsk }, { runners }] = await Promise.all([import('./prompts.ts'), import('./runners.ts')]);
  const ask = terminal.canAsk ? createAsk({ input: process.stdin, output: process.stderr }) : null;
  const runner = runners[line.command];
  if (!runner) throw new Error(`Nothing runs the command ${line.command}.`);
  return runner(line, {
    ...{ terminal, ask, argv, env: process.env, folder: process.cwd() },
    onServe: () => {
      isServing = true;
    },
  });
}

/** Returns an error as text: its message and advice, and with PRESSQL_DEBUG its stack. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const advice = error instanceof WordPressError ? `\n${error.advice}` : '';
  const stack = process.env['PRESSQL_DEBUG'] ? `\n${error.stack ?? ''}` : '';
  const message = error instanceof WordPressError ? error.report : messageOf(error);
  return `${message}${advice}${stack}`;
}

/** Messages for errors of `listen`, by Node's error code. */
const listenMessages: Readonly<Record<string, (place: { port?: number; address?: string }) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is in use. Choose another with --port, or 0 for any free one.`,
  EACCES: ({ port }) => `This user may not listen on port ${port}. Choose one above 1023 with --port.`,
  EADDRNOTAVAIL: ({ address }) =>
    `This machine has no address ${address}. Name one of its addresses with --host.`,
};

function messageOf(error: Error): string {
  const { code, syscall, ...place } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'ENOTFOUND' && syscall === 'getaddrinfo')
    return `There is no host ${'hostname' in place ? place.hostname : ''}. Name a host of this machine with --host.`;
  return (syscall === 'listen' && code !== undefined && listenMessages[code]?.(place)) || error.message;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  terminal.error(errorText(error));
  process.exitCode = error instanceof ConfigError ? 2 : error instanceof Cancelled ? 130 : 1;
}
worker?.leave();
