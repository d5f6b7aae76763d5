import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSecret } from '../../src/cli/init/write.ts';
import { createTerminal } from '../../src/cli/print.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pressql-init-'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

const terminal = createTerminal(process, () => undefined);

describe('git ignores a secret that init writes', () => {
  it.each([
    '',
    'node_modules',
    '.env',
    '/.env',
    '.env*',
    '*.env',
    '.env.*',
    '.env.local',
    '.env/',
    '.env[.]*',
    '# .env',
  ])('if .gitignore was "%s"', async (before) => {
    writeFileSync(join(folder, '.gitignore'), before);
    await writeSecret('PRESSQL_SERVICE_CREDENTIAL', 'admin:s3cret', { folder, terminal, ask: null });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('s3cret');
    expect(spawnSync('git', ['check-ignore', '--quiet', '.env'], { cwd: folder }).status).toBe(0);
  });

  it('by the line that did it before', async () => {
    writeFileSync(join(folder, '.gitignore'), '.env*\n');
    await writeSecret('PRESSQL_SERVICE_CREDENTIAL', 'admin:s3cret', { folder, terminal, ask: null });
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('.env*\n');
  });
});
