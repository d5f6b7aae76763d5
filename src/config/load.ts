import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DeclaredMenu } from '../site/menus.ts';
import type { Templates } from '../site/templates.ts';
import { typedAddress, withoutPasswords } from '../wordpress/url.ts';
import { type Option, options } from './options.ts';

/** What the operator decided, all rows of `options` that were given a value. */
export interface Settings {
  readonly url?: string;
  readonly port?: number;
  readonly host?: string;
  readonly endpoint?: string;
  readonly graphiql?: boolean;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly maxPageSize?: number;
  readonly maxResponseSize?: number;
  readonly maxBatch?: number;
  readonly maxRequestSize?: number;
  readonly maxUploadSize?: number;
  readonly allowFileUrls?: boolean;
  readonly corsOrigins?: readonly string[];
  readonly frontendUrl?: string;
  readonly refresh?: number;
  readonly serviceCredential?: string;
  readonly grants?: readonly string[];
  readonly strict?: boolean;
  readonly menus?: readonly DeclaredMenu[];
  readonly templates?: Templates;
  readonly names?: Readonly<Record<string, { singular: string; plural: string }>>;
}

/** A setting that can't be used; the message names the key, the value and where it came from. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The config file that is read without being named. */
export const defaultFile = 'pressql.config.json';

/**
 * Settings from flags, the environment and a config file; the first that says something counts.
 *
 * @param flags - values by flag, as the command line gave them
 * @param file - config file; by default `pressql.config.json` where there is one
 * @throws ConfigError for a value that can't be used
 */
export function loadSettings(
  flags: Readonly<Record<string, string | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
  file: string | undefined,
): Settings {
  const fromFile = readFile(file);
  const settings: Record<string, unknown> = {};
  for (const { key, flag, env: variable, parse, accepts, isSecret = false } of options) {
    const [source, text] =
      flag && flags[flag] !== undefined
        ? [`--${flag}`, flags[flag]]
        : variable && env[variable]
          ? [variable, env[variable]]
          : ['', undefined];
    if (text !== undefined) {
      settings[key] = parsed(text, source, parse);
    } else if (fromFile.values[key] !== undefined) {
      const value = fromFile.values[key];
      settings[key] = accepted(value, { key, name: fromFile.name, accepts, isSecret });
    }
  }
  return settings;
}

function parsed(text: string, source: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new ConfigError(
      `${source} ${error instanceof Error ? error.message : 'is wrong'}; it is ${JSON.stringify(typedAddress(text))}.`,
    );
  }
}

function accepted(
  value: unknown,
  { key, name, accepts, isSecret }: Pick<Option, 'key' | 'accepts'> & { name: string; isSecret: boolean },
): unknown {
  let why = `can't be ${isSecret ? `of type ${typeof value}` : withoutPasswords(JSON.stringify(value))}.`;
  try {
    if (accepts(value)) return value;
  } catch (error) {
    if (error instanceof Error) why = `is wrong: ${error.message}`;
  }
  throw new ConfigError(`${key} in ${name} ${why}`);
}

function readFile(file: string | undefined): { name: string; values: Readonly<Record<string, unknown>> } {
  const name = file ?? defaultFile;
  if (!existsSync(name)) {
    if (file === undefined) return { name, values: {} };
    throw new ConfigError(`There is no config file ${resolve(name)}.`);
  }
  let values: unknown;
  try {
    values = JSON.parse(readFileSync(name, 'utf8'));
  } catch (error) {
    throw new ConfigError(
      `${resolve(name)} isn't JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new ConfigError(`${resolve(name)} must be a JSON object.`);
  }
  const unknown = Object.keys(values).filter(
    (key) => key !== '$schema' && !options.some((option) => option.key === key),
  );
  if (unknown.length > 0) {
    throw new ConfigError(
      `${name} has keys that mean nothing: ${unknown.join(', ')}. Known are ${options.map(({ key }) => key).join(', ')}.`,
    );
  }
  return { name, values: { ...values } };
}
