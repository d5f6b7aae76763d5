import { isAddressRange } from '../values/ip-address.ts';

/** A JSON Schema of one value (json-schema.org, draft 7, which editors know). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** How the value of an option is read from text, and checked when it comes from a config file. */
export interface OptionValue<Value> {
  /** Returns the value that a text means. Throws an Error that says what the text must be. */
  readonly parse: (text: string) => Value;
  /** Returns whether a value from a config file is valid. May throw an Error that says why it is not. */
  readonly accepts: (value: unknown) => value is Value;
  /** The value in the JSON Schema of config files. Editors complete and check config files with it. */
  readonly schema: JsonSchema;
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): OptionValue<number> {
  const accepts = (value: unknown): value is number =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
  const bounds = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
  const parse = (text: string) => {
    const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (!accepts(number)) throw new Error(`must be a whole number, ${bounds}`);
    return number;
  };
  const schema = {
    type: 'integer',
    minimum: min,
    ...(max === Number.MAX_SAFE_INTEGER ? {} : { maximum: max }),
  };
  return { parse, accepts, schema };
}

/** Any text. */
export const anyText: OptionValue<string> = {
  parse: (value) => value,
  accepts: isString,
  schema: { type: 'string' },
};

/** A value that does not fit into a flag or an environment variable: only a config file can set it. */
export function fileOnly<Value>(
  accepts: OptionValue<Value>['accepts'],
  schema: JsonSchema,
): OptionValue<Value> {
  return {
    accepts,
    schema,
    parse: () => {
      throw new Error('can only be set in the config file');
    },
  };
}

/** `true` or `false`. */
export const boolean: OptionValue<boolean> = {
  accepts: (value) => typeof value === 'boolean',
  schema: { type: 'boolean' },
  parse: (value) => {
    if (/^(1|true|yes|on)$/i.test(value)) return true;
    if (/^(0|false|no|off)$/i.test(value)) return false;
    throw new Error('must be true or false');
  },
};

/** A list of names, separated by commas. */
export const names: OptionValue<readonly string[]> = {
  accepts: (value) => Array.isArray(value) && value.every(isString),
  schema: { type: 'array', items: { type: 'string' } },
  parse: (value) =>
    value
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
};

/** One of several words. */
export function oneOf<Word extends string>(...words: readonly Word[]): OptionValue<Word> {
  const find = (value: unknown) => words.find((word) => word === value);
  return {
    accepts: (value): value is Word => find(value) !== undefined,
    schema: { enum: words },
    parse: (text) => {
      const word = find(text);
      if (word === undefined) throw new Error(`must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
      return word;
    },
  };
}

/** IP addresses and ranges of them. */
export const addressRanges: OptionValue<readonly string[]> = {
  accepts: (value): value is readonly string[] => names.accepts(value) && value.every(isAddressRange),
  schema: names.schema,
  parse: (text) => {
    const list = names.parse(text);
    const wrong = list.find((each) => !isAddressRange(each));
    if (wrong === undefined) return list;
    throw new Error('must be IP addresses or ranges such as 10.0.0.0/8, separated by commas');
  },
};

/** Origins of web pages: a list, `*` for all, or `none`. */
export const origins: OptionValue<readonly string[]> = {
  accepts: (value): value is readonly string[] => Array.isArray(value) && value.every(isOrigin),
  schema: names.schema,
  parse: (value) => {
    const list = value.trim() === 'none' ? [] : names.parse(value);
    if (!origins.accepts(list))
      throw new Error('must be origins such as https://shop.example, separated by commas, or *, or none');
    return list;
  },
};

/** An origin in the form that browsers send: without a path, a trailing slash, or the default port of its scheme. */
function isOrigin(value: unknown): value is string {
  return value === '*' || (isString(value) && URL.canParse(value) && new URL(value).origin === value);
}

/** A path that begins with a slash. */
export const path: OptionValue<string> = {
  accepts: (value): value is string => isString(value) && value.startsWith('/'),
  schema: { type: 'string', pattern: '^/' },
  parse: (value) => {
    if (!path.accepts(value)) throw new Error('must be a path that begins with /');
    return value;
  },
};

/** A web address, or `/`. */
export const webAddressOrSlash: OptionValue<string> = {
  accepts: (value): value is string => isString(value) && (value === '/' || isWebAddress(value)),
  schema: { type: 'string', pattern: '^(/$|https?://)' },
  parse: (value) => {
    if (!webAddressOrSlash.accepts(value))
      throw new Error('must be an address that begins with http:// or https://, or /');
    return value;
  },
};

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^?#\s]+$/i.test(value) && URL.canParse(value);
}
