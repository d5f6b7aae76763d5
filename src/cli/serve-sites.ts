import { isDeepStrictEqual } from 'node:util';
import { settingsOf } from '../config/choose-site.ts';
import { ConfigError } from '../config/errors.ts';
import { gatewayOptions } from '../config/gateway-options.ts';
import type { Settings } from '../config/options.ts';
import { withDefaultsOfMode } from '../config/production.ts';
import { sitesIn } from '../config/sites.ts';
import { addLiveMetrics } from '../observe/live-metrics.ts';
import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { addTrafficMetrics } from '../observe/traffic-metrics.ts';
import { type OneGraphOptions, oneGraphOf } from '../one-graph.ts';
import type { OperationEvent } from '../server/exchange.ts';
import type { Listener } from '../server/node.ts';
import { createSiteHosts, type SiteHosts } from '../site-hosts.ts';
import type { SiteSetup } from '../site-setup.ts';
import { siteSetup } from '../sites.ts';
import { isPath } from './integrations.ts';
import type { Terminal } from './print.ts';
import { riskyConfiguration } from './risks.ts';
import { formatOf, openFrame, runService, type Service, speaks } from './run-service.ts';
import { optionsOf } from './serve.ts';
import { shareOf, worker } from './worker.ts';

/** Several sites to serve. */
export interface ServingSites {
  /** The settings, with `sites`. */
  readonly settings: Settings;
  /** Reads the settings again, for a reload. */
  readonly readAgain: () => Promise<Settings>;
  readonly onChange?: (reload: (what: string) => void) => () => void;
}

/** A site of the settings. */
interface Named {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly settings: Settings & { readonly url: string };
}

/** The parts of a command that serves several sites. */
interface Running {
  readonly hosts: SiteHosts;
  readonly log: Log;
  readonly metrics: Metrics | null;
  readonly terminal: Terminal;
}

/**
 * Serves several sites until the process gets a signal to stop. A site that cannot be read answers 503, and is tried again.
 *
 * @throws ConfigError if the options of a site are invalid
 */
export async function serveSites(
  { settings, readAgain, onChange }: ServingSites,
  terminal: Terminal,
): Promise<void> {
  const frame = await openFrame(settings, terminal);
  const { log, metrics } = frame;
  const { cacheSize, answerCacheSize, corsOrigins, endpoint } = gatewayOptions;
  const shares = shareOf(settings);
  const hosts = createSiteHosts({
    cacheSize: shares.cacheSize ?? cacheSize.default,
    answerCacheSize: shares.answerCacheSize ?? answerCacheSize.default,
    corsOrigins: settings.corsOrigins ?? corsOrigins.default,
    endpoint: settings.endpoint ?? endpoint.default,
    oneGraph: oneGraphIn(settings, log),
    onOperation: log.operation,
    onError: log.error,
    ...(worker ? { isComplete: () => worker?.isComplete === true } : {}),
    onWait: (name, { report, advice }, pause) =>
      log
        .ofSite(name)
        .warning(
          `${report} ${advice} The site answers 503. The next try is in ${Math.round(pause / 1000)} s.`,
        ),
  });
  const running: Running = { hosts, log, metrics, terminal };
  let current = namedIn(settings);
  if (speaks) for (const site of current) warn(site, log);
  const setups = await Promise.all(current.map((site) => setupOf(site, running)));
  for (const { name } of current) addSiteMetrics(name, running);
  let isOpen = false;
  const service: Service = {
    handler: hosts.handler,
    firstNote: `Discovering ${current.length} sites: ${current.map(({ name }) => name).join(', ')} …`,
    async open(stopped) {
      isOpen = await Promise.race([hosts.open(setups).then(() => true), stopped.then(() => false)]);
    },
    async announce({ listener }) {
      if (!isOpen) return;
      worker?.ready();
      announce({ sites: current, listener, settings }, running);
    },
    async reload() {
      try {
        const again = await readAgain();
        const next = namedIn(again);
        const oneGraph = oneGraphIn(again, log);
        await reloadSites({ before: current, next }, running);
        current = next;
        joinAgain(oneGraph, running);
      } catch (error) {
        log.warning('The configuration could not be read again. The gateway goes on as before.');
        log.error(error);
      }
    },
    drain: hosts.drain,
    close: hosts.close,
  };
  await runService(service, { ...frame, onChange });
}

function namedIn(settings: Settings): readonly Named[] {
  const { sites = {}, endpoint = gatewayOptions.endpoint.default } = settings;
  return sitesIn(sites, endpoint).map(({ name, hosts, options }) => ({
    name,
    hosts,
    settings: { ...shareOf(settingsOf(settings, options)), url: options.url },
  }));
}

/** @throws ConfigError if the setting names no site, or the manifest of trusted documents cannot be read */
function oneGraphIn(settings: Settings, log: Log): OneGraphOptions | null {
  const { sites = {}, oneGraph } = settings;
  try {
    return oneGraphOf(oneGraph, {
      names: Object.keys(sites),
      settings: shareOf(settings),
      onNote: log.warning,
      onError: log.error,
    });
  } catch (error) {
    throw error instanceof TypeError ? new ConfigError(error.message) : error;
  }
}

function warn({ name, settings }: Named, log: Log): void {
  for (const risk of riskyConfiguration(settings.url, settings)) log.ofSite(name).warning(risk);
}

async function setupOf({ name, hosts, settings }: Named, running: Running): Promise<SiteSetup> {
  const log = running.log.ofSite(name);
  const metrics = running.metrics?.ofSite(name) ?? null;
  const onOperation = (event: OperationEvent) => {
    log.operation(event);
    metrics?.operation(event);
  };
  const reporting = { log, metrics, onOperation, terminal: running.terminal };
  return siteSetup({ name, hosts, options: await optionsOf({ url: settings.url, settings }, reporting) });
}

function addSiteMetrics(name: string, { hosts, metrics }: Running): void {
  const own = metrics?.ofSite(name);
  if (!own) return;
  addTrafficMetrics(own, () => hosts.hosts.get(name)?.traffic ?? null);
  addLiveMetrics(own, () => hosts.hosts.get(name)?.live ?? null);
}

/** Reads each site again. If that fails for one, it stays as it is, and the others are read. */
async function reloadSites(
  { before, next }: { readonly before: readonly Named[]; readonly next: readonly Named[] },
  running: Running,
): Promise<void> {
  const { hosts, log, metrics } = running;
  for (const { name } of before) {
    if (next.some((site) => site.name === name)) continue;
    await hosts.remove(name);
    metrics?.forget(name);
    log.note(`${name} is served no more.`);
  }
  for (const site of next) {
    const { name } = site;
    try {
      const pressql = hosts.hosts.get(name)?.pressql;
      const known = before.find((each) => each.name === name);
      if (pressql && isSame(known, site)) await pressql.refresh();
      else {
        warn(site, log);
        if (!known) addSiteMetrics(name, running);
        await hosts.replace(await setupOf(site, running));
      }
      log.note(`Read the configuration and ${name} again.`);
    } catch (error) {
      log.ofSite(name).warning('The site could not be read again. It goes on as before.');
      log.ofSite(name).error(error);
    }
  }
}

/** Makes the graph of several sites again. If that fails, it stays as it is, although its sites have been read again. */
function joinAgain(oneGraph: OneGraphOptions | null, { hosts, log }: Running): void {
  try {
    hosts.join(oneGraph);
  } catch (error) {
    log.warning('The sites were read again, but not the graph of several sites, which goes on as before.');
    log.error(error instanceof TypeError ? new ConfigError(error.message) : error);
  }
}

/** Whether a site is as before, so that it need not lose what it remembers. Modules may have changed. */
function isSame(before: Named | undefined, after: Named): boolean {
  return isDeepStrictEqual(before, after) && !(after.settings.integrations ?? []).some(isPath);
}

/** Where several sites are served. */
interface Place {
  readonly sites: readonly Named[];
  readonly listener: Listener;
  readonly settings: Settings;
}

function announce({ sites, listener, settings }: Place, { hosts, log, terminal }: Running): void {
  const { origin } = listener;
  const { endpoint = gatewayOptions.endpoint.default } = settings;
  if (formatOf(settings) === 'json' || !speaks) {
    log.note(`PressQL serves ${sites.length} sites at ${origin}.`);
    return;
  }
  terminal.line();
  terminal.line(terminal.bold(`  PressQL serves ${sites.length} sites`));
  const width = Math.max(...sites.map(({ name }) => name.length));
  for (const { name, hosts: own, settings: each } of sites) {
    const site = hosts.hosts.get(name)?.pressql?.site;
    const path = each.endpoint ?? endpoint;
    const places = [`${origin}/${name}${path}`, ...own.map((host) => `http://${host}${path}`)];
    terminal.line(`  ${name.padEnd(width)}  ${places.join('  ')}  ${site ? site.name : '(not read yet)'}`);
  }
  if (settings.oneGraph) terminal.line(`  One graph of several sites: ${origin}${endpoint}`);
  if (withDefaultsOfMode(gatewayOptions, settings).graphiql !== false)
    terminal.line(terminal.dim('  Each address shows GraphiQL in a browser.'));
  terminal.line(terminal.dim(`  The state of all sites: ${origin}/readiness`));
  terminal.line(terminal.dim('  Ctrl-C stops.'));
}
