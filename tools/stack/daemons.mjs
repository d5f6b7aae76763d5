// Processes that outlive the command that starts them: who runs them, where they write, how they are ended.
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The account of every process of a stack. MariaDB and php-fpm refuse to be root, so root lends them Debian's
 * account for web servers; anyone else runs them as themselves.
 */
const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

/** Puts a command line under the stack's account, for callers that can't choose whose process they start. */
export function asAccount(command) {
  if (account.uid === undefined) return command;
  return ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...command];
}

/** Gives a folder and all in it to the stack's account. */
export function own(dir) {
  if (account.uid !== undefined) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, dir]);
}

/** Runs a command to its end; its output, or an error that quotes what it said. */
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

/** Starts a process that stays; its id. Whatever it prints goes to `<name>.log` in the stack's folder. */
export function startDaemon(dir, name, [program, ...args]) {
  const log = openSync(join(dir, `${name}.log`), 'a');
  const child = spawn(program, args, { ...account, detached: true, stdio: ['ignore', log, log] });
  child.on('error', (error) => {
    throw new Error(`${program} could not be started: ${error.message}`);
  });
  child.unref();
  return child.pid;
}

/** Waits until `isReady` says so; what the daemon logged becomes the error when it never does. */
export async function waitFor(dir, name, isReady, { seconds = 60 } = {}) {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (await isReady()) return;
    await sleep(50);
  }
  const log = readFileSync(join(dir, `${name}.log`), 'utf8')
    .split('\n')
    .slice(-20)
    .join('\n');
  throw new Error(`${name} isn't ready after ${seconds} s. Its log ends:\n${log}`);
}

/** Ends processes by their ids, politely first. */
export async function endAll(ids) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const id of ids.filter(isAlive)) process.kill(id, signal);
    for (let tries = 0; tries < 200 && ids.some(isAlive); tries += 1) await sleep(50);
  }
}

/** Whether a process runs whose command line tells of a folder. */
export function isNamedBy(id, dir) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`${dir}/`);
  } catch {
    return false;
  }
}

/** A port of 127.0.0.1 that nothing listens on now. */
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
