import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/arguments.ts';
import { Cancelled } from '../../src/cli/cancelled.ts';
import { howToInstall } from '../../src/cli/codegen.ts';
import { frontendAdvice } from '../../src/cli/init/frameworks.ts';
import { runners } from '../../src/cli/runners.ts';
import { loadSettings } from '../../src/config/load.ts';
import { createPressQL } from '../../src/index.ts';
import { pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { type Answer, scriptedAsk } from './scripted.ts';
import { recordingTerminal } from './terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let site: TestSite;
let folder: string;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pressql-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>, place = folder): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }
}

const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Runs a command line in a folder, with a person who answers, or with nobody. */
async function run(argv: readonly string[], answers: readonly Answer[] | null = null, place = folder) {
  const terminal = recordingTerminal();
  const script = answers && scriptedAsk(answers);
  const line = await readCommandLine(argv, {}, place);
  const context = {
    ...{ terminal, ask: script?.ask ?? null, argv, env: {}, folder: place },
    onServe: () => undefined,
  };
  const running = runners[line.command]?.(line, context);
  const code = await (script ? Promise.race([running, script.stuck]) : running);
  expect(script?.left() ?? []).toEqual([]);
  return { code, ...terminal.written, shown: script?.shown() ?? '' };
}

describe('pressql init', () => {
  it('asks what it cannot find out, checks it at once, and writes files with which the gateway starts', async () => {
    const { code, out, error, shown } = await run(
      ['init'],
      [
        ['Which WordPress site', 'http://127.0.0.1:9\r'],
        ['Which WordPress site', `${site.url}\r`],
        ['Let visitors read it', 'y'],
        ['application password', 'admin:wrong\r'],
        ['/wp/v2/users/me', `${pairOf(site, 'admin')}\r`],
        ['Address of the frontend', 'http://localhost:3000\r'],
      ],
    );
    expect(code).toBe(0);
    expect(error).toContain('refuses connections');
    const settings = await loadSettings({}, {}, folder);
    expect(settings).toMatchObject({
      url: site.url,
      frontendUrl: 'http://localhost:3000',
      serviceCredential: pairOf(site, 'admin'),
    });
    expect(settings.grants).toEqual(expect.arrayContaining(['menus', 'settings']));
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect(read('.gitignore')).toBe('.env\n');
    const secret = pairOf(site, 'admin').split(':')[1] ?? 'none';
    expect(out + error + shown + read('pressql.config.ts')).not.toContain(secret);
    expect(read('codegen.ts')).toContain(
      "schema: 'schema.graphql'".replaceAll("'", '"').replace('schema:', '"schema":'),
    );
    const { url = '', port: _p, host: _h, integrations: _i, ...options } = settings;
    const pressql = await createPressQL({ ...options, url, cache: false, feed: 0 });
    const address = new URL('http://localhost/graphql');
    address.searchParams.set('query', read('src/first-query.graphql'));
    const answer = await (await pressql.fetch(new Request(address))).json();
    await pressql.close();
    expect(answer).toEqual({
      data: {
        posts: { nodes: expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]) },
      },
    });
    expect(out).toContain('npx pressql dev');
  }, 120_000);

  it('changes no file that exists without asking', async () => {
    const argv = ['init', site.url];
    expect((await run([...argv, '--yes'])).code).toBe(0);
    const texts = ['pressql.config.ts', 'codegen.ts', 'src/first-query.graphql'].map(
      (file) => [file, read(file)] as const,
    );
    write({ 'pressql.config.ts': `${read('pressql.config.ts')}// Mine.\n`, 'codegen.ts': '// Mine.\n' });
    await run([...argv, '--yes']);
    expect(read('pressql.config.ts')).toContain('// Mine.');
    expect(read('codegen.ts')).toBe('// Mine.\n');
    await run(argv, [
      ['Let visitors read it', 'n'],
      ['Address of the frontend', '\r'],
      ['pressql.config.ts exists. Overwrite it?', 'y'],
      ['codegen.ts exists. Overwrite it?', '\r'],
    ]);
    expect(read('pressql.config.ts')).toBe(texts[0]?.[1]);
    expect(read('codegen.ts')).toBe('// Mine.\n');
  }, 120_000);

  it('keeps other variables of .env, and writes no second config file', async () => {
    write({ '.env': 'OTHER=1', '.gitignore': 'node_modules', 'pressql.config.json': '{}' });
    const { out } = await run(
      ['init', site.url],
      [
        ['Let visitors read it', 'y'],
        ['application password', `${pairOf(site, 'admin')}\r`],
        ['Address of the frontend', '\r'],
      ],
    );
    expect(read('.env')).toMatch(/^OTHER=1\nPRESSQL_SERVICE_CREDENTIAL='.*'\n$/);
    expect(read('.gitignore')).toBe('node_modules\n.env\n');
    expect(existsSync(join(folder, 'pressql.config.ts'))).toBe(false);
    expect(out).toContain('pressql.config.json exists');
  }, 120_000);

  it('leaves everything as it is when the person leaves it with Ctrl-C', async () => {
    await expect(run(['init', site.url], [['Let visitors read it', '\u0003']])).rejects.toThrow(Cancelled);
    expect(existsSync(join(folder, 'pressql.config.ts'))).toBe(false);
  });

  it('asks nothing with --yes, and refuses to ask where nobody answers', async () => {
    await expect(run(['init', site.url])).rejects.toThrow('With --yes, it asks nothing.');
    await expect(run(['init', '--yes'])).rejects.toThrow('No WordPress site is named.');
    await expect(run(['init', 'http://127.0.0.1:9', '--yes'])).rejects.toThrow('refuses connections');
  });

  it.each([
    ['Next', 'dependencies', 'next', '.env.local', 'WORDPRESS_API_URL=http://localhost:4000/graphql'],
    ['Astro', 'devDependencies', 'astro', '.env', 'WORDPRESS_API_URL=http://localhost:4000/graphql'],
    ['Nuxt', 'devDependencies', 'nuxt', '.env', 'GQL_HOST=http://localhost:4000/graphql'],
    [
      ...(['SvelteKit', 'devDependencies', '@sveltejs/kit', '.env'] as const),
      'PUBLIC_WORDPRESS_API_URL=http://localhost:4000/graphql',
    ],
    [
      ...(['Faust', 'dependencies', '@faustwp/core', 'faust.config.js'] as const),
      "plugins: [{ apply: ({ addFilter }) => addFilter('graphqlEndpoint', 'pressql', () => 'http://localhost:4000/graphql') }],",
    ],
  ])('tells a %s frontend without an endpoint where it belongs', (framework, key, name, file, after) => {
    const packages = framework === 'Faust' ? { next: '15', [name]: '1' } : { [name]: '1' };
    write({ 'package.json': JSON.stringify({ [key]: packages }) });
    expect(frontendAdvice(folder, 'http://localhost:4000/graphql')).toEqual({
      framework,
      changes: [{ file, line: null, before: null, after }],
    });
  });

  it('leaves the address of WordPress in a Faust frontend, which also logs in there', () => {
    write({
      'package.json': '{ "dependencies": { "next": "15", "@faustwp/core": "3" } }',
      '.env.local': 'NEXT_PUBLIC_WORDPRESS_URL=https://old.example\n',
      'lib/one.js': "export const one = 'https://old.example/graphql';\n",
    });
    const { changes } = frontendAdvice(folder, 'http://localhost:4000/graphql');
    expect(changes.map(({ file, line }) => [file, line])).toEqual([
      ['lib/one.js', 1],
      ['faust.config.js', null],
    ]);
    write({
      'faust.config.js': "addFilter('graphqlEndpoint', 'mine', () => 'https://old.example/graphql');\n",
    });
    expect(frontendAdvice(folder, 'http://localhost:4000/graphql').changes.map(({ line }) => line)).toEqual([
      1, 1,
    ]);
  });

  it('names the very lines of a frontend that have the endpoint', async () => {
    write({
      'package.json': '{ "dependencies": { "next": "15" } }',
      '.env.local': `# https://old.example/graphql\nAPI=https://old.example/graphql\nOTHER=1\n`,
      'lib/client.ts': "const one = 1;\nexport const url = 'https://old.example/index.php?graphql';\n",
    });
    const { out } = await run(['init', site.url, '--yes']);
    expect(out).toContain('In your Next frontend\n');
    expect(out).toContain(
      '.env.local:2\n    - API=https://old.example/graphql\n    + API=http://localhost:4000/graphql\n',
    );
    expect(out).toContain(
      "lib/client.ts:2\n    - export const url = 'https://old.example/index.php?graphql';\n    + export const url = 'http://localhost:4000/index.php?graphql';\n",
    );
  });
});

describe('pressql codegen', () => {
  it('writes the schema and a typed client, also by the config file of init', async () => {
    const project = mkdtempSync(join(root, 'tests/codegen/generated-'));
    try {
      write(
        {
          'src/a.ts':
            "import { graphql } from './gql';\nexport const q = graphql(`query A { posts { nodes { title } } }`);",
        },
        project,
      );
      expect((await run(['codegen', site.url], null, project)).code).toBe(0);
      expect(readFileSync(join(project, 'schema.graphql'), 'utf8')).toContain('type RootQuery');
      expect(readFileSync(join(project, 'src/gql/graphql.ts'), 'utf8')).toContain('AQuery');
      rmSync(join(project, 'src/gql'), { recursive: true });
      await run(['init', site.url, '--yes'], null, project);
      const { code, out } = await run(['codegen', site.url], null, project);
      expect([code, out]).toEqual([0, expect.stringContaining('the files that codegen.ts names')]);
      expect(readFileSync(join(project, 'src/gql/graphql.ts'), 'utf8')).toContain('AQuery');
    } finally {
      rmSync(project, { recursive: true });
    }
  }, 180_000);

  it.each([
    [{}, 'npm install --save-dev @graphql-codegen/cli @graphql-codegen/client-preset'],
    [{ 'pnpm-lock.yaml': '' }, 'pnpm add --save-dev @graphql-codegen/cli'],
    [{ 'yarn.lock': '' }, 'yarn add --dev @graphql-codegen/cli'],
  ])('says how to install what it needs: %j', (files, command) => {
    write(files);
    expect(howToInstall(['@graphql-codegen/cli', '@graphql-codegen/client-preset'], folder)).toContain(
      command,
    );
  });
});

describe('pressql dev', () => {
  it('serves with costs, and reads changed configuration and integrations again', async () => {
    const integration = (name: string) =>
      `export default { name: '${name}', detect: () => JSON.parse('${name === 'bad' ? '1' : 'true'}') };`;
    write({
      'pressql.config.mjs': `export default { url: '${site.url}', port: 0, maxBatch: 3, integrations: ['./own.js'] };`,
      'own.js': integration('good'),
      'package.json': '{ "type": "module" }',
    });
    const { FORCE_COLOR: _, NODE_ENV: _mode, npm_lifecycle_event: _npm, ...env } = process.env;
    const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'dev'], { cwd: folder, env });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
    const printed = async (wanted: string | RegExp) => {
      while (!text.match(wanted)) {
        if (child.exitCode !== null) throw new Error(`It ended: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    try {
      await printed('Ctrl-C stops');
      const [, endpoint = ''] = /GraphQL +(http:\S+)/.exec(text) ?? [];
      const ask = async () => (await fetch(`${endpoint}?query={__typename}`)).json();
      expect(await ask()).toMatchObject({ extensions: { pressql: { cost: expect.anything() } } });
      write({
        'pressql.config.mjs': `export default { url: '${site.url}', port: 0, showCost: false, integrations: ['./own.js'] };`,
      });
      await printed('pressql.config.mjs has changed.');
      await printed(/Read the configuration and .* again/);
      expect(await ask()).toEqual({ data: { __typename: 'RootQuery' } });
      write({ 'own.js': integration('bad') });
      await printed('own.js has changed.');
      await printed('goes on as before');
      expect(await ask()).toEqual({ data: { __typename: 'RootQuery' } });
      // A file that an integration imports, and one that this imports, are read again, too.
      write({
        'own.js':
          "import names from './lib/names.js'; export default { name: names[0], detect: () => true };",
        'lib/names.js': "import { name } from './name.js'; export default [name];",
      });
      await printed('lib/name.js');
      write({ 'lib/name.js': "export const name = 'good';" });
      await printed('name.js has changed.');
      await printed(/name\.js has changed\.[\s\S]*Read the configuration and .* again/);
      write({ 'lib/name.js': "export const name = 'Not a name';" });
      await printed(/Not a name/);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }, 240_000);
});
