// Starts and stops the programs of the examples.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Programs that run, with how to stop each. */
const running = new Map();

/** Starts a program that runs until `stop`. Its output is shown if it ends by itself. */
export function start(command, args, { cwd, env = {} }) {
  const child = spawn(command, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    if (!running.has(child)) return;
    child.kill();
    await once(child, 'exit');
  };
  running.set(child, stop);
  child.once('exit', (code) => {
    running.delete(child);
    if (!isStopping)
      console.error(`${command} ${args.join(' ')} ended with ${code}:\n${Buffer.concat(output)}`);
  });
  return { output: () => String(Buffer.concat(output)), stop };
}

/** Runs a program to its end. Rejects, with its output, if it fails. */
export async function run(command, args, { cwd, env = {} }) {
  const child = spawn(command, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  running.set(child, async () => void child.kill());
  const [code] = await once(child, 'close');
  running.delete(child);
  const text = String(Buffer.concat(output));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${text}`);
  return text;
}

/** Stops what still runs. */
export async function stopAll() {
  await Promise.all([...running.values()].map((stop) => stop()));
}

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Packs the package of a folder. Returns what npm prints. */
export const npmPack = (args, cwd) => execFileSync(npm, ['pack', ...args], { cwd, encoding: 'utf8' });

/** Returns a port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks every 200 ms until the answer is true. Resolves to the seconds that it took. */
export async function waitFor(what, isSo, seconds = 60) {
  const begin = Date.now();
  let problem = '';
  while (Date.now() - begin < seconds * 1000) {
    try {
      if (await isSo()) return (Date.now() - begin) / 1000;
    } catch (error) {
      problem = ` (${error.message})`;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited ${seconds} seconds for ${what}${problem}`);
}

/** The variables of this process, without those that would change what an example does. */
function environment(more) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PRESSQL_|NODE_ENV|PORT|npm_)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    NUXT_TELEMETRY_DISABLED: '1',
    ...more,
  };
}
