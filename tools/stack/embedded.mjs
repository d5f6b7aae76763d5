// The WordPress of the demo, as files.
import { execFileSync } from 'node:child_process';

/** Returns the folder of the WordPress that the demo runs. The demo's licence is the GPL, so it is run and not imported. */
export function embeddedWordPress() {
  const provision = new URL('../../packages/demo-wordpress/provision.mjs', import.meta.url);
  const program = `import { provision } from '${provision}'; console.log(await provision(console.error));`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}
