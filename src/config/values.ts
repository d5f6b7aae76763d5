/** How the value of an option is read from text, and checked where it comes from a config file. */
export interface OptionValue {
  /** The value that a text means. Throws an Error that says what the text must be. */
  readonly parse: (text: string) => unknown;
  /** Whether a value of a config file can be used. It may throw an Error that says why not. */
  readonly accepts: (value: unknown) => boolean;
}

const isString = (value: unknown) => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';

/** A whole number within bounds. */
export function whole(min: number, max = Number.MAX_SAFE_INTEGER): OptionValue {
  const accepts = (value: unknown) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
  const bounds = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
  const parse = (text: string) => {
    const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (!accepts(number)) throw new Error(`must be a whole number, ${bounds}`);
    return number;
  };
  return { parse, accepts };
}

/** Any text. */
export const text: OptionValue = { parse: (value: string) => value, accepts: isString };

/** Values that are too long for a flag: only a config file has them, so each row brings its own `accepts`. */
export const fileOnly: Pick<OptionValue, 'parse'> = {
  parse: () => {
    throw new Error('is for the config file');
  },
};

/** true or false. */
export const onOff: OptionValue = {
  accepts: isBoolean,
  parse: (value: string) => {
    if (/^(1|true|yes|on)$/i.test(value)) return true;
    if (/^(0|false|no|off)$/i.test(value)) return false;
    throw new Error('must be true or false');
  },
};

/** A list of names, with commas between them. */
export const names: OptionValue = {
  parse: (value: string) =>
    value
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  accepts: (value: unknown) => Array.isArray(value) && value.every(isString),
};

/** Origins of pages, `*` for all, or `none`. */
export const origins: OptionValue = {
  parse: (value: string) => {
    const list = value.trim() === 'none' ? [] : names.parse(value);
    if (!origins.accepts(list))
      throw new Error('must be origins such as https://shop.example, with commas, or *, or none');
    return list;
  },
  accepts: (value: unknown) => Array.isArray(value) && value.every(isOrigin),
};

/** As a browser names it: without a path, a slash at its end, or the port that its scheme has anyway. */
function isOrigin(value: unknown): boolean {
  return (
    value === '*' || (typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value)
  );
}

/** A path that begins with a slash. */
export const path: OptionValue = {
  accepts: (value: unknown) => typeof value === 'string' && value.startsWith('/'),
  parse: (value: string) => {
    if (!value.startsWith('/')) throw new Error('must be a path that begins with /');
    return value;
  },
};

/** An address on the web, or `/`. */
export const webAddressOrSlash: OptionValue = {
  accepts: (value: unknown) => typeof value === 'string' && (value === '/' || isWebAddress(value)),
  parse: (value: string) => {
    if (!webAddressOrSlash.accepts(value))
      throw new Error('must be an address that begins with http:// or https://, or /');
    return value;
  },
};

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^?#\s]+$/i.test(value) && URL.canParse(value);
}
