// Finds a version of Node for the frameworks, which want a newer one than PressQL.
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm, run } from './processes.mjs';

/** What Astro, SvelteKit and Nuxt want. */
const wanted = '22.19.0';

/**
 * Returns a program of Node that is new enough, and the environment in which npm uses it: this one, or else one that npm installs
 * in the folder, unless it is there.
 */
export async function newerNode(folder) {
  const isNewEnough = process.versions.node.localeCompare(wanted, 'en', { numeric: true }) >= 0;
  if (isNewEnough) return { node: process.execPath, env: {} };
  const cwd = join(folder, 'node');
  const node = join(cwd, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) {
    mkdirSync(cwd, { recursive: true });
    await run(npm, ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefix', cwd, 'node@22'], {
      cwd,
    });
  }
  return { node, env: { PATH: `${dirname(node)}${delimiter}${process.env.PATH}` } };
}
