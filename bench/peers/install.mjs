// Peers of a benchmark. They are installed in a folder of their own, because the gateway never depends on them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(tmpdir(), 'pressql-bench-peers');

/**
 * Installs packages from npm, unless an earlier run did.
 *
 * @param packages - names with versions, such as `graphql@16`
 * @returns their folder, a function that loads one, and a function that returns the installed version of one
 */
export function installPeers(packages) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
  }
  const manifestOf = (name) => join(folder, 'node_modules', name, 'package.json');
  const isMissing = packages.some((each) => !existsSync(manifestOf(each.replace(/@[^@/]*$/, ''))));
  if (isMissing) {
    console.log(`Installing ${packages.join(', ')} in ${folder} …`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], { cwd: folder });
  }
  return {
    folder,
    require: createRequire(join(folder, 'index.js')),
    versionOf: (name) => JSON.parse(readFileSync(manifestOf(name), 'utf8')).version,
  };
}
