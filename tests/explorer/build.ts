import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the explorer before the tests, unless it is newer than its sources. */
export default function setup(): void {
  const built = join(root, 'dist/explorer/manifest.json');
  const sources = join(root, 'packages/explorer');
  if (existsSync(built) && statSync(built).mtimeMs > lastChangeIn(sources)) return;
  execFileSync(process.execPath, [join(sources, 'build.mjs')], { stdio: 'inherit' });
}

function lastChangeIn(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(...times);
}
