#!/usr/bin/env node
import { ConfigError } from '../config/load.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { pressqlVersion } from '../wordpress/user-agent.ts';
import { help, readCommandLine } from './arguments.ts';
import { runCompare } from './compare.ts';
import { demo } from './demo.ts';
import { runDoctor } from './doctor.ts';
import { loadIntegrations } from './integrations.ts';
import { pluginText } from './plugin-text.ts';
import { createTerminal } from './print.ts';
import { schemaText } from './schema.ts';
import { serve } from './serve.ts';
import { endWithNpm } from './stop.ts';

/** Whether the command serves a site. It then goes on when the reader of its output has gone. */
let isServing = false;

const terminal = createTerminal(process, () => {
  if (!isServing) process.exit();
});

/** Runs a command line. Returns the exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const { command, url, settings, ...flags } = readCommandLine(argv, process.env);
  if (flags.help) return print(help());
  if (flags.version) return print(`${pressqlVersion}\n`);
  switch (command) {
    case 'schema':
      return print(
        await schemaText(url, settings, flags.json ? 'json' : flags.possibleTypes ? 'possible-types' : 'sdl'),
      );
    case 'plugin':
      return print(pluginText);
    case 'doctor': {
      if (url === undefined)
        throw new ConfigError('The address of the site is missing: pressql doctor https://site.example');
      const { url: _url, ...options } = settings;
      const integrations = await loadIntegrations(settings);
      return runDoctor(url, { ...options, integrations, out: terminal.out });
    }
    case 'compare': {
      const { targets, compare, json } = flags;
      return runCompare({ targets, flags: compare, json, settings, folder: process.cwd() }, terminal);
    }
    default:
      isServing = true;
      endWithNpm();
      if (command === 'demo' || url === undefined) await demo(settings, terminal);
      else await serve({ url, settings, readAgain: () => readAgain(argv) }, terminal);
      return 0;
  }
}

/**
 * Reads the command line, the environment and the config file again.
 *
 * @throws ConfigError if a value is invalid, or no site is named any more
 */
function readAgain(argv: readonly string[]) {
  const { url, settings } = readCommandLine(argv, process.env);
  if (url === undefined) throw new ConfigError('The configuration names no site any more.');
  return { url, settings };
}

function print(text: string): number {
  terminal.out.write(text);
  return 0;
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
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
