// node scripts/build-if-changed.mjs: runs `npm run build`, unless the last complete build is newer than all it is made of.
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The file that a build writes last. */
const last = join(root, 'dist/explorer/manifest.json');
const sources = ['src', 'packages/explorer', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

if (!existsSync(last) || statSync(last).mtimeMs < Math.max(...sources.map(lastChange)))
  execSync('npm run build --silent', { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

/** Returns when a file, or anything in a folder, changed last. A removed file changes its folder. In milliseconds. */
function lastChange(name) {
  const path = join(root, name);
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.parentPath.includes('node_modules') && entry.name !== 'node_modules')
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(mtimeMs, ...inside);
}
