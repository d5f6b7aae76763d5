import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config/errors.ts';
import { commandOptions, type Settings } from '../config/options.ts';
import { metricsOfWorkers } from '../observe/metrics.ts';
import { checkAddress } from '../server/node.ts';
import type { Terminal } from './print.ts';
import { listenForMetrics, listenPlace, logOf, metricsNote, stopNote } from './run-service.ts';
import { stopSignal } from './stop.ts';
import { type Child, supervise } from './supervisor.ts';
import { completeMessage, numberVariable, readyMessage } from './worker.ts';

/**
 * Serves a site by several processes at one port, until this process gets a signal to stop. This process serves nothing but
 * the metrics. It starts the others, replaces those that end, and passes signals on.
 *
 * @throws ConfigError if the settings do not allow several processes
 * @throws Error if the processes cannot serve the site; they have printed why
 */
export async function serveByWorkers(
  { url, settings }: { readonly url: string | undefined; readonly settings: Settings },
  terminal: Terminal,
): Promise<void> {
  checkFork(settings);
  const place = listenPlace(settings);
  await checkAddress(place);
  const log = logOf(settings, terminal);
  const { metricsPort, grace = commandOptions.grace.default, fork: count = 1 } = settings;
  const metrics =
    metricsPort === undefined
      ? null
      : await listenForMetrics(metricsOfWorkers(), { ...place, port: metricsPort });
  if (metrics) log.note(metricsNote(metrics));
  const stopped = stopSignal(() => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGHUP');
  });
  void stopped.then(() => log.note(stopNote(grace)));
  const ending = new AbortController();
  // Its timers would keep this process alive.
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  const ready = new Set<number>();
  const onReady = (number: number, worker: Worker) => {
    const wasComplete = ready.size === count;
    ready.add(number);
    if (ready.size < count) return;
    const told = wasComplete ? [worker] : Object.values(cluster.workers ?? {});
    for (const each of told) if (each?.isConnected()) each.send(completeMessage);
    if (!wasComplete) log.note(`All ${count} processes serve the site.`);
  };
  try {
    await supervise({
      count,
      start: (number) => start({ number, url, onReady }),
      stopped,
      sleep: pause,
      now: performance.now.bind(performance),
      onNote: log.warning,
    });
  } finally {
    ending.abort();
    await metrics?.close();
  }
}

/** @throws ConfigError if the processes would not know of one another */
function checkFork({ redis, cache, fork }: Settings): void {
  if (redis !== undefined && cache !== false) return;
  throw new ConfigError(
    `${fork} processes need the cache and Redis, by which they tell one another of changes: set \`redis\` (PRESSQL_REDIS=redis://localhost:6379), or serve with one process (--fork 1).`,
  );
}

/** A worker to start. */
interface Wanted {
  readonly number: number;
  /** Undefined if the settings name several sites. */
  readonly url: string | undefined;
  readonly onReady: (number: number, worker: Worker) => void;
}

/** Starts a worker with the command line and the environment of this process. */
function start({ number, url, onReady }: Wanted): Child {
  // A person may have typed the address at the terminal.
  const worker = cluster.fork({
    [numberVariable]: number,
    ...(url === undefined ? {} : { WORDPRESS_URL: url }),
  });
  return {
    ready: new Promise((resolve) => {
      worker.on('message', (message: unknown) => {
        if (message !== readyMessage) return;
        onReady(number, worker);
        resolve();
      });
    }),
    ended: new Promise((resolve) => {
      worker.on('exit', (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`));
      // A process that could not be started never exits.
      worker.on('error', ({ message }) => worker.process.pid === undefined && resolve(`(${message})`));
    }),
    kill: (signal) => void worker.process.kill(signal),
  };
}
