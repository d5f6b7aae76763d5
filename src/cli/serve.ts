import { ConfigError } from '../config/errors.ts';
import { commandOptions, gatewayOptions, type Settings } from '../config/options.ts';
import { isProduction, withDefaultsOfMode } from '../config/production.ts';
import { inOnePiece } from '../observe/batched-lines.ts';
import { jsonLog } from '../observe/json-log.ts';
import { addLiveMetrics } from '../observe/live-metrics.ts';
import { type Log, textLog, withoutOperations } from '../observe/log.ts';
import { createMetrics, type Metrics } from '../observe/metrics.ts';
import { addTrafficMetrics } from '../observe/traffic-metrics.ts';
import type { PressQL, PressQLOptions } from '../pressql.ts';
import type { OperationEvent } from '../server/exchange.ts';
import { checkAddress, type Handler, type ListenAddress, type Listener, listen } from '../server/node.ts';
import { readTrustedDocuments } from '../server/trusted-documents.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { collectGarbageEarly } from './collect-garbage.ts';
import { grantLines } from './grant-lines.ts';
import { createHost, type Host } from './host.ts';
import { loadIntegrations } from './integrations.ts';
import type { Terminal } from './print.ts';
import { riskyConfiguration } from './risks.ts';
import { stopSignal } from './stop.ts';
import { uploadText } from './upload-text.ts';
import { worker } from './worker.ts';

/** A site to serve. */
export interface Serving {
  readonly url: string;
  readonly settings: Settings;
  /** Lines to print after the address of the gateway; the first one is their heading. @default none */
  readonly extraLines?: readonly string[];
  /** Reads the settings again, for a reload. null: the gateway does not reload. */
  readonly readAgain: (() => Promise<Pick<Serving, 'url' | 'settings'>>) | null;
  /** Calls a function when the settings have changed. Returns a function that ends this. @default only `SIGHUP` reloads */
  readonly onChange?: (reload: (what: string) => void) => () => void;
}

/**
 * Serves a site until the process gets a signal to stop. While WordPress is down, the gateway answers 503 and waits for it.
 *
 * @throws WordPressError if the site cannot be read, and would not be readable later either
 */
export async function serve(serving: Serving, terminal: Terminal): Promise<void> {
  const { url, settings, readAgain } = serving;
  const place = listenPlace(settings);
  // The primary process has checked it for its workers.
  if (!worker) await checkAddress(place);
  collectGarbageEarly();
  const log = logOf(settings, terminal);
  const metrics = settings.metricsPort === undefined ? null : createMetrics();
  if (worker) metrics?.giveToPrimary();
  const onOperation = (event: OperationEvent) => {
    log.operation(event);
    metrics?.operation(event);
  };
  const host = createHost({
    endpoint: settings.endpoint ?? gatewayOptions.endpoint.default,
    corsOrigins: settings.corsOrigins ?? gatewayOptions.corsOrigins.default,
    onError: log.error,
    onOperation,
    ...(worker ? { isComplete: () => worker?.isComplete === true } : {}),
    onWait: ({ report, advice }, pause) =>
      log.warning(
        `${report} ${advice} The gateway answers 503 and tries again in ${Math.round(pause / 1000)} s.`,
      ),
  });
  if (metrics) {
    addTrafficMetrics(metrics, () => host.traffic);
    addLiveMetrics(metrics, () => host.live);
  }
  const running: Running = { host, log, metrics, onOperation, terminal };
  // What is true of all workers is said once.
  const speaks = worker?.isFirst ?? true;
  if (speaks) for (const risk of riskyConfiguration(url, settings)) log.warning(risk);
  const options = await optionsOf(serving, running);
  const reload = readAgain && (() => void reloadFrom(readAgain, running));
  const stopped = stopSignal(reload);
  const open = () => Promise.race([host.open(options), stopped.then(() => null)]);
  // Other workers answer until this one can.
  const early = speaks ? null : await open();
  const listener = await listen(host.handler, {
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
  const endWatch = serving.onChange?.((what) => {
    log.note(`${what} has changed.`);
    reload?.();
  });
  if (speaks) log.note(`Discovering ${withoutUserInfo(url)} …`);
  try {
    const pressql = speaks ? await open() : early;
    if (pressql) {
      worker?.ready();
      if (formatOf(settings) === 'json' || !speaks)
        log.note(`PressQL serves ${pressql.site.name} at ${listener.origin}.`);
      else await printStart({ serving, pressql, listener, stopped }, terminal);
    }
    const signal = await stopped;
    host.drain();
    const { grace = commandOptions.grace.default } = settings;
    if (!worker) log.note(stopNote(grace));
    // A person who presses Ctrl-C waits for nothing that is idle.
    await listener.close({ grace, closesIdle: signal === 'SIGINT' });
  } finally {
    endWatch?.();
    await listener.close({ grace: 0, closesIdle: true });
    await metricsListener?.close();
    await host.close();
  }
}

/** The parts of a command that serves a site. */
interface Running {
  readonly host: Host;
  readonly log: Log;
  readonly metrics: Metrics | null;
  readonly onOperation: (event: OperationEvent) => void;
  readonly terminal: Terminal;
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

function formatOf(settings: Settings) {
  return withDefaultsOfMode(settings).log ?? commandOptions.log.default;
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

async function optionsOf(
  { url, settings }: Pick<Serving, 'url' | 'settings'>,
  { log, metrics, onOperation, terminal }: Running,
): Promise<PressQLOptions> {
  const { url: _url, port: _port, host: _host, ...options } = settings;
  checkTrustedDocuments(settings);
  return {
    ...options,
    integrations: await loadIntegrations(settings),
    url,
    onError: log.error,
    onNote: log.warning,
    onOperation,
    ...(metrics ? { onRequest: metrics.upstream } : {}),
    onUpload: (progress) => terminal.progress(uploadText(progress)),
  };
}

/** @throws ConfigError if the manifest of trusted documents cannot be read: the operator learns it before discovery */
function checkTrustedDocuments({ trustedDocuments }: Settings): void {
  try {
    if (trustedDocuments) readTrustedDocuments(trustedDocuments);
  } catch (error) {
    throw error instanceof TypeError ? new ConfigError(error.message) : error;
  }
}

/** Reads the configuration and the site again. If that fails, the gateway stays as it is. */
async function reloadFrom(readAgain: NonNullable<Serving['readAgain']>, running: Running): Promise<void> {
  const { host, log } = running;
  try {
    const { url, settings } = await readAgain();
    for (const risk of riskyConfiguration(url, settings)) log.warning(risk);
    const { site } = await host.replace(await optionsOf({ url, settings }, running));
    log.note(
      `Read the configuration and ${site.name} again. Other ports, proxies, logs and numbers of processes need a restart.`,
    );
  } catch (error) {
    log.warning('The configuration or the site could not be read again. The gateway goes on as before.');
    log.error(error);
  }
}

/** A gateway that has started. */
interface Started {
  readonly serving: Serving;
  readonly pressql: PressQL;
  readonly listener: Listener;
  readonly stopped: Promise<unknown>;
}

/** Prints the addresses of the gateway, a first query, and which grants would show visitors more. */
async function printStart(
  { serving, pressql, listener, stopped }: Started,
  terminal: Terminal,
): Promise<void> {
  const { url, settings, extraLines = [] } = serving;
  const { site } = pressql;
  const endpoint = `${listener.origin}${settings.endpoint ?? gatewayOptions.endpoint.default}`;
  terminal.line();
  terminal.line(terminal.bold(`  PressQL serves ${site.name}`));
  terminal.line(`  GraphQL    ${endpoint}`);
  if (withDefaultsOfMode(settings).graphiql !== false) terminal.line(`  GraphiQL   ${endpoint} in a browser`);
  terminal.line(`  WordPress  ${site.home}${site.version ? ` (${site.version})` : ''}`);
  if (isProduction(settings)) terminal.line('  Production mode: clients see no schema and no GraphiQL.');
  terminal.line();
  terminal.line(terminal.dim('  A first query: the three newest posts with their authors'));
  terminal.line(
    `  curl ${endpoint} -H 'content-type: application/json' \\\n` +
      `    -d '{"query":"{ posts(first: 3) { nodes { title uri author { node { name } } } } }"}'`,
  );
  terminal.line();
  const [heading, ...lines] = extraLines;
  if (heading) {
    terminal.line(terminal.dim(`  ${heading}`));
    for (const line of lines) terminal.line(`  ${line}`);
    terminal.line();
  }
  const advice = await Promise.race([grantLines(url, settings, site), stopped.then(() => [])]);
  for (const line of advice) terminal.line(line && `  ${line}`);
  terminal.line(terminal.dim('  Ctrl-C stops.'));
}
