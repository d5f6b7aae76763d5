import { commandOptions, gatewayOptions, type Settings } from '../config/options.ts';
import { createPressQL } from '../gateway.ts';
import { checkAddress, type ListenAddress, type Listener, listen } from '../server/node.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { UploadProgress } from '../wordpress/spool.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { collectGarbageOfUploads } from './collect-garbage.ts';
import { grantLines } from './grant-lines.ts';
import { loadIntegrations } from './integrations.ts';
import type { Terminal } from './print.ts';
import { stopSignal } from './stop.ts';

/**
 * Serves a site until the process gets a signal to stop.
 *
 * @param extraLines - lines to print after the address of the gateway; the first one is their heading
 * @throws WordPressError if the site cannot be read
 */
export async function serve(
  url: string,
  settings: Settings,
  terminal: Terminal,
  extraLines: readonly string[] = [],
): Promise<void> {
  const { url: _url, port: _port, host: _host, ...options } = settings;
  const place = listenPlace(settings);
  await checkAddress(place);
  terminal.note(`Discovering ${withoutUserInfo(url)} …`);
  collectGarbageOfUploads();
  const pressql = await createPressQL({
    ...options,
    integrations: await loadIntegrations(settings),
    url,
    onError: (error) => terminal.error(errorText(error)),
    onUpload: (progress) => terminal.progress(uploadText(progress)),
  });
  const listener = await listen(pressql.fetch, place);
  const endpoint = `${listener.origin}${settings.endpoint ?? gatewayOptions.endpoint.default}`;
  terminal.line();
  terminal.line(terminal.bold(`  PressQL serves ${pressql.site.name}`));
  terminal.line(`  GraphQL    ${endpoint}`);
  if (settings.graphiql !== false) terminal.line(`  GraphiQL   ${endpoint} in a browser`);
  terminal.line(
    `  WordPress  ${pressql.site.home}${pressql.site.version ? ` (${pressql.site.version})` : ''}`,
  );
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
  const stop = stopSignal();
  const advice = await Promise.race([grantLines(url, settings, pressql.site), stop]);
  for (const line of advice ?? []) terminal.line(line && `  ${line}`);
  terminal.line(terminal.dim('  Ctrl-C stops.'));
  await stop;
  await close(listener, pressql);
}

/** Returns where the gateway listens. */
export function listenPlace({
  port = commandOptions.port.default,
  host = commandOptions.host.default,
}: Settings): ListenAddress {
  return { port, host };
}

async function close(listener: Listener, pressql: { close(): Promise<void> }): Promise<void> {
  await listener.close();
  await pressql.close();
}

/** Returns the progress of an upload as text. Returns null when all of the file is sent. */
function uploadText({ name, size, sent }: UploadProgress): string | null {
  if (sent >= size) return null;
  const percent = Math.floor((100 * sent) / size);
  return `  Uploading ${JSON.stringify(name.slice(0, 40))}: ${percent} % of ${(size / 2 ** 20).toFixed(1)} MB`;
}

function errorText(error: unknown): string {
  if (error instanceof WordPressError) return `${error.report} ${error.advice}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
