import type { StopSignal } from './stop.ts';

/** A worker process, as its supervisor sees it. */
export interface Child {
  /** Resolves when it serves the site. Never rejects. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, to how: `with code 1`. Never rejects. */
  readonly ended: Promise<string>;
  kill(signal: StopSignal): void;
}

/** Options of {@link supervise}. */
export interface SupervisorOptions {
  /** The number of workers. */
  readonly count: number;
  /** Starts the worker of a number, from 1 on. */
  readonly start: (number: number) => Child;
  /** Resolves when the workers have to stop. */
  readonly stopped: Promise<StopSignal>;
  /** Resolves after some milliseconds. */
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly now: () => number;
  /** Called with a line for the operator. */
  readonly onNote: (line: string) => void;
}

/** Milliseconds of the first pause before a worker is replaced, and of the longest one. Each is twice as long as the last. */
export const [firstPause, longestPause] = [1000, 30_000];

/** Milliseconds after which the end of a worker is no longer taken for one of a series. */
export const calm = 60_000;

/** Workers in a row that may end before they serve the site. */
export const mostFailures = 5;

/**
 * Starts workers, and replaces those that end. The others start when the first one serves the site: if the site cannot be
 * served, one process says why. Resolves when all have ended after a signal.
 *
 * @throws Error if the first worker ends before it serves the site, or if too many replacements do
 */
export async function supervise({
  count,
  start,
  stopped,
  sleep,
  now,
  onNote,
}: SupervisorOptions): Promise<void> {
  const children = new Set<Child>();
  let isStopping = false;
  let failures = 0;
  const stop = (signal: StopSignal) => {
    isStopping = true;
    for (const child of children) child.kill(signal);
  };
  void stopped.then(stop);

  /** Runs the workers of a number, one after the other. */
  async function run(number: number, onReady: () => void): Promise<void> {
    let pause = firstPause / 2;
    for (let isFirst = number === 1; !isStopping; isFirst = false) {
      const since = now();
      const child = start(number);
      children.add(child);
      const isReady = await Promise.race([child.ready.then(() => true), child.ended.then(() => false)]);
      if (isReady) {
        failures = 0;
        onReady();
      } else failures++;
      const how = await child.ended;
      children.delete(child);
      if (isStopping) return;
      if (!isReady && (isFirst || failures >= mostFailures))
        throw new Error(
          `Worker ${number} ended ${how} before it served the site. The gateway stops${
            isFirst ? '' : `, because ${failures} workers in a row did so`
          }.`,
        );
      pause = now() - since >= calm ? firstPause : Math.min(2 * pause, longestPause);
      onNote(`Worker ${number} ended ${how}. Another one starts in ${Math.round(pause / 1000)} s.`);
      await Promise.race([sleep(pause), stopped]);
    }
  }

  /** Runs a worker. All others stop if it cannot be replaced. */
  const keep = (number: number, onReady: () => void = () => undefined) =>
    run(number, onReady).catch((error: unknown) => {
      stop('SIGTERM');
      throw error;
    });
  const others: Promise<unknown>[] = [];
  const startOthers = () => {
    if (others.length > 0 || isStopping) return;
    for (let number = 2; number <= count; number++) others.push(settled(keep(number)));
  };
  const first = await settled(keep(1, startOthers));
  const failure = [first, ...(await Promise.all(others))].find((error) => error !== null);
  if (failure !== undefined) throw failure;
}

/** Returns the error of work, or null if it succeeds. */
function settled(work: Promise<void>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}
