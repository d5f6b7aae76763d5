import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEngine } from './engine.mjs';
import { locked } from './lock.mjs';
import { cacheFolder } from './provision.mjs';

const php = fileURLToPath(new URL('./php', import.meta.url));

/** Changes when a file of `php/` does, so that nothing made from an older one is used. */
const version = hashOf(php);

/** Where PHP keeps compiled code between starts. */
export const opcacheFolder = join(cacheFolder, `opcache-${version}`);

/**
 * The installed site with its content, made at the first call on a machine.
 *
 * @param {{ wordpress: string, url: string, progress: (text: string) => void }} how
 * @returns {Promise<string>} a folder with `database/`, `uploads/` and `users.json`
 */
export async function snapshot({ wordpress, url, progress }) {
  const folder = join(cacheFolder, `site-${version}`);
  if (existsSync(folder)) return folder;
  return locked(`${folder}.lock`, async () => {
    if (existsSync(folder)) return folder;
    const work = mkdtempSync(`${folder}.new-`);
    const site = join(work, 'site');
    try {
      const engine = await startEngine({ url, wordpress, opcache: opcacheFolder, data: site });
      progress('Installing WordPress …');
      await engine.script('install.php');
      progress('Writing a newspaper …');
      await engine.script('seed.php');
      writeFileSync(join(site, 'users.json'), lastLine(await engine.script('users.php')));
      renameSync(site, folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return folder;
  });
}

/** A copy of the snapshot that one process may write to. */
export function workingCopy(folder) {
  const copy = mkdtempSync(join(tmpdir(), 'pressql-demo-'));
  mkdirSync(copy, { recursive: true });
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Puts the files of one folder in the place of another's, which PHP has mounted. */
export function restore(from, to) {
  for (const name of ['database', 'uploads']) {
    for (const entry of readdirSync(join(to, name)))
      rmSync(join(to, name, entry), { recursive: true, force: true });
    cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

function hashOf(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const path of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()) {
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 12);
}

function lastLine(text) {
  return text.trim().split('\n').at(-1);
}
