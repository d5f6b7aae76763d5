import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { isRecord } from '../values/json.ts';
import { noteRead } from '../values/read-files.ts';
import { ConfigError } from './errors.ts';
import { importConfig } from './jiti.ts';
import { options } from './options.ts';

/** What a config file sets. */
export interface ConfigFile {
  /** Its path from the current folder, for messages. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The extensions of config files. */
const extensions = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'];

/** The config files that the command looks for in the current folder. */
export const configFileNames: readonly string[] = extensions.map(
  (extension) => `pressql.config.${extension}`,
);

/** Names of files that are config files of PressQL or look like one, by folder. */
const candidates: readonly (readonly [folder: string, pattern: RegExp])[] = [
  [
    '.',
    /^(?:pressql\.config(?:\.\w+)?|pressql\.(?:[cm]?[jt]s|jsonc?|json5|ya?ml|toml)|\.pressqlrc(?:\..+)?)$/i,
  ],
  ['.config', /^pressql(?:\.config)?\.\w+$/i],
];

/**
 * Returns the name of the config file in a folder. Returns null if there is none.
 *
 * @throws ConfigError if there are several, or one that the command would not read
 */
export function findConfigFile(folder: string): string | null {
  const present = candidates.flatMap(([below, pattern]) =>
    namesIn(join(folder, below))
      .filter((name) => pattern.test(name))
      .map((name) => join(below, name)),
  );
  const readable = present.filter((name) => configFileNames.includes(name));
  const others = present.filter((name) => !configFileNames.includes(name));
  if (readable.length > 1) {
    throw new ConfigError(
      `There are several config files: ${readable.join(', ')}. Keep one of them, or name one with --config.`,
    );
  }
  if (others.length > 0) {
    throw new ConfigError(
      `PressQL does not read ${others.join(', ')}. Name one file ${configFileNames.join(' or ')} in the current folder, or pass its path with --config.`,
    );
  }
  return readable[0] ?? null;
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/**
 * Reads a config file.
 *
 * @param name - its path, from the folder
 * @param env - variables that the file finds in `process.env` while it runs, beside those of the process
 * @throws ConfigError if the file is missing, has another extension, cannot be read, is no object, or has unknown keys
 */
export async function readConfigFile(
  name: string,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ConfigFile> {
  const path = resolve(folder, name);
  if (!existsSync(path))
    throw new ConfigError(`There is no config file ${path}. Correct --config or PRESSQL_CONFIG.`);
  if (!extensions.includes(extname(path).slice(1))) {
    throw new ConfigError(
      `PressQL cannot read ${path}. A config file ends with ${extensions.map((each) => `.${each}`).join(', ')}.`,
    );
  }
  const values = await withEnvironment(env, () => valuesOf(path));
  const kind = extname(path) === '.json' ? 'a JSON object' : 'an object as its default export';
  if (!isRecord(values)) throw new ConfigError(`${path} must contain ${kind}.`);
  const known = options.map(({ key }) => key);
  const unknown = Object.keys(values).filter((key) => key !== '$schema' && !known.includes(key));
  if (unknown.length > 0) {
    throw new ConfigError(
      `${name} has unknown keys: ${unknown.join(', ')}. The known keys are ${known.join(', ')}.`,
    );
  }
  return { name, values };
}

async function valuesOf(path: string): Promise<unknown> {
  const isJson = extname(path) === '.json';
  if (isJson) noteRead(path, [path]);
  try {
    return isJson ? JSON.parse(readFileSync(path, 'utf8')) : await importConfig(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${path} ${isJson ? "isn't JSON" : 'cannot be read'}: ${reason}`);
  }
}

/** Runs a function with more environment variables. A variable that the process already has keeps its value. */
async function withEnvironment<T>(
  env: Readonly<Record<string, string | undefined>>,
  run: () => Promise<T>,
): Promise<T> {
  const added = Object.entries(env).filter(([name]) => process.env[name] === undefined);
  Object.assign(process.env, Object.fromEntries(added));
  try {
    return await run();
  } finally {
    for (const [name] of added) delete process.env[name];
  }
}
