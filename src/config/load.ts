import { withoutPasswords, withoutUserInfo } from '../wordpress/url.ts';
import { readDotenv } from './dotenv.ts';
import { ConfigError } from './errors.ts';
import { findConfigFile, readConfigFile } from './file.ts';
import type { Option } from './option.ts';
import { options, type Settings } from './options.ts';

/** The environment variable that names a config file, as `--config` does. */
const fileVariable = 'PRESSQL_CONFIG';

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Returns the settings from flags, the environment, `.env` and the config file. Flags take precedence over the environment,
 * the environment over `.env`, and `.env` over the config file.
 *
 * @param flags - texts by flag, from the command line. `config` names the config file
 * @param env - the environment, `process.env`
 * @param folder - where `.env` and the config file are. @default the current folder
 * @throws ConfigError for an invalid value, an unknown key, and a config file that cannot be read or would not be read
 * @example
 * await loadSettings({ port: '8080' }, process.env); // { port: 8080 }
 */
export async function loadSettings(flags: Texts, env: Texts, folder = process.cwd()): Promise<Settings> {
  const dotenv = readDotenv(folder);
  const file =
    flags['config'] ?? (env[fileVariable] || dotenv[fileVariable] || findConfigFile(folder)) ?? undefined;
  const config = file === undefined ? null : await readConfigFile(file, folder, dotenv);
  const settings: Record<string, unknown> = {};
  for (const option of options) {
    const { key, flag, env: variable } = option;
    const fileValue = config?.values[key];
    if (flag !== null && flags[flag] !== undefined) {
      settings[key] = parseText(flags[flag], `--${flag}`, option);
    } else if (variable !== null && env[variable]) {
      settings[key] = parseText(env[variable], variable, option);
    } else if (variable !== null && dotenv[variable]) {
      settings[key] = parseText(dotenv[variable], `${variable} in .env`, option);
    } else if (config !== null && fileValue !== undefined) {
      settings[key] = checkValue(fileValue, config.name, option);
    }
  }
  return settings;
}

function parseText(text: string, source: string, { parse, isSecret = false }: Option): unknown {
  try {
    return parse(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'is invalid';
    const value = isSecret ? '' : `; it is ${JSON.stringify(withoutUserInfo(text))}`;
    throw new ConfigError(`${source} ${problem}${value}.`);
  }
}

function checkValue(
  value: unknown,
  file: string,
  { key, accepts, isSecret = false }: (typeof options)[number],
): unknown {
  let problem = `can't be ${isSecret ? `of type ${typeof value}` : withoutPasswords(JSON.stringify(value) ?? typeof value)}.`;
  try {
    if (accepts(value)) return value;
  } catch (error) {
    if (error instanceof Error) problem = `is invalid: ${error.message}`;
  }
  throw new ConfigError(`${key} in ${file} ${problem}`);
}
