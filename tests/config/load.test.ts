import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/errors.ts';
import { configFileNames } from '../../src/config/file.ts';
import { loadSettings } from '../../src/config/load.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pressql-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file into the folder. */
function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const load = (flags: Record<string, string> = {}, env: Record<string, string> = {}) =>
  loadSettings(flags, env, folder);

/** A config file of each extension that sets the port to 8080. */
const files: readonly (readonly [name: string, text: string])[] = [
  [
    'pressql.config.ts',
    "import { defineConfig, type Config } from 'pressql';\nconst port: number = 8080;\nexport default defineConfig({ port }) satisfies Config;",
  ],
  ['pressql.config.mts', 'export default { port: 8080 as number };'],
  [
    'pressql.config.js',
    "import { defineConfig } from 'pressql';\nexport default defineConfig({ port: 8080 });",
  ],
  ['pressql.config.mjs', 'export default async () => ({ port: 8080 });'],
  [
    'pressql.config.cjs',
    "const { defineConfig } = require('pressql');\nmodule.exports = defineConfig({ port: 8080 });",
  ],
  ['pressql.config.json', '{ "$schema": "x", "port": 8080 }'],
];

describe('the config file', () => {
  it.each<readonly [string, string]>([
    ...files,
    // Node keeps the modules that it imports itself.
    ['pressql.config.js', 'export default { port: 8080 };'],
    ['pressql.config.mjs', 'const { port } = { port: 8080 }; export default await { port };'],
    ['pressql.config.cjs', 'module.exports = { port: 8080 };'],
  ])('may be %s', async (name, text) => {
    write('package.json', '{ "type": "module" }');
    write(name, text);
    expect(await load()).toEqual({ port: 8080 });
    write(name, text.replaceAll('8080', '9090'));
    expect(await load(), 'after a change').toEqual({ port: 9090 });
  });

  it('has a test for each of its names', () => {
    expect(files.map(([name]) => name)).toEqual(configFileNames);
  });

  it('is read again each time, with the files that it imports', async () => {
    write('port.ts', 'export const port = 1;');
    write('pressql.config.ts', "import { port } from './port.ts';\nexport default { port };");
    expect(await load()).toEqual({ port: 1 });
    write('port.ts', 'export const port = 2;');
    expect(await load()).toEqual({ port: 2 });
  });

  it('may be named by --config, by PRESSQL_CONFIG, and by PRESSQL_CONFIG in .env, from the current folder', async () => {
    write('config/a.ts', 'export default { port: 1 };');
    write('config/b.json', '{ "port": 2 }');
    expect(await load({ config: 'config/a.ts' }, { PRESSQL_CONFIG: 'config/b.json' })).toEqual({ port: 1 });
    expect(await load({}, { PRESSQL_CONFIG: join(folder, 'config/b.json') })).toEqual({ port: 2 });
    write('.env', 'PRESSQL_CONFIG=config/a.ts');
    expect(await load()).toEqual({ port: 1 });
  });

  it.each([
    [
      ['pressql.config.ts', 'pressql.config.json'],
      'several config files: pressql.config.json, pressql.config.ts',
    ],
    [['pressql.config.yaml'], 'does not read pressql.config.yaml'],
    [['pressql.config.toml', 'pressql.config.ts'], 'does not read pressql.config.toml'],
    [['pressql.json'], 'does not read pressql.json'],
    [['pressql.yml'], 'does not read pressql.yml'],
    [['pressql.ts'], 'does not read pressql.ts'],
    [['.pressqlrc'], 'does not read .pressqlrc'],
    [['.pressqlrc.json'], 'does not read .pressqlrc.json'],
    [['PressQL.config.JSON'], 'does not read PressQL.config.JSON'],
    [['pressql.config'], 'does not read pressql.config.'],
    [['pressql.config.cts'], 'does not read pressql.config.cts'],
    [[join('.config', 'pressql.ts')], `does not read ${join('.config', 'pressql.ts')}`],
  ])('is never present without being read: %j', async (names, sentence) => {
    for (const name of names) write(name, name.toLowerCase().endsWith('json') ? '{}' : '');
    await expect(load()).rejects.toThrow(ConfigError);
    await expect(load()).rejects.toThrow(sentence);
    // Who names a file has chosen.
    write('chosen.json', '{ "port": 1 }');
    expect(await load({ config: 'chosen.json' })).toEqual({ port: 1 });
  });

  it.each([
    ['pressql.config.example.ts'],
    ['pressql.php'],
    ['my.pressql.config.yaml'],
    ['pressql.config.ts~'],
  ])('is not %s', async (name) => {
    write(name, '{');
    expect(await load()).toEqual({});
  });

  it.each([
    ['a.json', '{', "a.json isn't JSON: "],
    ['a.json', '[]', 'a.json must contain a JSON object'],
    ['a.json', 'null', 'a.json'],
    ['a.json', '{ "port": null }', "port in a.json can't be null"],
    ['a.json', '{ "prot": 1 }', 'a.json has unknown keys: prot. The known keys are '],
    ['a.ts', 'export default {', 'a.ts cannot be read: '],
    ['a.ts', 'throw new Error("No way.");', 'a.ts cannot be read: No way.'],
    ['a.ts', "import './nowhere.ts';", 'a.ts cannot be read: '],
    ['a.ts', 'export default 5;', 'a.ts must contain an object as its default export'],
    ['a.ts', 'export default { port: "1" };', 'port in a.ts can\'t be "1"'],
    ['a.ts', 'export default { serviceCredential: 5 };', "serviceCredential in a.ts can't be of type number"],
    ['a.yaml', 'port: 1', 'PressQL cannot read'],
    ['nowhere.ts', null, 'There is no config file'],
  ])('that is wrong gets a sentence: %s %s', async (name, text, sentence) => {
    if (text !== null) write(name, text);
    await expect(load({ config: name })).rejects.toThrow(ConfigError);
    await expect(load({ config: name })).rejects.toThrow(sentence);
  });
});

describe('the sources of an option', () => {
  it('count in this order: flag, environment, .env, config file', async () => {
    write('pressql.config.json', '{ "port": 1, "timeout": 1, "maxBatch": 1, "maxDepth": 1 }');
    write('.env', 'PORT=2\nPRESSQL_TIMEOUT=2\nPRESSQL_MAX_BATCH=2');
    const env = { PORT: '3', PRESSQL_TIMEOUT: '3', PRESSQL_MAX_BATCH: '' };
    expect(await load({ port: '4' }, env)).toEqual({ port: 4, timeout: 3, maxBatch: 2, maxDepth: 1 });
  });

  it('may be a secret in .env, of which no error tells the value', async () => {
    write('.env', "PRESSQL_SERVICE_CREDENTIAL='editor:abcd $EFGH ijkl'\nPRESSQL_REDIS=redi://a:s3cr3t@b");
    const failure = await load().catch((error: Error) => error.message);
    expect(failure).toMatch(/^PRESSQL_REDIS in \.env must be an address/);
    expect(failure).not.toContain('s3cr3t');
    write('.env', "PRESSQL_SERVICE_CREDENTIAL='editor:abcd $EFGH ijkl'");
    expect(await load()).toEqual({ serviceCredential: 'editor:abcd $EFGH ijkl' });
  });

  it('names .env in an error about a value of it', async () => {
    write('.env', 'PORT=many');
    await expect(load()).rejects.toThrow('PORT in .env must be a whole number, 0 to 65535; it is "many".');
  });

  it('gives the config file the variables of .env while it runs, and no longer', async () => {
    write('.env', 'SHOP_PORT=8080\nPATH=nowhere');
    write(
      'pressql.config.ts',
      "export default { port: Number(process.env.SHOP_PORT), host: process.env.PATH === 'nowhere' ? 'a' : 'b' };",
    );
    expect(await load()).toEqual({ port: 8080, host: 'b' });
    expect(process.env['SHOP_PORT']).toBeUndefined();
  });
});
