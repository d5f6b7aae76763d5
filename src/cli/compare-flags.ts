import { ConfigError } from '../config/errors.ts';
import type { Flag, FlagValues } from './flags.ts';

/** A flag of `pressql compare`. Its type, default and line in `--help` derive from its row. */
interface CompareFlag<Value = unknown> extends Flag {
  readonly placeholder: string;
  /** Returns the value that the texts after the flag mean. Throws ConfigError for texts that mean none. */
  readonly read: (texts: readonly string[], flag: string) => Value;
}

const rows = {
  gateway: {
    flag: 'gateway',
    placeholder: 'URL',
    sentence: 'A running gateway to compare with. By default the command starts one for the site.',
    read: ([text]: readonly string[]) => text,
  },
  headers: {
    flag: 'header',
    placeholder: "'N: V'",
    sentence: 'An HTTP header to send to both endpoints. May be repeated.',
    isRepeatable: true,
    read: readHeaders,
  },
  endpointHeaders: {
    flag: 'endpoint-header',
    placeholder: "'N: V'",
    sentence: 'An HTTP header to send to WPGraphQL only. May be repeated.',
    isRepeatable: true,
    read: readHeaders,
  },
  variables: {
    flag: 'variables',
    placeholder: 'FILE',
    sentence: 'A JSON file with variable values for all documents.',
    read: ([text]: readonly string[]) => text,
  },
  runs: {
    flag: 'runs',
    placeholder: 'N',
    sentence: 'How many times to send each document to each endpoint.',
    default: '3',
    read: readNumber(1, 100),
  },
  minSame: {
    flag: 'min-same',
    placeholder: 'PERCENT',
    sentence: 'The command exits with code 0 if at least this share of documents gets the same answer.',
    default: '100',
    read: (texts: readonly string[], flag: string) => readNumber(0, 100)(texts, flag) / 100,
  },
} satisfies Readonly<Record<string, CompareFlag>>;

/** The values of the flags of `pressql compare`. `minSame` is a share from 0 to 1. */
export type CompareFlags = { readonly [Key in keyof typeof rows]: ReturnType<(typeof rows)[Key]['read']> };

/** The flags of `pressql compare`. */
export const compareFlags: readonly CompareFlag[] = Object.values(rows);

/** Returns the Markdown table of the flags of `pressql compare` for the documentation. */
export function compareFlagsTable(): string {
  const lines = compareFlags.map(({ flag, placeholder, sentence, default: fallback }) => {
    const cells = [`\`--${flag} ${placeholder}\``, fallback ? `\`${fallback}\`` : '', sentence];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| flag | default | meaning |', '|---|---|---|', ...lines].join('\n');
}

/**
 * Returns the values of the flags of `pressql compare`.
 *
 * @throws ConfigError for an invalid value
 */
export function readCompareFlags(values: FlagValues): CompareFlags {
  const textsOf = ({ flag, default: fallback }: CompareFlag): readonly string[] =>
    [values[flag] ?? fallback ?? []].flat().map(String);
  return {
    gateway: rows.gateway.read(textsOf(rows.gateway)),
    headers: rows.headers.read(textsOf(rows.headers), rows.headers.flag),
    endpointHeaders: rows.endpointHeaders.read(textsOf(rows.endpointHeaders), rows.endpointHeaders.flag),
    variables: rows.variables.read(textsOf(rows.variables)),
    runs: rows.runs.read(textsOf(rows.runs), rows.runs.flag),
    minSame: rows.minSame.read(textsOf(rows.minSame), rows.minSame.flag),
  };
}

function readHeaders(texts: readonly string[], flag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(text) ?? [];
      if (name === undefined || value === undefined) {
        throw new ConfigError(`--${flag} must be a name, a colon and a value, such as 'X-Key: 1'.`);
      }
      return [name.toLowerCase(), value];
    }),
  );
}

function readNumber(min: number, max: number): CompareFlag<number>['read'] {
  return ([text = ''], flag) => {
    const number = /^\d+%?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new ConfigError(`--${flag} must be a whole number, ${min} to ${max}; it is "${text}".`);
  };
}
