import { ConfigError } from '../config/errors.ts';
import { gatewayOptions } from '../config/gateway-options.ts';
import type { Settings } from '../config/options.ts';
import { isProduction, withDefaultsOfMode } from '../config/production.ts';
import { createHost, type Host } from '../host.ts';
import { addLiveMetrics } from '../observe/live-metrics.ts';
import type { Log } from '../observe/log.ts';
import type { SiteMetrics } from '../observe/metrics.ts';
import { addTrafficMetrics } from '../observe/traffic-metrics.ts';
import type { PressQL, PressQLOptions } from '../pressql.ts';
import type { OperationEvent } from '../server/exchange.ts';
import type { Listener } from '../server/node.ts';
import { readTrustedDocuments } from '../server/trusted-documents-file.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { grantLines } from './grant-lines.ts';
import { loadIntegrations } from './integrations.ts';
import type { Terminal } from './print.ts';
import { riskyConfiguration } from './risks.ts';
import { formatOf, openFrame, runService, type Service, speaks } from './run-service.ts';
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
  const frame = await openFrame(settings, terminal);
  const { log, metrics } = frame;
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
  if (speaks) for (const risk of riskyConfiguration(url, settings)) log.warning(risk);
  const options = await optionsOf(serving, running);
  let pressql: PressQL | null = null;
  const service: Service = {
    handler: host.handler,
    firstNote: `Discovering ${withoutUserInfo(url)} …`,
    async open(stopped) {
      pressql = await Promise.race([host.open(options), stopped.then(() => null)]);
    },
    async announce({ listener, stopped }) {
      if (!pressql) return;
      worker?.ready();
      if (formatOf(settings) === 'json' || !speaks)
        log.note(`PressQL serves ${pressql.site.name} at ${listener.origin}.`);
      else await printStart({ serving, pressql, listener, stopped }, terminal);
    },
    reload: readAgain && (() => void reloadFrom(readAgain, running)),
    drain: host.drain,
    close: host.close,
  };
  await runService(service, { ...frame, onChange: serving.onChange });
}

/** The parts of a command that serves a site. */
interface Running extends Reporting {
  readonly host: Host;
}

/** Where the events of a site go. */
export interface Reporting {
  readonly log: Log;
  readonly metrics: SiteMetrics | null;
  readonly onOperation: (event: OperationEvent) => void;
  readonly terminal: Terminal;
}

/**
 * Returns the options of the gateway of a site.
 *
 * @throws ConfigError if an integration or the manifest of trusted documents cannot be read
 */
export async function optionsOf(
  { url, settings }: Pick<Serving, 'url' | 'settings'>,
  { log, metrics, onOperation, terminal }: Reporting,
): Promise<PressQLOptions> {
  const { url: _url, port: _port, host: _host, sites: _sites, ...options } = settings;
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
  if (withDefaultsOfMode(gatewayOptions, settings).graphiql !== false)
    terminal.line(`  GraphiQL   ${endpoint} in a browser`);
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
