// Background processes that continue after the command that started them.
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The account of all processes of a stack. MariaDB and php-fpm refuse to run as root. If root starts the stack, they run
 * under Debian's account for web servers; otherwise they run under the current account.
 */
const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

/** Returns a command line that runs a command under the stack's account. */
export function asAccount(command) {
  if (account.uid === undefined) return command;
  return ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...command];
}

/** Makes the stack's account the owner of a folder and its files. */
export function changeOwner(dir) {
  if (account.uid !== undefined) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, dir]);
}

/**
 * Runs a command and waits for its end. Returns its output.
 *
 * @throws Error with the output of a command that fails
 */
export function run([program, ...args], { input } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...account,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0)
    throw new Error(`${program} ${args[0] ?? ''} failed: ${error?.message ?? stderr + stdout}`);
  return stdout;
}

/** Starts a background process. Returns its id. Its output goes to `<name>.log` in the stack's folder. */
export function startDaemon(dir, name, [program, ...args]) {
  const log = openSync(join(dir, `${name}.log`), 'a');
  const child = spawn(program, args, { ...account, detached: true, stdio: ['ignore', log, log] });
  child.on('error', (error) => {
    throw new Error(`${program} cannot be started: ${error.message}`);
  });
  child.unref();
  return child.pid;
}

/**
 * Waits until `isReady` returns true.
 *
 * @throws Error with the end of the process's log if it does not get ready in time
 */
export async function waitFor(dir, name, isReady, { seconds = 60 } = {}) {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (await isReady()) return;
    await sleep(50);
  }
  const log = readFileSync(join(dir, `${name}.log`), 'utf8')
    .split('\n')
    .slice(-20)
    .join('\n');
  throw new Error(`${name} is not ready after ${seconds} s. The end of its log:\n${log}`);
}

/** Stops processes by their ids: with SIGTERM, and with SIGKILL after ten seconds. */
export async function stopAll(ids) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const id of ids.filter(isAlive)) process.kill(id, signal);
    for (let tries = 0; tries < 200 && ids.some(isAlive); tries += 1) await sleep(50);
  }
}

/** Returns whether a process runs and has a folder in its command line. */
export function hasFolderInCommand(id, dir) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`${dir}/`);
  } catch {
    return false;
  }
}

/** Resolves to a free port of 127.0.0.1. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

function idOf(flag) {
  return Number(spawnSync('id', [flag, 'www-data'], { encoding: 'utf8' }).stdout);
}
