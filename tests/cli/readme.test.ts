import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { help } from '../../src/cli/arguments.ts';
import { optionsTable } from '../../src/config/table.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('has the table of options that the code has (npm run options)', () => {
    expect(readme).toContain(optionsTable());
  });

  it('shows the commands that --help shows', () => {
    for (const [usage] of help().matchAll(/^ {2}pressql .*$/gm)) {
      expect(readme).toContain(usage.trim().split(/ {2,}/)[0]);
    }
  });

  it('names only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      scripts: object;
    };
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => name && !(name in scripts))).toEqual([]);
  });
});
