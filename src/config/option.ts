import type { OptionValue } from './values.ts';

/**
 * One option of the gateway. Everything else about it derives from its row: its type in `Settings` and in `createPressQL`,
 * its default, its parsing, its line in `--help`, and its row in the documentation.
 */
export interface Option<Value = unknown> extends OptionValue<Value> {
  /** Its flag, without dashes. null: it has no flag. */
  readonly flag: string | null;
  /** Its environment variable. null: it has none. */
  readonly env: string | null;
  /** Stands for the value in `--help`: `URL`. */
  readonly placeholder: string;
  /** null: it has no default. */
  readonly default: Value | null;
  /** The default in production mode. @default the same as `default` */
  readonly inProduction?: Value;
  /** Says in one sentence what it does. */
  readonly sentence: string;
  /** Whether its value must never be printed. @default false */
  readonly isSecret?: boolean;
  /** Whether its flag without a value means `true`. @default false */
  readonly isSwitch?: boolean;
}

/** Options, by key. */
export type Options = Readonly<Record<string, Option>>;

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

/** Returns the default of an option as the documentation shows it. Returns an empty text if there is none. */
export function defaultText({ default: value, inProduction }: Option): string {
  if (Array.isArray(value)) return value.join(',') || 'none';
  if (value === null) return '';
  return inProduction === undefined ? String(value) : `${value}, in production ${inProduction}`;
}
