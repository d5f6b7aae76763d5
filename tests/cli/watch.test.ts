import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadIntegrations } from '../../src/cli/integrations.ts';
import { watchFiles } from '../../src/cli/watch.ts';
import { readConfigFile } from '../../src/config/file.ts';

let folder: string;
let end: () => void = () => undefined;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pressql-watch-')));
});
afterEach(() => {
  end();
  rmSync(folder, { recursive: true });
});

it('sees a file in a folder that does not exist yet, and after the folder was removed and made again', async () => {
  const changes: string[] = [];
  end = watchFiles({ folder, files: ['dist/deep/own.js'] }, (name) => changes.push(name));
  const deep = join(folder, 'dist/deep');
  for (const text of ['first', 'second', 'third']) {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'own.js'), text);
    await expect.poll(() => changes).toEqual(['own.js']);
    changes.length = 0;
    // The folder is watched from now on.
    writeFileSync(join(deep, 'own.js'), `${text} again`);
    await expect.poll(() => changes).toEqual(['own.js']);
    changes.length = 0;
  }
});

it('sees the files in TypeScript that an integration imports, which are read again, and not those that Node keeps', async () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const load = async () =>
    (await loadIntegrations({ integrations: ['./own.ts'] }, folder)).find(({ slot }) => slot === 'own')?.name;
  write('deep.ts', "export const name: string = 'first';");
  write('lib.ts', "export * from './deep.ts';");
  write('kept.mjs', 'export const kept = 1;');
  write(
    'own.ts',
    "import { name } from './lib.ts';\nimport './kept.mjs';\nexport default { name, slot: 'own', detect: () => false };",
  );
  const changes: string[] = [];
  // The operator names the module while the watch runs.
  end = watchFiles({ folder, files: [] }, (name) => changes.push(name));
  expect(await load()).toBe('first');
  write('kept.mjs', 'export const kept = 2;');
  await wait(300);
  expect(changes).toEqual([]);
  write('deep.ts', "export const name: string = 'second';");
  await expect.poll(() => changes).toEqual(['deep.ts']);
  expect(await load()).toBe('second');
  // A file that cannot be read is still watched, and so are those that it imported.
  for (const text of ['export const name = ;', "export const name = 'third';"]) {
    changes.length = 0;
    write('deep.ts', text);
    await expect.poll(() => changes).toEqual(['deep.ts']);
    const loaded = load();
    if (text.includes('third')) expect(await loaded).toBe('third');
    else await expect(loaded).rejects.toThrow('./own.ts cannot be loaded');
  }
});

it('sees what the config file imports, the files of a folder that it names, and a config file elsewhere', async () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'acf-json'));
  mkdirSync(join(folder, 'deploy'));
  write(
    'acf-json/group_1.json',
    JSON.stringify({ key: 'group_1', title: 'First', fields: [], location: [] }),
  );
  write('deploy/limits.ts', 'export const maxDepth: number = 7;');
  write('deploy/news.ts', "import { maxDepth } from './limits.ts';\nexport default { maxDepth };");
  const changes: string[] = [];
  end = watchFiles({ folder, files: [] }, (name) => changes.push(name));
  const depth = async () => (await readConfigFile('deploy/news.ts', folder, {})).values['maxDepth'];
  expect(await depth()).toBe(7);
  await loadIntegrations({ acf: join(folder, 'acf-json') });
  const files = {
    'deploy/limits.ts': 'export const maxDepth: number = 9;',
    'deploy/news.ts': "import { maxDepth } from './limits.ts';\nexport default { maxDepth: maxDepth + 1 };",
    'acf-json/group_1.json': '{}',
    'acf-json/group_2.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) {
    changes.length = 0;
    write(name, text);
    await expect.poll(() => changes).toContain(basename(name));
  }
  expect(await depth()).toBe(10);
  // Editors write swap files, and the folder may be that of the project.
  changes.length = 0;
  write('acf-json/.group_1.json.swp', '{}');
  write('acf-json/notes.md', 'Notes');
  await wait(300);
  expect(changes).toEqual([]);
});
