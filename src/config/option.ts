import type { OptionValue } from './values.ts';

/**
 * An option of the gateway. The code derives everything else from this row: the type in `Settings` and in `createPressQL`,
 * the parsing, the line in `--help`, and the row in the documentation.
 */
export interface Option<Value = unknown> extends OptionValue<Value> {
  /** The flag on the command line, without dashes. Null if the option has no flag. */
  readonly flag: string | null;
  /** The environment variable. Null if the option has no variable. */
  readonly env: string | null;
  /** The text in place of the value in `--help`: `URL`. */
  readonly placeholder: string;
  /** The value if the operator sets no other. Null if the option has no default. */
  readonly default: Value | null;
  /** The default in production mode. @default the value of `default` */
  readonly inProduction?: Value;
  /** The description for operators, in one sentence. */
  readonly sentence: string;
  /** Whether the value belongs to one site: among several sites, each needs its own. @default false */
  readonly isOfOneSite?: boolean;
  /** Whether the gateway must never print the value. @default false */
  readonly isSecret?: boolean;
  /** The value that `--no-FLAG` sets. @default `false` for `true|false`, otherwise there is no such flag */
  readonly off?: string;
  /** Whether the flag needs no value. Without one, its text is `true`. @default false */
  readonly isSwitch?: boolean;
}

/** Options, by key. */
export type Options = Readonly<Record<string, Option>>;

/** The values of options that are set, by key. */
export type ValuesOf<Rows extends Options> = {
  readonly [Key in keyof Rows]?: ReturnType<Rows[Key]['parse']> | undefined;
};

/** The values of options, by key. An option without a default may be null. */
export type CompleteValues<Rows extends Options> = {
  readonly [Key in keyof Rows]: ReturnType<Rows[Key]['parse']> | Rows[Key]['default'];
};

/** Returns the values of options, with the default of each that is not set. */
export function withDefaults<Rows extends Options>(rows: Rows, settings: object): CompleteValues<Rows> {
  const set = new Map<string, unknown>(Object.entries(settings));
  const values = Object.entries(rows).map(([key, row]) => [key, set.get(key) ?? row.default]);
  // `Object.fromEntries` forgets the names of the keys.
  return Object.fromEntries(values) as CompleteValues<Rows>;
}

/** Returns the default of an option as text. Returns `none` for an empty list, and an empty text if there is no default. */
export function defaultText({ default: value, inProduction }: Option): string {
  if (Array.isArray(value)) return value.join(',') || 'none';
  if (value === null) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  return inProduction === undefined ? String(value) : `${value}, in production ${inProduction}`;
}
