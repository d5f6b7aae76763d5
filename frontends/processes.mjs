// Servers of frontends. They start processes of their own, so all of a group are stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/**
 * Starts a server in a process group of its own. Its output goes to a file.
 *
 * @returns A function that stops the whole group.
 */
export function serve([program, ...args], { cwd, env, log }) {
  const output = openSync(log, 'a');
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  const ended = once(child, 'exit').catch((error) => console.error(error.message));
  return async () => {
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      try {
        process.kill(-child.pid, signal);
      } catch {
        return; // the group has ended
      }
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
    }
  };
}
