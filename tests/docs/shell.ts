import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine, requestedText } from '../../src/cli/arguments.ts';
import { readCompareFlags } from '../../src/cli/compare-flags.ts';
import { options } from '../../src/config/options.ts';
import { root } from './blocks.ts';

/** One command of a shell block. */
export interface Command {
  /** Variables set in front of the command. */
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** The command as written, with its continued lines. */
  readonly text: string;
}

/** Splits a shell block into commands: at line ends and at `&&`. Comments and redirections are left out. */
export function commandsIn(code: string): readonly Command[] {
  return code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => splitLine(line))
    .filter(({ words }) => words.length > 0);
}

function splitLine(line: string): readonly Command[] {
  const commands: string[][] = [[]];
  // A word is a run of quoted parts and plain characters; a comment begins with # before a word.
  for (const [token] of line.matchAll(/#.*$|&&|>\s*\S+|(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g)) {
    if (token.startsWith('#')) break;
    if (token === '&&') commands.push([]);
    else if (!token.startsWith('>')) commands.at(-1)?.push(unquoted(token));
  }
  return commands.map((all) => {
    const first = all.findIndex((word) => !/^[A-Z_]+=/.test(word));
    const env = all.slice(0, Math.max(first, 0)).map((word) => word.split(/=(.*)/s).slice(0, 2));
    return { env: Object.fromEntries(env), words: first < 0 ? [] : all.slice(first), text: line };
  });
}

function unquoted(token: string): string {
  return token.replaceAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_all, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}

/** Commands that npx downloads for the reader. */
const downloaded = ['tsx'];

/** How commands are checked without running them, by their first word. Each throws an Error that says what is wrong. */
const checks: Readonly<Record<string, (args: readonly string[], command: Command) => Promise<void> | void>> =
  {
    npm: ([action = '', script = '']) => {
      if (action === 'run') demand(script in scripts(), `there is no npm script "${script}"`);
      else demand(['install', 'ci', 'test'].includes(action), `npm ${action} is not known`);
    },
    npx: async ([name = '', ...args], { env }) => {
      if (name === 'pressql') await checkPressql(args, env);
      else if (!downloaded.includes(name))
        demand(existsSync(new URL(`node_modules/.bin/${name}`, root)), `${name} is not installed`);
      demandFiles(args.filter((word) => /^(src|tests|docs)\//.test(word)));
    },
    pressql: async (args, { env }) => checkPressql(args, env),
    docker: ([action = '', ...args]) => {
      demand(['build', 'run'].includes(action), `docker ${action} is not known`);
      demandFiles(args.filter((word) => word.startsWith('docker/')));
      for (const word of args) checkVariable(/^([A-Z_]+)=/.exec(word)?.[1]);
    },
    kubectl: (args) => demandFiles(args.filter((word) => word.endsWith('.yaml'))),
    node: ([file = '']) => demandFiles([file]),
    bash: ([file = '']) => demandFiles([file]),
    git: ([action = '']) => demand(['clone', 'switch', 'commit', 'push'].includes(action), `git ${action}`),
    cd: () => {},
  };

/**
 * Checks that a command exists and that its flags are known.
 *
 * @throws Error that says what is wrong
 */
export async function checkCommand(command: Command): Promise<void> {
  const [name = '', ...args] = command.words;
  const check = checks[name];
  if (!check) throw new Error(`"${command.text}": nobody checks the command ${name}`);
  for (const variable of Object.keys(command.env)) checkVariable(variable);
  await check(args, command);
}

async function checkPressql(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  if (requestedText(args) !== null) return;
  const folder = mkdtempSync(join(tmpdir(), 'pressql-docs-'));
  const site = args[args.indexOf('--site') + 1] ?? '';
  const sites = { [site]: { url: 'https://site.example' } };
  // A command that names a site is for a folder whose config file has it.
  if (args.includes('--site')) writeFileSync(join(folder, 'pressql.config.json'), JSON.stringify({ sites }));
  try {
    const { command, values } = await readCommandLine(args, env, folder);
    if (command === 'compare') readCompareFlags(values);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checkVariable(variable: string | undefined): void {
  const isKnown = variable === undefined || options.some(({ env }) => env === variable);
  demand(isKnown, `${variable} is no variable of PressQL`);
}

function demandFiles(files: readonly string[]): void {
  for (const file of files) demand(existsSync(new URL(file, root)), `there is no file ${file}`);
}

function demand(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}

function scripts(): object {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: object };
  return scripts;
}
