#!/usr/bin/env node
import { ConfigError } from '../config/load.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { pressqlVersion } from '../wordpress/user-agent.ts';
import { help, readCommandLine } from './arguments.ts';
import { runCompare } from './compare.ts';
import { demo } from './demo.ts';
import { runDoctor } from './doctor.ts';
import { createTerminal } from './print.ts';
import { schemaText } from './schema.ts';
import { serve } from './serve.ts';
import { endWithNpm } from './stop.ts';

/** Whether the command serves until it is stopped, and goes on when nobody reads what it prints. */
let isServing = false;

const terminal = createTerminal(process, () => {
  if (!isServing) process.exit();
});

/** Runs a command line; resolves to the exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const { command, url, settings, ...asked } = readCommandLine(argv, process.env);
  if (asked.help) return print(help());
  if (asked.version) return print(`${pressqlVersion}\n`);
  switch (command) {
    case 'schema':
      return print(
        await schemaText(url, settings, asked.json ? 'json' : asked.possibleTypes ? 'possible-types' : 'sdl'),
      );
    case 'doctor': {
      if (url === undefined) throw new ConfigError('Name the site: pressql doctor https://site.example');
      const { url: _url, ...options } = settings;
      return runDoctor(url, { ...options, out: terminal.out });
    }
    case 'compare': {
      const { targets, compare: flags, json } = asked;
      return runCompare({ targets, flags, json, settings, folder: process.cwd() }, terminal);
    }
    default:
      isServing = true;
      endWithNpm();
      if (command === 'demo' || url === undefined) await demo(settings, terminal);
      else await serve(url, settings, terminal);
      return 0;
  }
}

function print(text: string): number {
  terminal.out.write(text);
  return 0;
}

/** What went wrong as a sentence or two; the stack only for who asks with PRESSQL_DEBUG. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const advice = error instanceof WordPressError ? `\n${error.advice}` : '';
  const stack = process.env['PRESSQL_DEBUG'] ? `\n${error.stack ?? ''}` : '';
  return `${wordsOf(error)}${advice}${stack}`;
}

/** What errors of listening mean, by their codes. */
const listening: Readonly<Record<string, (place: { port?: number; address?: string }) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is in use. Choose another with --port, or 0 for any free one.`,
  EACCES: ({ port }) => `This user may not listen on port ${port}. Choose one above 1023 with --port.`,
  EADDRNOTAVAIL: ({ address }) => `This machine has no address ${address}. Name one of its own with --host.`,
};

function wordsOf(error: Error): string {
  const { code, syscall, ...place } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'ENOTFOUND' && syscall === 'getaddrinfo')
    return `There is no host ${'hostname' in place ? place.hostname : ''}. Name one of this machine's with --host.`;
  return (syscall === 'listen' && code !== undefined && listening[code]?.(place)) || error.message;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  terminal.error(explain(error));
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
