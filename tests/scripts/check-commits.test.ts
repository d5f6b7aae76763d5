import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/check-commits.mjs', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pressql-commits-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (cwd: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8' });

/** A repository with one commit for each message. */
function repository(name: string, messages: readonly string[], date = '2027-01-01T00:00:00Z'): string {
  const path = join(folder, name);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@a.example', ...args], {
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  git('init', '-q', '-b', 'main', path);
  for (const message of messages) git('-C', path, 'commit', '-q', '--allow-empty', '-m', message);
  return path;
}

describe('npm run check:commits', () => {
  it('accepts Conventional Commits', () => {
    const path = repository('good', ['feat(loading): read pages', 'fix!: end', 'docs(docs,ci): say\n\nWhy.']);
    expect(check(path)).toMatchObject({ status: 0, stdout: '3 commits checked, 0 faults\n' });
  });

  it.each([
    ['no type', 'Read pages'],
    ['an unknown type', 'feature: read pages'],
    ['no space', 'fix:read pages'],
    ['a full stop', 'fix: read pages.'],
    ['73 characters', `fix: ${'a'.repeat(68)}`],
  ])('refuses %s', (name, message) => {
    const { status, stderr } = check(repository(name.replaceAll(' ', '-'), ['fix: begin', message]));
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it('leaves commits alone that are older than the rule', () => {
    const path = repository('old', ['Read pages'], '2026-11-01T00:00:00Z');
    expect(check(path)).toMatchObject({ status: 0, stdout: '0 commits checked, 0 faults\n' });
  });

  it('checks from a base, and what a shallow checkout has', () => {
    const path = repository('long', ['Bad', 'fix: good', 'fix: better']);
    expect(check(path).status).toBe(1);
    expect(check(path, '--base', 'HEAD~2')).toMatchObject({
      status: 0,
      stdout: '2 commits checked, 0 faults\n',
    });
    const shallow = join(folder, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${path}`, shallow]);
    expect(check(shallow)).toMatchObject({ status: 0, stdout: '1 commits checked, 0 faults\n' });
  });

  it('passes outside a repository, and names a base that does not exist', () => {
    expect(check(tmpdir()).status).toBe(0);
    const { status, stderr } = check(repository('alone', ['fix: end']), '--base', 'nowhere');
    expect(status).toBe(1);
    expect(stderr).toContain('nowhere');
  });
});
