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

/** Sets a variable in `.env`, which only its owner may read then, and which git ignores. */
export async function writeSecret(name: string, value: string, writing: Writing): Promise<void> {
  const path = resolve(writing.folder, '.env');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [line, pattern] = [variableLine(name, value), new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=.*$`, 'm')];
  const [present] = pattern.exec(before) ?? [];
  if (
    present !== undefined &&
    present !== line &&
    !(await mayReplace(`.env has ${name}. Replace it?`, writing))
  )
    return report('.env', `has ${name} already, and was left as it is`, writing);
  ignore('.env', writing);
  // A replacement text would give $ a meaning.
  const text = present === undefined ? appended(before, line) : before.replace(pattern, () => line);
  writeFileSync(path, text, { mode: 0o600 });
  // The mode above counts for new files only.
  chmodSync(path, 0o600);
  report('.env', `has ${name}. Only you may read it`, writing);
}

/** Lets git ignore a file. */
function ignore(name: string, writing: Writing): void {
  const path = resolve(writing.folder, '.gitignore');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const ignores = before
    .split('\n')
    .some((line) => /^\/?(?:\.env(?:\*|\.\*)?|\*\.env|\.env\[.*)\/?$/.test(line.trim()));
  if (ignores) return;
  writeFileSync(path, appended(before, name));
  report('.gitignore', `names ${name}`, writing);
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
