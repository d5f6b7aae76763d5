import { ConfigError } from '../config/errors.ts';
import { commandOptions, type Settings } from '../config/options.ts';
import { withDefaultsOfMode } from '../config/production.ts';
import { inOnePiece } from '../observe/batched-lines.ts';
import { jsonLog } from '../observe/json-log.ts';
import { type Log, textLog, withoutOperations } from '../observe/log.ts';
import { createMetrics, type Metrics } from '../observe/metrics.ts';
import { checkAddress, type Handler, type ListenAddress, type Listener, listen } from '../server/node.ts';
import { collectGarbageEarly } from './collect-garbage.ts';
import type { Terminal } from './print.ts';
import { stopSignal } from './stop.ts';
import { worker } from './worker.ts';

/** What a command serves: one site or several. */
export interface Service {
  readonly handler: Handler;
  /** Says what comes first: `Discovering https://site.example …`. */
  readonly firstNote: string;
  /**
   * Starts to answer. Resolves when it does.
   *
   * @param stopped - resolves when the process gets a signal to stop; the service then need not start
   */
  open(stopped: Promise<unknown>): Promise<void>;
  /** Prints where the service is. */
  announce(place: { readonly listener: Listener; readonly stopped: Promise<unknown> }): Promise<void>;
  /** Reads the configuration again. Null: it cannot be read again. */
  readonly reload: (() => void) | null;
  drain(): void;
  close(): Promise<void>;
}

/** How a service runs. */
export interface Frame {
  readonly settings: Settings;
  readonly log: Log;
  /** Null if nobody asks for them. */
  readonly metrics: Metrics | null;
  /** Calls a function when the settings have changed. Returns a function that ends this. @default only `SIGHUP` reloads */
  readonly onChange?: ((reload: (what: string) => void) => () => void) | undefined;
}

/** What is true of all workers is said once. */
export const speaks = worker?.isFirst ?? true;

/**
 * Prepares the process to serve.
 *
 * @throws Node's error, such as `EADDRINUSE`, if it cannot listen
 */
export async function openFrame(settings: Settings, terminal: Terminal): Promise<Omit<Frame, 'onChange'>> {
  // The primary process has checked it for its workers.
  if (!worker) await checkAddress(listenPlace(settings));
  collectGarbageEarly();
  const metrics = settings.metricsPort === undefined ? null : createMetrics();
  if (worker) metrics?.giveToPrimary();
  return { settings, log: logOf(settings, terminal), metrics };
}

/** Runs a service until the process gets a signal to stop. */
export async function runService(
  service: Service,
  { settings, log, metrics, onChange }: Frame,
): Promise<void> {
  const place = listenPlace(settings);
  const stopped = stopSignal(service.reload);
  // Other workers answer until this one can.
  if (!speaks) await service.open(stopped);
  const listener = await listen(service.handler, {
    ...place,
    trustedProxies: settings.trustedProxies,
    onUnnamedProxy: (address) =>
      log.warning(
        `${address} sends X-Forwarded-For. If it is your proxy, name it in \`trustedProxies\`: until then all its visitors count as one client.`,
      ),
  });
  // The primary process answers for its workers.
  const metricsListener =
    metrics && !worker
      ? await listenForMetrics(metrics.handler, { ...place, port: settings.metricsPort ?? 0 }).catch(
          async (error: unknown) => {
            await listener.close();
            throw error;
          },
        )
      : null;
  if (metricsListener) log.note(metricsNote(metricsListener));
  const endWatch = onChange?.((what) => {
    log.note(`${what} has changed.`);
    service.reload?.();
  });
  if (speaks) log.note(service.firstNote);
  try {
    if (speaks) await service.open(stopped);
    await service.announce({ listener, stopped });
    const signal = await stopped;
    service.drain();
    const { grace = commandOptions.grace.default } = settings;
    if (!worker) log.note(stopNote(grace));
    // A person who presses Ctrl-C waits for nothing that is idle.
    await listener.close({ grace, closesIdle: signal === 'SIGINT' });
  } finally {
    endWatch?.();
    await listener.close({ grace: 0, closesIdle: true });
    await metricsListener?.close();
    await service.close();
  }
}

/** Returns where the gateway listens. */
export function listenPlace({
  port = commandOptions.port.default,
  host = commandOptions.host.default,
}: Settings): ListenAddress {
  return { port, host };
}

/**
 * Starts the server that Prometheus asks.
 *
 * @throws ConfigError if it cannot listen at the address
 */
export async function listenForMetrics(handler: Handler, place: ListenAddress): Promise<Listener> {
  try {
    return await listen(handler, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code ?? String(error)})`;
    throw new ConfigError(`Port ${place.port} ${why}. Choose another with --metrics-port.`);
  }
}

/** Returns the line that says where Prometheus finds the metrics. */
export function metricsNote({ origin }: Listener): string {
  return `Metrics for Prometheus are at ${origin}/metrics.`;
}

/** Returns the line that says that the gateway stops, and how long that may take. */
export function stopNote(grace: number): string {
  return `Stopping. Running requests get ${Math.round(grace / 1000)} s; another signal ends them at once.`;
}

/** Returns how operations are logged. */
export function formatOf(settings: Settings) {
  return withDefaultsOfMode(commandOptions, settings).log ?? commandOptions.log.default;
}

/** Returns the log that the settings choose. */
export function logOf(settings: Settings, terminal: Terminal): Log {
  const format = formatOf(settings);
  if (format === 'json')
    return jsonLog(
      inOnePiece((text) => terminal.out.write(text)),
      worker?.number,
    );
  const write = inOnePiece((text) => terminal.note(text.trimEnd()));
  const mark = worker ? `[${worker.number}] ` : '';
  const log = textLog((line) => write(`${mark}${line}\n`), terminal.notePaint);
  return format === 'none' ? withoutOperations(log) : log;
}
