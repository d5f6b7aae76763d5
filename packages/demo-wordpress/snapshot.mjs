import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
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

/** The address the snapshot is made under; each start puts its own in its place. */
export const seededUrl = 'http://the-harbour-lantern.test';

/** Milliseconds after which what an older version made, and nobody used since, is thrown away. */
const unused = 14 * 24 * 3_600_000;

/** Where PHP keeps compiled code between starts. */
export const opcacheFolder = join(cacheFolder, `opcache-${version}`);

/**
 * The installed site with its content, made at the first call on a machine.
 *
 * @param {{ wordpress: string, progress: (text: string) => void }} how
 * @returns {Promise<string>} a folder with `database/`, `uploads/` and `users.json`
 */
export async function snapshot({ wordpress, progress }) {
  const folder = join(cacheFolder, `site-${version}`);
  if (!existsSync(folder)) {
    await locked(`${folder}.lock`, {
      work: () => make(folder, { wordpress, progress }),
      onWait: () => progress('Waiting for another start that is making the site …'),
    });
  }
  for (const used of [folder, opcacheFolder]) utimesSync(used, new Date(), new Date());
  return folder;
}

async function make(folder, { wordpress, progress }) {
  if (existsSync(folder)) return;
  removeUnused();
  const work = `${folder}.new`;
  // Of a process that was ended before it was done.
  rmSync(work, { recursive: true, force: true });
  const site = join(work, 'site');
  try {
    const engine = await startEngine({ url: seededUrl, wordpress, opcache: opcacheFolder, data: site });
    progress('Installing WordPress …');
    await engine.script('install.php');
    progress('Writing a newspaper …');
    await engine.script('seed.php');
    writeFileSync(join(site, 'users.json'), lastLine(await engine.script('users.php')));
    renameSync(site, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What older versions of `php/` left in the cache, and what was begun and never finished. */
function removeUnused() {
  for (const name of readdirSync(cacheFolder).filter((name) => /^(site|opcache)-/.test(name))) {
    const path = join(cacheFolder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > unused) rmSync(path, { recursive: true, force: true });
  }
}

/** A copy of the snapshot that one process may write to. */
export function workingCopy(folder) {
  const copy = mkdtempSync(join(tmpdir(), 'pressql-demo-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
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
