import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { help, readCommandLine } from '../../src/cli/arguments.ts';
import { ConfigError } from '../../src/config/load.ts';
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
  it('serves the named site, or the one in WORDPRESS_URL, or none', () => {
    expect(readCommandLine(['site.example'], {})).toMatchObject({ command: 'serve', url: 'site.example' });
    expect(readCommandLine([], { WORDPRESS_URL: 'https://env.example' })).toMatchObject({
      url: 'https://env.example',
    });
    expect(readCommandLine([], {})).toMatchObject({ command: 'serve', url: undefined });
    expect(readCommandLine(['doctor', 'https://a.example'], {})).toMatchObject({
      command: 'doctor',
      url: 'https://a.example',
    });
    expect(readCommandLine(['schema', '--possible-types'], {})).toMatchObject({
      command: 'schema',
      possibleTypes: true,
    });
  });

  it('prefers flags to the environment, and the environment to the config file', () => {
    const config = file('{ "port": 1, "timeout": 1, "maxPageSize": 50 }');
    const { settings } = readCommandLine(['--port', '3', '--config', config], {
      PORT: '2',
      PRESSQL_TIMEOUT: '2',
    });
    expect(settings).toEqual({ port: 3, timeout: 2, maxPageSize: 50 });
  });

  it('accepts named origins, all origins, or none', () => {
    const originsOf = (text: string) => readCommandLine(['--cors-origins', text], {}).settings.corsOrigins;
    expect(originsOf('none')).toEqual([]);
    expect(originsOf('*')).toEqual(['*']);
    expect(originsOf('https://a.example, http://localhost:3000')).toEqual([
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
    [['--config', '/nowhere.json'], {}, 'There is no config file'],
  ])('refuses %j with a sentence', (argv, env, sentence) => {
    expect(() => readCommandLine(argv, env)).toThrow(ConfigError);
    expect(() => readCommandLine(argv, env)).toThrow(sentence);
  });

  it.each([
    ['{ "prot": 1 }', 'has unknown keys: prot'],
    ['{ "port": "1" }', 'port in'],
    ['{ "corsOrigins": ["https://shop.example/"] }', 'corsOrigins in'],
    ['{ "serviceCredential": { "password": "x" } }', "can't be of type object"],
    ['[]', 'must contain a JSON object'],
    ['{', "isn't JSON"],
  ])('refuses the config file %s with a sentence', (content, sentence) => {
    expect(() => readCommandLine(['--config', file(content)], {})).toThrow(sentence);
  });

  it('lists every flag in --help', () => {
    for (const { flag } of options) if (flag) expect(help()).toContain(`--${flag} `);
  });
});
