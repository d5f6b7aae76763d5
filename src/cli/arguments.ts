import { parseArgs } from 'node:util';
import { ConfigError, loadSettings, type Settings } from '../config/load.ts';
import { options } from '../config/options.ts';
import { typedAddress } from '../wordpress/url.ts';
import { type CompareFlags, compareFlags, readCompareFlags } from './compare-flags.ts';

/** A command line, read. */
export interface CommandLine {
  /** `serve`, `demo`, `schema`, `doctor`, `compare`. */
  readonly command: string;
  /** The site named without a flag. */
  readonly url: string | undefined;
  readonly settings: Settings;
  readonly help: boolean;
  readonly version: boolean;
  /** What `compare` is about: an endpoint, and documents. */
  readonly targets: readonly string[];
  readonly compare: CompareFlags;
  /** `schema --json`, `compare --json`. */
  readonly json: boolean;
  /** `schema --possible-types`. */
  readonly possibleTypes: boolean;
}

/** Commands beside `serve`, which is the one without a name. */
const commands = ['serve', 'demo', 'schema', 'doctor', 'compare'];

/** Flags that take no value. */
const switches = ['help', 'version', 'json', 'possible-types'];

/**
 * Reads a command line.
 *
 * @throws ConfigError for a flag or command that isn't known, or a value that can't be used
 */
export function readCommandLine(argv: readonly string[], env: NodeJS.ProcessEnv): CommandLine {
  const { values, positionals } = parse(argv);
  const [first, ...others] = positionals;
  const isCommand = first !== undefined && commands.includes(first);
  const targets = isCommand ? others : positionals;
  const [url, ...rest] = first === 'compare' ? [] : targets;
  if (rest.length > 0)
    throw new ConfigError(`One site at a time: ${positionals.map(typedAddress).join(' ')} names several.`);
  if (url !== undefined && !/[.:/]|^localhost$/.test(url)) {
    throw new ConfigError(
      `${url} is neither a command (${commands.join(', ')}) nor the address of a site. See pressql --help.`,
    );
  }
  const texts: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string') texts[name] = value;
  const settings = loadSettings(texts, env, texts['config'] ?? env['PRESSQL_CONFIG']);
  return {
    command: isCommand ? first : 'serve',
    url: url ?? settings.url,
    settings,
    help: values['help'] === true,
    version: values['version'] === true,
    targets,
    compare: readCompareFlags(values),
    json: values['json'] === true,
    possibleTypes: values['possible-types'] === true,
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(argv: readonly string[]): Parsed {
  const named = options.flatMap(({ flag }) => (flag ? [flag] : []));
  const known = Object.fromEntries([
    ...[...named, 'config'].map((flag) => [flag, { type: 'string' as const }]),
    ...compareFlags.map(({ name, isMany = false }) => [name, { type: 'string' as const, multiple: isMany }]),
    ...switches.map((flag) => [
      flag,
      { type: 'boolean' as const, ...(flag === 'help' ? { short: 'h' } : {}) },
    ]),
  ]);
  try {
    return parseArgs({ args: [...argv], options: known, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new ConfigError(`${message}. See pressql --help.`);
  }
}

/** What `--help` prints. */
export function help(): string {
  const flags = options.flatMap(({ flag, value, env, fallback, sentence }) =>
    flag ? [[`--${flag} ${value}`, sentence, env, fallback] as const] : [],
  );
  const width = Math.max(...flags.map(([name]) => name.length));
  const lines = flags.map(([name, sentence, env, fallback]) => {
    const notes = [env, fallback && `default ${fallback}`].filter(Boolean).join(', ');
    return `  ${name.padEnd(width)}  ${sentence}${notes ? ` [${notes}]` : ''}`;
  });
  const comparing = compareFlags.map(
    ({ name, value, sentence }) => `  ${`--${name} ${value}`.padEnd(width)}  ${sentence}`,
  );
  return `pressql – GraphQL for any WordPress

Usage
  pressql [url]           serve a site; without one, WORDPRESS_URL, or else the demo
  pressql demo            serve a WordPress with demo content that runs inside Node
  pressql schema [url]    print the graph's SDL; --json: introspection; --possible-types: for Apollo
  pressql doctor <url>    say in plain words what a site offers, and what to do about obstacles
  pressql compare <wpgraphql-endpoint> [documents…]
                          send a frontend's documents to WPGraphQL and to PressQL, and say what differs

Options
${lines.join('\n')}
  ${'--config FILE'.padEnd(width)}  Config file. [PRESSQL_CONFIG, default pressql.config.json where there is one]
  ${'-h, --help'.padEnd(width)}  This text.
  ${'--version'.padEnd(width)}  The version.

Options of compare
${comparing.join('\n')}
  ${'--json'.padEnd(width)}  The report as JSON.
`;
}
