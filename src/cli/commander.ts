import { Command, CommanderError, Option } from 'commander';
import { optionGroups } from '../config/groups.ts';
import { defaultText } from '../config/option.ts';
import { options } from '../config/options.ts';
import { pressqlVersion } from '../wordpress/user-agent.ts';
import { commands, type Command as Row } from './commands.ts';
import type { Flag, FlagValues } from './flags.ts';

/** How `--help` is printed. */
export interface HelpStyle {
  readonly width: number;
  readonly hasColors: boolean;
}

/** A command line whose flags are known. Or a text to print, if it asks for help or for the version. */
export type ParsedLine = ParsedCommand | { readonly text: string };

/** A command, with its words and flags. */
export interface ParsedCommand {
  readonly command: Row;
  /** The words after the command that belong to no flag. */
  readonly words: readonly string[];
  readonly values: FlagValues;
}

/** An error of the command line. Its message says what is wrong. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/**
 * Parses a command line that begins with a command.
 *
 * @throws CommandLineError for an unknown flag, and a flag without its value
 */
export function parseLine(argv: readonly string[], style: HelpStyle): ParsedLine {
  let parsed: ParsedLine | null = null;
  let text = '';
  const program = createProgram({ ...style, write: (part) => (text += part) }, (found) => {
    parsed = found;
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text };
    throw new CommandLineError(sentenceOf(error.message));
  }
  return parsed ?? { text };
}

/** Returns `Did you mean serve?` for a word that is like the name of a command. Returns an empty text for other words. */
export function suggestion(word: string): string {
  try {
    createProgram({ width: 100, hasColors: false, write: () => undefined }, () => undefined).parse([word], {
      from: 'user',
    });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const [, question] = /\((Did you mean .*\?)\)/.exec(error.message) ?? [];
    return question ? ` ${question}` : '';
  }
  return '';
}

/** Returns a message of commander as sentences of ours: `Unknown option '--prot'. Did you mean --port?` */
function sentenceOf(message: string): string {
  const [first = '', hint] = message
    .replace(/^error: /, '')
    // A value may be a secret.
    .replace(/^(unknown option '[^=']*)=[^']*/, '$1')
    .split('\n');
  const [, question] = /^\((.*)\)$/.exec(hint ?? '') ?? [];
  const sentence = first.charAt(0).toUpperCase() + first.slice(1);
  return [sentence, ...(question ? [question.replace(/\?$/, '')] : [])].join('. ') + (question ? '?' : '.');
}

interface Output extends HelpStyle {
  readonly write: (text: string) => void;
}

function createProgram(output: Output, onParsed: (line: ParsedCommand) => void): Command {
  const program = base(new Command('pressql'), output)
    .usage('[command] [url] [options]')
    .description('GraphQL for any WordPress. Without a command, pressql serves the site.')
    .helpCommand(false)
    .addHelpText('after', `\n${bold('Options:')}\n${generalLines.join('\n')}`);
  for (const row of commands) {
    const command = base(program.command(row.name), output)
      .helpGroup(`${row.group}:`)
      .summary(row.summary)
      .description(`${row.summary.charAt(0).toUpperCase()}${row.summary.slice(1)}.`)
      .usage([row.usage, '[options]'].filter(Boolean).join(' '))
      .argument('[words...]')
      .addHelpText(
        'after',
        `\n${bold('Examples:')}\n${row.examples.map((line) => `  pressql ${line}`).join('\n')}`,
      )
      .action((words: string[]) => onParsed({ command: row, words, values: valuesOf(command) }));
    command.optionsGroup('Options of the command:');
    for (const flag of row.flags) command.addOption(ownOption(flag));
    for (const { title, keys } of optionGroups)
      for (const option of options.filter(({ key }) => keys.includes(key)))
        if (option.flag !== null)
          command.addOption(
            new Option(`--${option.flag} <${option.placeholder}>`, option.sentence)
              .helpGroup(`${title}:`)
              .hideHelp(!row.listedOptions.includes(option.key)),
          );
    command.optionsGroup('General:');
    const config = new Option('--config <FILE>', 'Config file.').hideHelp(
      row.operands === 'none' && row.listedOptions.length === 0,
    );
    command.addOption(config);
    if (row.operands !== 'none')
      command.addOption(new Option('--site <NAME>', 'Use only this one of `sites` in the config file.'));
    general(command);
  }
  general(program);
  return program;
}

/** Returns the values of the flags by their names on the command line. */
function valuesOf(command: Command): FlagValues {
  return Object.fromEntries(
    command.options.map((option) => [option.long?.slice(2), command.getOptionValue(option.attributeName())]),
  );
}

/** Returns a command that throws its errors, and that prints help in columns. */
function base(command: Command, { width, hasColors, write }: Output): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: () => undefined,
      getOutHelpWidth: () => width,
      getOutHasColors: () => hasColors,
    })
    .configureHelp({
      styleTitle: bold,
      subcommandTerm: (sub) =>
        [sub.name(), commands.find(({ name }) => name === sub.name())?.usage].filter(Boolean).join(' '),
      optionDescription,
      ...(command.parent === null ? { visibleOptions: () => [] } : {}),
    });
}

function general(command: Command): void {
  command.helpOption('-h, --help', 'Print this text.');
  command.version(pressqlVersion, '-v, --version', 'Print the version.');
}

/** The end of `pressql --help`. */
const generalLines = [
  '  pressql help serve  Print the help of a command, with its options.',
  '  -v, --version       Print the version.',
  '  -h, --help          Print this text.',
];

function ownOption({ flag, placeholder, sentence, isRepeatable = false }: Flag): Option {
  const option = new Option(placeholder === null ? `--${flag}` : `--${flag} <${placeholder}>`, sentence);
  return isRepeatable
    ? option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value])
    : option;
}

/** Names of an option beside its flag, by flag: its environment variable and its default. */
const notes = new Map<string, string>([
  ...options.map((option) => {
    const fallback = defaultText(option);
    return [
      option.flag ?? '',
      [option.env, fallback && `default ${fallback}`].filter(Boolean).join(', '),
    ] as const;
  }),
  ['config', 'PRESSQL_CONFIG, default pressql.config.ts, .js or .json if it exists'],
]);

function optionDescription({ description, long }: Option): string {
  const note = notes.get(long?.slice(2) ?? '');
  return note ? `${description} ${dim(`[${note}]`)}` : description;
}

const bold = (text: string) => `\u001B[1m${text}\u001B[22m`;
const dim = (text: string) => `\u001B[2m${text}\u001B[22m`;
