import { chooseSite } from '../config/choose-site.ts';
import { ConfigError } from '../config/errors.ts';
import { loadSettings } from '../config/load.ts';
import type { Settings } from '../config/options.ts';
import { parseAddress } from '../site/address.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { CommandLineError, type HelpStyle, parseLine } from './commander.ts';
import type { Operands } from './commands.ts';
import { type FlagValues, textOf } from './flags.ts';
import { completeWords, isAddress } from './words.ts';

/** A parsed command line. */
export interface CommandLine {
  /** The name of a row of `commands`. */
  readonly command: string;
  /**
   * The address of the site, from an argument, `--url`, the environment or the config file. Undefined if nothing names a site,
   * or if `settings` name several.
   */
  readonly url: string | undefined;
  readonly settings: Settings;
  /** The words after the command that name no site: files and folders, for `compare` after the endpoint. */
  readonly targets: readonly string[];
  /** The values of the flags. */
  readonly values: FlagValues;
}

const plain: HelpStyle = { width: 100, hasColors: false };

/**
 * Returns the text that a command line asks for, with `--help`, `--version` or `help`. Returns null if it asks for none.
 *
 * @param argv - arguments, without those of Node: `process.argv.slice(2)`
 * @throws ConfigError for an unknown flag or command
 */
export function requestedText(argv: readonly string[], style: HelpStyle = plain): string | null {
  const parsed = parse(argv, style);
  return 'text' in parsed ? parsed.text : null;
}

/**
 * Parses a command line that asks for no text.
 *
 * @param argv - arguments, without those of Node: `process.argv.slice(2)`
 * @param folder - where `.env` and the config file are. @default the current folder
 * @throws ConfigError for an unknown flag or command, or an invalid value
 */
export async function readCommandLine(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Promise<CommandLine> {
  const parsed = parse(argv, plain);
  if ('text' in parsed) throw new ConfigError('The command line asks for help.');
  const { command, words, values } = parsed;
  const { url, targets } = meanings[command.operands](words);
  const texts = Object.fromEntries(Object.keys(values).map((flag) => [flag, textOf(values, flag)]));
  const loaded = await loadSettings(texts, env, folder);
  const choice = { address: url ?? texts['url'], name: texts['site'] };
  const settings = chooseSite(loaded, choice, command.manySites);
  const address = settings.sites ? undefined : settings.url;
  if (address !== undefined) checkUrl(address);
  return { command: command.name, url: address, settings, targets, values };
}

function parse(argv: readonly string[], style: HelpStyle) {
  try {
    return parseLine(completeWords(argv), style);
  } catch (error) {
    if (error instanceof CommandLineError) throw new ConfigError(`${error.message} See pressql --help.`);
    throw error;
  }
}

type Meaning = (words: readonly string[]) => Pick<CommandLine, 'url' | 'targets'>;

/** Reads the operands of a command. Each function throws ConfigError for operands that its command does not take. */
const meanings: Readonly<Record<Operands, Meaning>> = {
  none: (words) => {
    if (words.length === 0) return { url: undefined, targets: [] };
    throw new ConfigError(`${words.map(withoutUserInfo).join(' ')} means nothing here. See pressql --help.`);
  },
  site: ([url, ...rest]) => {
    if (rest.length === 0) return { url: addressIn(url), targets: [] };
    const all = [url ?? '', ...rest].map(withoutUserInfo).join(' ');
    throw new ConfigError(`The command serves one site at a time, but ${all} names several.`);
  },
  documents: (words) => {
    const [first = '', ...rest] = words;
    return /^https?:\/\//i.test(first) ? { url: first, targets: rest } : { url: undefined, targets: words };
  },
  endpoint: (words) => ({ url: undefined, targets: words }),
};

function addressIn(word: string | undefined): string | undefined {
  if (word === undefined || isAddress(word)) return word;
  throw new ConfigError(`${word} is not the address of a site, such as https://site.example.`);
}

/** @throws ConfigError if a text is no address of a web site */
function checkUrl(url: string): void {
  try {
    parseAddress(url);
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    throw new ConfigError(`${error.report} ${error.advice}`);
  }
}
