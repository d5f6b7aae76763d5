// npm run docs: installs and builds the site of the documentation, in website/dist. `npm run docs -- dev` serves it while you write.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [script = 'build'] = process.argv.slice(2);
const cwd = fileURLToPath(new URL('../website', import.meta.url));
const commands = `npm ci --no-audit --no-fund && npm run ${script}`;
// Astro needs Node 22.12. PressQL supports Node 20.
const [major, minor] = process.versions.node.split('.').map(Number);
const isOld = major < 22 || (major === 22 && minor < 12);
const [command, args] = isOld
  ? ['npx', ['--yes', '--package=node@24', '--call', commands]]
  : ['sh', ['-c', commands]];
const { status } = spawnSync(command, args, {
  cwd,
  stdio: 'inherit',
  // The build asks no other host than npm's registry.
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
});
process.exitCode = status ?? 1;
