import { ConfigError } from '../config/load.ts';

/** What `pressql compare` is told beside the options that all commands share. */
export interface CompareFlags {
  /** A running gateway to compare with; by default one is made for the site. */
  readonly gateway: string | undefined;
  /** Sent to both. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to WPGraphQL alone. */
  readonly endpointHeaders: Readonly<Record<string, string>>;
  /** How often each document is sent to each. */
  readonly runs: number;
  /** Least share of documents with the same answer for exit code 0, from 0 to 1. */
  readonly minSame: number;
  /** A JSON file with values of variables for all documents. */
  readonly variables: string | undefined;
}

interface Flag {
  readonly name: string;
  /** What stands for the value in `--help`. */
  readonly value: string;
  readonly sentence: string;
  readonly isMany?: boolean;
}

/** The flags of `pressql compare`, a row each. */
export const compareFlags: readonly Flag[] = [
  {
    name: 'gateway',
    value: 'URL',
    sentence: 'A running gateway to compare with. [default one made for the site]',
  },
  { name: 'header', value: "'N: V'", sentence: 'A header for both sides; may be repeated.', isMany: true },
  {
    name: 'endpoint-header',
    value: "'N: V'",
    sentence: 'A header for WPGraphQL alone; may be repeated.',
    isMany: true,
  },
  { name: 'variables', value: 'FILE', sentence: 'JSON with values of variables for all documents.' },
  { name: 'runs', value: 'N', sentence: 'How often each document is sent to each side. [default 3]' },
  {
    name: 'min-same',
    value: 'PERCENT',
    sentence: 'Share of same answers that exit code 0 takes. [default 100]',
  },
];

/**
 * Reads the flags of `pressql compare`.
 *
 * @throws ConfigError for a value that can't be used
 */
export function readCompareFlags(values: Readonly<Record<string, unknown>>): CompareFlags {
  return {
    gateway: textOf(values['gateway']),
    headers: headersOf('header', values['header']),
    endpointHeaders: headersOf('endpoint-header', values['endpoint-header']),
    variables: textOf(values['variables']),
    runs: numberOf('runs', values['runs'] ?? '3', { min: 1, max: 100 }),
    minSame: numberOf('min-same', values['min-same'] ?? '100', { min: 0, max: 100 }) / 100,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function headersOf(flag: string, values: unknown): Readonly<Record<string, string>> {
  const texts: readonly unknown[] = Array.isArray(values) ? values : [];
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(String(text)) ?? [];
      if (name === undefined || value === undefined) {
        throw new ConfigError(`--${flag} must be a name, a colon and a value, such as 'X-Key: 1'.`);
      }
      return [name.toLowerCase(), value];
    }),
  );
}

function numberOf(flag: string, text: unknown, { min, max }: { min: number; max: number }): number {
  const number = /^\d+%?$/.test(String(text)) ? Number.parseInt(String(text), 10) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new ConfigError(`--${flag} must be a whole number, ${min} to ${max}; it is "${text}".`);
}
