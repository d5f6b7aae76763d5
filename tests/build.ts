import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the package before the tests that run it, unless the build is newer than its sources. */
export default function setup(): void {
  const script = fileURLToPath(new URL('../scripts/build-if-changed.mjs', import.meta.url));
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
}
