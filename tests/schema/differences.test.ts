import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

describe('the page of differences from WPGraphQL', () => {
  it('is what the schemas and their reasons say (npm run differences)', () => {
    const script = fileURLToPath(new URL('scripts/print-differences.mjs', root));
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('is linked from the README', () => {
    const link = /\]\((docs\/differences\.md)\)/.exec(readFileSync(new URL('README.md', root), 'utf8'))?.[1];
    expect(link && existsSync(new URL(link, root))).toBe(true);
  });
});
