import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { watchFiles } from '../../src/cli/watch.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pressql-watch-')));
let end: () => void = () => undefined;
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
    await vi.waitFor(() => expect(changes).toEqual(['own.js']), 5000);
    changes.length = 0;
    // The folder is watched from now on.
    writeFileSync(join(deep, 'own.js'), `${text} again`);
    await vi.waitFor(() => expect(changes).toEqual(['own.js']), 5000);
    changes.length = 0;
  }
});
