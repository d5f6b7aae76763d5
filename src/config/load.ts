import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isRecord } from '../values/json.ts';
import { withoutPasswords, withoutUserInfo } from '../wordpress/url.ts';
import type { Option } from './option.ts';
import { options, type Settings } from './options.ts';

/** An option with an invalid value. The message names the option, the value, and where it was set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The config file that is read if the operator names none. */
const defaultFile = 'pressql.config.json';

/**
 * Returns the settings from flags, the environment and the config file. Flags take precedence over the environment, and
 * the environment over the file.
 *
 * @param flags - texts by flag, from the command line
 * @param env - the environment, `process.env`
 * @param file - path of the config file. @default `pressql.config.json`, if it exists
 * @throws ConfigError for an invalid value, an unknown key, or a config file that cannot be read
 * @example
 * loadSettings({ port: '8080' }, process.env, undefined); // { port: 8080 }
 */
export function loadSettings(
  flags: Readonly<Record<string, string | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
  file: string | undefined,
): Settings {
  const configFile = readConfigFile(file);
  const settings: Record<string, unknown> = {};
  for (const option of options) {
    const { key, flag, env: variable } = option;
    const fileValue = configFile.values[key];
    if (flag !== null && flags[flag] !== undefined) {
      settings[key] = parseText(flags[flag], `--${flag}`, option);
    } else if (variable !== null && env[variable]) {
      settings[key] = parseText(env[variable], variable, option);
    } else if (fileValue !== undefined) settings[key] = checkValue(fileValue, configFile.name, option);
  }
  return settings;
}

function parseText(text: string, source: string, { parse }: Option): unknown {
  try {
    return parse(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'is invalid';
    throw new ConfigError(`${source} ${problem}; it is ${JSON.stringify(withoutUserInfo(text))}.`);
  }
}

function checkValue(
  value: unknown,
  file: string,
  { key, accepts, isSecret = false }: (typeof options)[number],
): unknown {
  let problem = `can't be ${isSecret ? `of type ${typeof value}` : withoutPasswords(JSON.stringify(value))}.`;
  try {
    if (accepts(value)) return value;
  } catch (error) {
    if (error instanceof Error) problem = `is invalid: ${error.message}`;
  }
  throw new ConfigError(`${key} in ${file} ${problem}`);
}

interface ConfigFile {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function readConfigFile(file: string | undefined): ConfigFile {
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
  if (!isRecord(values)) throw new ConfigError(`${resolve(name)} must contain a JSON object.`);
  const known = options.map(({ key }) => key);
  const unknown = Object.keys(values).filter((key) => key !== '$schema' && !known.includes(key));
  if (unknown.length > 0) {
    throw new ConfigError(
      `${name} has unknown keys: ${unknown.join(', ')}. The known keys are ${known.join(', ')}.`,
    );
  }
  return { name, values };
}
