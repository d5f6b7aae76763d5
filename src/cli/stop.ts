import { execFileSync } from 'node:child_process';
import { constants } from 'node:os';

/** The signals of Ctrl-C, of `kill`, and of a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal that stops the process. */
export type StopSignal = (typeof signals)[number];

/** Milliseconds in which several signals count as one. npm passes on the Ctrl-C that the process has got, too. */
const oneSignal = 500;

/** Whether the process got a signal to stop. */
let isStopping = false;

/**
 * Resolves when the process gets a signal to stop. A second signal ends the process at once.
 *
 * @param reload - called for `SIGHUP` instead, if nobody has started the process from a terminal or by npm: it is then a
 * service, and does not get `SIGHUP` because a terminal was closed. null: `SIGHUP` always stops the process
 */
export function stopSignal(reload: (() => void) | null): Promise<StopSignal> {
  const reloads = reload !== null && !hasTerminal() && process.env['npm_lifecycle_event'] === undefined;
  let since = 0;
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.on(signal, () => {
        if (signal === 'SIGHUP' && reloads) return reload();
        if (isStopping && performance.now() - since > oneSignal)
          process.exit(128 + constants.signals[signal]);
        if (isStopping) return;
        isStopping = true;
        since = performance.now();
        resolve(signal);
      });
    }
  });
}

function hasTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY;
}

/** Milliseconds between two checks whether npm still runs. */
const interval = 500;

/**
 * Stops this process when npm, or the shell that npm runs scripts in, has ended. Shells end without passing on the signal
 * that ended them. Does nothing if npm did not start the process: it may then outlive the shell that started it.
 */
export function endWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const npm = parentOfShell(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === null || isRunning(npm))) return;
    clearInterval(timer);
    if (!isStopping) process.kill(process.pid, 'SIGTERM');
  }, interval);
  timer.unref();
}

/** Returns the id of a shell's parent process. Returns null if the process is no shell, or if the system has no `ps`. */
function parentOfShell(id: number): number | null {
  try {
    const row = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(id)], { encoding: 'utf8' });
    return Number(/^\s*(\d+)\s+\S*sh\s*$/.exec(row)?.[1]) || null;
  } catch {
    return null;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
