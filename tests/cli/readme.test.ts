import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { help } from '../../src/cli/arguments.ts';
import { optionsTable } from '../../src/config/table.ts';

/** Returns the text of a document; an empty text if it does not exist. */
function documentText(path: string): string {
  const file = new URL(`../../${path}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const readme = documentText('README.md') + documentText('docs/configuration.md');

describe('the documentation', () => {
  it('has the current table of options (npm run options)', () => {
    expect(readme).toContain(optionsTable());
  });

  it('shows every command that --help shows', () => {
    for (const [usage] of help().matchAll(/^ {2}pressql .*$/gm)) {
      expect(readme).toContain(usage.trim().split(/ {2,}/)[0]);
    }
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      scripts: object;
    };
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => name && !(name in scripts))).toEqual([]);
  });
});
