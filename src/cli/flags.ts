/** A flag that belongs to one command. Options of the gateway are no flags: they are rows of `src/config/options.ts`. */
export interface Flag {
  readonly flag: string;
  /** Stands for the value in `--help`. Null if the flag takes no value. */
  readonly placeholder: string | null;
  readonly sentence: string;
  /** The text that counts if the flag is absent. @default none */
  readonly default?: string;
  /** Whether the flag may be repeated. @default false */
  readonly isRepeatable?: boolean;
}

/** The values of flags, by flag: true for one without a value, and a list for one that may be repeated. */
export type FlagValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Returns the text of a flag. Returns undefined if the command line does not have it. */
export function textOf(values: FlagValues, flag: string): string | undefined {
  const value = values[flag];
  return typeof value === 'string' ? value : undefined;
}

/** Returns a flag that makes the command print its result as JSON. */
export function jsonFlag(what: string): Flag {
  return { flag: 'json', placeholder: null, sentence: `Print ${what} as JSON.` };
}
