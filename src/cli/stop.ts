import { execFileSync } from 'node:child_process';

/** How a process is told to stop: Ctrl-C, `kill`, and a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when the process is told to stop. A second signal ends it at once. */
export function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

/** Milliseconds between looks at whether npm is still there. */
const interval = 500;

/**
 * Ends the process when npm, or the shell in which npm runs a script, is gone: shells die without passing a signal on.
 * A process that was started without npm stays, whatever becomes of the shell that started it.
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

/** The process that started a shell; null for another program, and on systems without `ps`. */
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
