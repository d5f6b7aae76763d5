// Peers of a benchmark. They are installed in a folder of their own, because the gateway never depends on them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Installs packages, unless an earlier run did. Returns their folder, and a function that loads one. */
export function installPeers(packages) {
  const folder = join(tmpdir(), 'pressql-bench-peers');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json')))
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const isMissing = packages.some(
    (each) => !existsSync(join(folder, 'node_modules', each.replace(/@[^@/]*$/, ''))),
  );
  if (isMissing) {
    console.log(`Installing ${packages.join(', ')} in ${folder} …`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], { cwd: folder });
  }
  return { folder, require: createRequire(join(folder, 'index.js')) };
}
