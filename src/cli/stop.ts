import { execFileSync } from 'node:child_process';

/** The signals of Ctrl-C, of `kill`, and of a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when the process gets a signal to stop. A second signal ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
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
    process.kill(process.pid, 'SIGTERM');
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
