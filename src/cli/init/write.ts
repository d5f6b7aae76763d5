import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Terminal } from '../print.ts';
import type { Ask } from '../prompts.ts';
import { variableLine } from './texts.ts';

/** Where files are written, and who decides about those that exist. */
export interface Writing {
  readonly folder: string;
  readonly terminal: Terminal;
  /** Null: nobody is asked, and what exists stays. */
  readonly ask: Ask | null;
}

/** Writes a file. One that exists with another text stays, unless the person at the terminal wants it overwritten. */
export async function writeFile(name: string, text: string, writing: Writing): Promise<void> {
  const path = resolve(writing.folder, name);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
  if (before === text) return report(name, 'is as it should be', writing);
  if (before !== null && !(await mayReplace(`${name} exists. Overwrite it?`, writing)))
    return report(name, 'exists, and was left as it is', writing);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  report(name, before === null ? 'written' : 'overwritten', writing);
}

/** Sets a variable in `.env`. Makes the file readable by its owner only, and git ignore it. */
export async function writeSecret(name: string, value: string, writing: Writing): Promise<void> {
  const path = resolve(writing.folder, '.env');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const line = variableLine(name, value);
  const pattern = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=.*$`, 'm');
  const [present] = pattern.exec(before) ?? [];
  if (
    present !== undefined &&
    present !== line &&
    !(await mayReplace(`.env has ${name}. Replace it?`, writing))
  )
    return report('.env', `has ${name} already, and was left as it is`, writing);
  ignoreEnv(writing);
  // As a string, the replacement would interpret $ in the secret.
  const text = present === undefined ? appended(before, line) : before.replace(pattern, () => line);
  writeFileSync(path, text, { mode: 0o600 });
  // The mode above counts for new files only.
  chmodSync(path, 0o600);
  report('.env', `has ${name}. Only you may read it`, writing);
}

/** Adds `.env` to `.gitignore`, unless a line ignores it already. */
function ignoreEnv(writing: Writing): void {
  const path = resolve(writing.folder, '.gitignore');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // `.env.*` does not ignore `.env` (git's gitignore, "Pattern format").
  if (before.split('\n').some((line) => /^\/?(?:\.env\*?|\*\.env)$/.test(line.trim()))) return;
  writeFileSync(path, appended(before, '.env'));
  report('.gitignore', 'names .env', writing);
}

function appended(text: string, line: string): string {
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

async function mayReplace(question: string, { ask }: Writing): Promise<boolean> {
  return (await ask?.confirm(question, false)) ?? false;
}

function report(name: string, what: string, { terminal }: Writing): void {
  terminal.line(`${terminal.paint.good('✓')} ${name} ${what}`);
}
