// Fetches, installs, builds and starts one frontend.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../examples/checks/processes.mjs';
import { serve } from './processes.mjs';

/** No question to a user, and no other host. Variables of npm and of this repository would change what is built. */
const quiet = {
  CI: '1',
  HUSKY: '0',
  NEXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  NEXT_FONT_GOOGLE_MOCKED_RESPONSES: fileURLToPath(new URL('fonts.cjs', import.meta.url)),
};
const unwanted = /^(PRESSQL_|NODE_ENV$|PORT$|HOST$|npm_(?!config_(registry|cache)))/;

/**
 * Returns a frontend that is installed.
 *
 * @param {import('./starters.mjs').Starter} starter
 * @param {object} options
 * @param {string} options.work Folder for the copy and its logs.
 * @param {string} [options.mirrors] Folder with bare repositories: `<owner>+<name>/repo`. @default GitHub
 * @param {string} options.path The `PATH` with the version of Node to use.
 */
export function prepare(starter, { work, mirrors, path }) {
  const copy = join(work, starter.name);
  const folder = join(copy, starter.folder ?? '.');
  const log = join(work, `${starter.name}.log`);
  mkdirSync(work, { recursive: true });
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name))),
    ...quiet,
    PATH: [join(folder, 'node_modules/.bin'), path].join(delimiter),
  };
  const run = (command, cwd, more = {}) => execute(command, { cwd, env: { ...env, ...more }, log });
  if (!existsSync(copy)) {
    const source = mirrors
      ? join(mirrors, starter.repository.replace('/', '+'), 'repo')
      : `https://github.com/${starter.repository}.git`;
    run(['git', 'clone', '--quiet', '--no-checkout', source, copy], work);
    if (starter.folder) run(['git', 'sparse-checkout', 'set', starter.folder], copy);
  }
  run(['git', 'checkout', '--quiet', '--force', starter.commit], copy);
  if (!existsSync(join(folder, 'node_modules'))) {
    run(
      [
        'npm',
        'install',
        '--no-audit',
        '--no-fund',
        '--legacy-peer-deps',
        '--no-workspaces',
        ...(starter.install ?? []),
      ],
      folder,
    );
  }
  return { starter, copy, folder, log, env, run };
}

/**
 * Builds a frontend for an endpoint, starts it, and resolves to a function that stops it.
 *
 * @param {ReturnType<typeof prepare>} frontend
 * @param {Readonly<Record<string, string>>} words What the placeholders of the starter stand for.
 */
export async function buildAndStart({ starter, copy, folder, log, env, run }, words) {
  const filled = (text) => text.replace(/\{(\w+)\}/g, (all, name) => words[name] ?? all);
  const variables = Object.fromEntries(
    Object.entries(starter.env).map(([name, text]) => [name, filled(text)]),
  );
  // The build must not find what an earlier one left.
  run(['git', 'checkout', '--quiet', '--force', starter.commit], copy);
  run(['git', 'clean', '-ffdxq', '--exclude=node_modules'], copy);
  for (const cache of ['.cache', '.vite', '.astro'])
    rmSync(join(folder, 'node_modules', cache), { recursive: true, force: true });
  for (const { file, from, to } of starter.edits ?? []) edit(join(folder, file), from, filled(to));
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, '.env'), lines.join(''));
  run(['npm', 'run', starter.build ?? 'build'], folder, variables);
  const stop = serve(starter.start.map(filled), {
    cwd: folder,
    env: { ...env, ...variables, PORT: words.port, HOST: '127.0.0.1' },
    log,
  });
  try {
    await waitFor(starter.name, async () => Boolean(await fetch(words.own, { redirect: 'manual' })), 60);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function edit(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(file, text.replaceAll(from, to));
}

/** Runs a command to its end, with its output in the log. */
function execute([program, ...args], { cwd, env, log }) {
  const output = openSync(log, 'a');
  const { status, error } = spawnSync(program, args, {
    cwd,
    env,
    stdio: ['ignore', output, output],
    timeout: 900_000,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? `see ${log}`}`);
}
