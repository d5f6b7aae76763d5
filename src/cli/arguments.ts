import { parseArgs } from 'node:util';
import { ConfigError, loadSettings } from '../config/load.ts';
import { defaultText } from '../config/option.ts';
import { options, type Settings } from '../config/options.ts';
import { parseAddress } from '../site/address.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { type CompareFlags, compareFlags, readCompareFlags } from './compare-flags.ts';

/** A parsed command line. */
export interface CommandLine {
  /** `serve`, `demo`, `schema`, `doctor`, `compare` or `plugin`. */
  readonly command: string;
  /** The address of the site, from an argument, `--url`, the environment or the config file. */
  readonly url: string | undefined;
  readonly settings: Settings;
  readonly help: boolean;
  readonly version: boolean;
  /** The arguments of `compare`: an endpoint, then files and folders. */
  readonly targets: readonly string[];
  readonly compare: CompareFlags;
  /** `schema --json`, `compare --json`. */
  readonly json: boolean;
  /** `schema --possible-types`. */
  readonly possibleTypes: boolean;
}

/** The commands. A command line without a command means `serve`. */
const commands = ['serve', 'demo', 'schema', 'doctor', 'compare', 'plugin'];

/** Flags that take no value. */
const switches = ['help', 'version', 'json', 'possible-types'];

/**
 * Parses a command line.
 *
 * @param argv - arguments, without those of Node: `process.argv.slice(2)`
 * @throws ConfigError for an unknown flag or command, or an invalid value
 */
export function readCommandLine(argv: readonly string[], env: NodeJS.ProcessEnv): CommandLine {
  const { values, positionals } = parse(argv);
  const [first, ...others] = positionals;
  const isCommand = first !== undefined && commands.includes(first);
  const targets = isCommand ? others : positionals;
  const [url, ...rest] = first === 'compare' ? [] : targets;
  if (rest.length > 0) {
    throw new ConfigError(
      `The command serves one site at a time, but ${positionals.map(withoutUserInfo).join(' ')} names several.`,
    );
  }
  if (url !== undefined && !/[.:/]|^localhost$/.test(url)) {
    throw new ConfigError(
      `${url} is neither a command (${commands.join(', ')}) nor the address of a site. See pressql --help.`,
    );
  }
  const texts: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string') texts[name] = value;
  const settings = loadSettings(texts, env, texts['config'] ?? env['PRESSQL_CONFIG']);
  const address = url ?? settings.url;
  if (address !== undefined) checkUrl(address);
  return {
    command: isCommand ? first : 'serve',
    url: address,
    settings,
    help: values['help'] === true,
    version: values['version'] === true,
    targets,
    compare: readCompareFlags(values),
    json: values['json'] === true,
    possibleTypes: values['possible-types'] === true,
  };
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

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(argv: readonly string[]): Parsed {
  const optionFlags = options.flatMap(({ flag }) => flag ?? []);
  const flags = Object.fromEntries([
    ...[...optionFlags, 'config'].map((flag) => [flag, { type: 'string' as const }]),
    ...compareFlags.map(({ flag, isRepeatable = false }) => [
      flag,
      { type: 'string' as const, multiple: isRepeatable },
    ]),
    ...switches.map((flag) => [
      flag,
      { type: 'boolean' as const, ...(flag === 'help' ? { short: 'h' } : {}) },
    ]),
  ]);
  try {
    return parseArgs({ args: withSwitchValues(argv), options: flags, allowPositionals: true });
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/\.?\n|\. |\.$/);
    const [, flag] = /^Option '(--[\w-]+)' argument is ambiguous/.exec(message) ?? [];
    if (flag) throw new ConfigError(`${flag} has no value. If the value begins with -, write ${flag}=VALUE.`);
    throw new ConfigError(`${message}. See pressql --help.`);
  }
}

/**
 * Returns a command line in which each switch has a value: `--production` means `--production=true`, and `--no-cache` means
 * `--cache=false`, and `--no-feed` means `--feed=0`.
 */
function withSwitchValues(argv: readonly string[]): string[] {
  const names = options.flatMap(({ flag, isSwitch }) => (flag !== null && isSwitch ? [`--${flag}`] : []));
  const negations = new Map<string, string>(
    options.flatMap(({ flag, placeholder, off = placeholder === 'true|false' ? 'false' : undefined }) =>
      flag !== null && off !== undefined ? [[`--no-${flag}`, `--${flag}=${off}`] as const] : [],
    ),
  );
  return argv.map((word, index) => {
    const negation = negations.get(word);
    if (negation !== undefined) return negation;
    const hasValue = /^(true|false|yes|no|on|off|0|1)$/i.test(argv[index + 1] ?? '');
    return names.includes(word) && !hasValue ? `${word}=true` : word;
  });
}

/** Returns the text that `--help` prints. */
export function help(): string {
  const optionLines = options.flatMap((option) => {
    const { flag, placeholder, env, sentence } = option;
    const fallback = defaultText(option);
    const notes = [env, fallback && `default ${fallback}`].filter(Boolean).join(', ');
    return flag ? [[`--${flag} ${placeholder}`, notes ? `${sentence} [${notes}]` : sentence] as const] : [];
  });
  const compareLines = compareFlags.map(({ flag, placeholder, sentence, default: fallback }) => {
    return [`--${flag} ${placeholder}`, fallback ? `${sentence} [default ${fallback}]` : sentence] as const;
  });
  const width = Math.max(...optionLines.map(([usage]) => usage.length));
  const line = ([usage, sentence]: readonly [string, string]) => `  ${usage.padEnd(width)}  ${sentence}`;
  return `pressql – GraphQL for any WordPress

Usage
  pressql [url]           serve a site; without an address, the site in WORDPRESS_URL or the demo
  pressql demo            serve a WordPress with demo content, which runs inside Node
  pressql schema [url]    print the schema as SDL; --json: as introspection; --possible-types: for Apollo Client
  pressql doctor <url>    check what a site offers, and print how to fix what is missing
  pressql compare <wpgraphql-endpoint> [documents…]
                          send a frontend's documents to WPGraphQL and to PressQL, and compare the answers
  pressql plugin          print an optional plugin for WordPress that tells the gateway of changes at once

Options
${optionLines.map(line).join('\n')}
${line(['--config FILE', 'Config file. [PRESSQL_CONFIG, default pressql.config.json if it exists]'])}
${line(['-h, --help', 'Print this text.'])}
${line(['--version', 'Print the version.'])}

Options of compare
${compareLines.map(line).join('\n')}
${line(['--json', 'Print the report as JSON.'])}
`;
}
