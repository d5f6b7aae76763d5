import { ConfigError } from '../config/errors.ts';
import { options } from '../config/options.ts';
import { suggestion } from './commander.ts';
import { commands } from './commands.ts';

/** Words that an option without `=` takes as its value, if the option may also stand alone. */
const switchValue = /^(true|false|yes|no|on|off|\d+)$/i;

const switches = new Set(options.flatMap(({ flag, isSwitch }) => (flag !== null && isSwitch ? [flag] : [])));

const negations = new Map<string, string>(
  options.flatMap(({ flag, placeholder, off = placeholder === 'true|false' ? 'false' : undefined }) =>
    flag !== null && off !== undefined ? [[`--no-${flag}`, `--${flag}=${off}`] as const] : [],
  ),
);

const valued = new Set<string | null>([
  'config',
  'site',
  ...options.map(({ flag }) => flag),
  ...commands.flatMap(({ flags }) =>
    flags.flatMap(({ flag, placeholder }) => (placeholder === null ? [] : [flag])),
  ),
]);

/** Flags that stand alone. */
const alone = new Set(['help', 'version', ...commands.flatMap(({ flags }) => flags.map(({ flag }) => flag))]);

/**
 * Returns a command line that begins with its command, and in which each option has a value: `--production` means
 * `--production=true`, `--no-cache` means `--cache=false`, and `--no-feed` means `--feed=0`. `help serve` becomes
 * `serve --help`. Without a command, it begins with `serve`.
 *
 * @throws ConfigError for an option that needs a value and has none, and for a word that is no command
 */
export function completeWords(argv: readonly string[]): readonly string[] {
  const flags: string[] = [];
  const operands: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    const next = argv[index + 1];
    const name = word.slice(2);
    if (word === '--') {
      operands.push(...argv.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') operands.push(word);
    else if (negations.has(word)) flags.push(negations.get(word) ?? word);
    else if (switches.has(name) && !switchValue.test(next ?? '')) flags.push(`${word}=true`);
    else if (valued.has(name) && next !== undefined) {
      if (next.startsWith('-'))
        throw new ConfigError(`${word} has no value. If the value begins with -, write ${word}=VALUE.`);
      flags.push(`${word}=${next}`);
      index++;
    } else flags.push(word);
  }
  const [first, ...others] = operands;
  if (first === 'help') return [...others.slice(0, 1).map(knownCommand), '--help'];
  const asks = flags.some((flag) => /^(-h|--help|-v|--version)$/.test(flag));
  if (first === undefined) return asks ? flags : ['serve', ...flags];
  if (isCommand(first)) return [first, ...flags, '--', ...others];
  // An unknown flag may have a value, which then looks like a word of its own.
  if (flags.some((flag) => !isFlag(flag))) return ['serve', ...flags];
  if (!isAddress(first)) throw new ConfigError(unknownText(first));
  return ['serve', ...flags, '--', ...operands];
}

/** Returns whether a word of the command line is a flag of some command. */
function isFlag(word: string): boolean {
  const [, name = ''] = /^--([^=]*)/.exec(word) ?? [];
  return valued.has(name) || alone.has(name) || /^-[hv]$/.test(word);
}

/** Returns whether a word may be the address of a site. A name without dots is none, but for localhost. */
export function isAddress(word: string): boolean {
  return /[.:/]|^localhost$/.test(word);
}

function isCommand(word: string): boolean {
  return commands.some(({ name }) => name === word);
}

function knownCommand(word: string): string {
  if (isCommand(word)) return word;
  throw new ConfigError(`There is no command ${word}.${suggestion(word)} See pressql --help.`);
}

function unknownText(word: string): string {
  const names = commands.map(({ name }) => name).join(', ');
  return `${word} is neither a command (${names}) nor the address of a site.${suggestion(word)} See pressql --help.`;
}
