import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCommandLine, requestedText } from '../../src/cli/arguments.ts';
import { commands } from '../../src/cli/commands.ts';
import { ConfigError } from '../../src/config/errors.ts';
import { optionGroups } from '../../src/config/groups.ts';
import { options } from '../../src/config/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'pressql-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (content: string) => {
  const path = join(folder, `${Math.abs(hash(content))}.json`);
  writeFileSync(path, content);
  return path;
};
const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

describe('the command line', () => {
  it('serves the named site, or the one in WORDPRESS_URL, or none', async () => {
    expect(await readCommandLine(['site.example'], {})).toMatchObject({
      command: 'serve',
      url: 'site.example',
    });
    expect(await readCommandLine([], { WORDPRESS_URL: 'https://env.example' })).toMatchObject({
      url: 'https://env.example',
    });
    expect(await readCommandLine([], {})).toMatchObject({ command: 'serve', url: undefined });
    expect(await readCommandLine(['doctor', 'https://a.example'], {})).toMatchObject({
      command: 'doctor',
      url: 'https://a.example',
    });
    expect(await readCommandLine(['schema', '--possible-types'], {})).toMatchObject({
      command: 'schema',
      values: { 'possible-types': true },
    });
  });

  it('prefers flags to the environment, and the environment to the config file', async () => {
    const config = file('{ "port": 1, "timeout": 1, "maxPageSize": 50 }');
    const { settings } = await readCommandLine(['--port', '3', '--config', config], {
      PORT: '2',
      PRESSQL_TIMEOUT: '2',
    });
    expect(settings).toEqual({ port: 3, timeout: 2, maxPageSize: 50 });
  });

  it('accepts named origins, all origins, or none', async () => {
    const originsOf = async (text: string) =>
      (await readCommandLine(['--cors-origins', text], {})).settings.corsOrigins;
    expect(await originsOf('none')).toEqual([]);
    expect(await originsOf('*')).toEqual(['*']);
    expect(await originsOf('https://a.example, http://localhost:3000')).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
  });

  it('has an environment variable for every flag', () => {
    expect(options.filter(({ flag, env }) => flag !== null && env === null)).toEqual([]);
  });

  it.each([
    [['--prot', '1'], {}, "Unknown option '--prot'"],
    [['--port', 'x'], {}, '--port must be a whole number, 0 to 65535; it is "x".'],
    [[], { PORT: '70000' }, 'PORT must be a whole number'],
    [['--graphiql', 'maybe'], {}, '--graphiql must be true or false'],
    [['--endpoint', 'graphql'], {}, '--endpoint must be a path that begins with /'],
    [['--cors-origins', 'https://shop.example/'], {}, '--cors-origins must be origins such as'],
    [['--cors-origins', 'shop.example'], {}, '--cors-origins must be origins such as'],
    [
      ['--max-batch', '-1'],
      {},
      '--max-batch has no value. If the value begins with -, write --max-batch=VALUE.',
    ],
    [['--max-batch'], {}, /argument missing\. See pressql --help\.$/],
    [['ftp://a.example'], {}, '"ftp://a.example" is not the address of a web site. Use an address such as'],
    [['doctor', 'http://'], {}, 'is not the address of a web site.'],
    [[], { WORDPRESS_URL: 'file:///etc' }, 'is not the address of a web site.'],
    [['--max-batch', '0'], {}, '--max-batch must be a whole number, 1 to 1000'],
    [['a.example', 'b.example'], {}, 'one site at a time'],
    [['servve'], {}, 'neither a command'],
    [['servve'], {}, 'Did you mean serve?'],
    [['help', 'docter'], {}, 'There is no command docter. Did you mean doctor?'],
    [['--prot', '1'], {}, 'Did you mean --port?'],
    [['doctor', 'a.example', '--runs', '2'], {}, "Unknown option '--runs'"],
    [['demo', 'a.example'], {}, 'a.example means nothing here'],
    [['--config', '/nowhere.json'], {}, 'There is no config file'],
  ])('refuses %j with a sentence', async (argv, env, sentence) => {
    await expect(readCommandLine(argv, env)).rejects.toThrow(ConfigError);
    await expect(readCommandLine(argv, env)).rejects.toThrow(sentence);
  });

  it.each([
    ['{ "prot": 1 }', 'has unknown keys: prot'],
    ['{ "port": "1" }', 'port in'],
    ['{ "corsOrigins": ["https://shop.example/"] }', 'corsOrigins in'],
    ['{ "serviceCredential": { "password": "x" } }', "can't be of type object"],
    ['[]', 'must contain a JSON object'],
    ['{', "isn't JSON"],
  ])('refuses the config file %s with a sentence', async (content, sentence) => {
    await expect(readCommandLine(['--config', file(content)], {})).rejects.toThrow(sentence);
  });

  it('lists every flag of a command that serves in its --help, under headings', () => {
    const text = requestedText(['serve', '--help']) ?? '';
    for (const { flag } of options) if (flag) expect(text).toContain(`--${flag} `);
    for (const { title } of optionGroups) expect(text).toContain(`\n${title}:\n`);
  });

  it('lists only what matters to another command in its --help, and accepts all the same', async () => {
    const text = requestedText(['doctor', '--help']) ?? '';
    expect(text).toContain('--timeout');
    expect(text).toContain('--json');
    expect(text).not.toContain('--max-aliases');
    const { settings } = await readCommandLine(['doctor', 'a.example', '--max-aliases', '7'], {});
    expect(settings.maxAliases).toBe(7);
  });

  it.each(commands.map(({ name }) => name))('has the same help for help %s and %s --help', (name) => {
    const text = requestedText(['help', name]);
    expect(text).toContain(`Usage: pressql ${name}`);
    expect(requestedText([name, '--help'])).toBe(text);
    expect(requestedText(['-h', name])).toBe(text);
  });

  it('has examples in its help that it accepts', async () => {
    for (const { examples } of commands) {
      expect(examples).not.toEqual([]);
      for (const example of examples) {
        const [line = ''] = example.split(' > ');
        await readCommandLine(
          line.split(' ').map((word) => word.replaceAll("'", '')),
          {},
        );
      }
    }
  });

  it('prints its version for -v and --version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    for (const argv of [['-v'], ['--version'], ['doctor', '--version']])
      expect(requestedText(argv)).toBe(`${version}\n`);
  });

  it('shows each option under one heading', () => {
    const keys = optionGroups.flatMap((group) => group.keys);
    expect([...keys].sort()).toEqual(options.map(({ key }) => key).sort());
  });

  it('takes its options before and after the command and the address, with = and without', async () => {
    const expected = { command: 'doctor', url: 'a.example', settings: { timeout: 5, cache: false } };
    for (const line of [
      'doctor a.example --timeout 5 --no-cache',
      '--timeout 5 doctor a.example --cache=false',
      '--timeout=5 --cache off doctor a.example',
    ])
      expect(await readCommandLine(line.split(' '), {})).toMatchObject(expected);
    expect(await readCommandLine(['--production', 'a.example'], {})).toMatchObject({
      command: 'serve',
      url: 'a.example',
      settings: { production: true },
    });
  });
});
