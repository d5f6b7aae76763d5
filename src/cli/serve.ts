import type { Settings } from '../config/options.ts';
import { createPressQL } from '../gateway.ts';
import { closedGrants, grantAdvice } from '../loading/access/closed-grants.ts';
import { checkPlace, type Listener, listen, type Place } from '../server/node.ts';
import type { Site } from '../site/site.ts';
import { createRest } from '../wordpress/client.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { UploadProgress } from '../wordpress/spool.ts';
import { typedAddress } from '../wordpress/url.ts';
import type { Terminal } from './print.ts';
import { stopped } from './stop.ts';

/**
 * Serves a site until the process is told to stop.
 *
 * @param more - what is said at the end: a heading, and lines below it
 */
export async function serve(
  url: string,
  settings: Settings,
  terminal: Terminal,
  [heading, ...lines]: readonly string[] = [],
): Promise<void> {
  const { url: _url, port: _port, host: _host, ...options } = settings;
  const place = placeOf(settings);
  await checkPlace(place);
  terminal.note(`Looking at ${typedAddress(url)} …`);
  const pressql = await createPressQL({
    ...options,
    url,
    onError: (error) => terminal.error(shown(error)),
    onUpload: (progress) => terminal.progress(uploaded(progress)),
  });
  const listener = await listen(pressql.fetch, place);
  const endpoint = `${listener.origin}${settings.endpoint ?? '/graphql'}`;
  terminal.line();
  terminal.line(terminal.bold(`  ${pressql.site.name} as a graph`));
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
  if (heading) {
    terminal.line(terminal.dim(`  ${heading}`));
    for (const line of lines) terminal.line(`  ${line}`);
    terminal.line();
  }
  const stop = stopped();
  const advice = await Promise.race([grantLines(url, settings, pressql.site), stop]);
  for (const line of advice ?? []) terminal.line(line && `  ${line}`);
  terminal.line(terminal.dim('  Ctrl-C stops.'));
  await stop;
  await close(listener, pressql);
}

/** Where the gateway listens. */
export function placeOf({ port = 4000, host = 'localhost' }: Settings): Place {
  return { port, host };
}

/** What grants would open on this site, and how the operator gives them; nothing where they would open nothing. */
async function grantLines(
  url: string,
  { grants: granted = [], serviceCredential: _, ...options }: Settings,
  site: Site,
): Promise<readonly string[]> {
  const rest = createRest({ ...options, root: site.root });
  try {
    const closed = (await closedGrants(rest, site)).filter((grant) => !granted.includes(grant));
    if (closed.length === 0) return [];
    const advice = grantAdvice(closed, { url: typedAddress(url), site, granted });
    return ['WordPress keeps from visitors what WPGraphQL shows them. Grants open it:', ...advice, ''];
  } catch (error) {
    // The gateway serves without it.
    if (error instanceof WordPressError) return [];
    throw error;
  } finally {
    rest.close();
  }
}

async function close(listener: Listener, pressql: { close(): Promise<void> }): Promise<void> {
  await listener.close();
  await pressql.close();
}

/** How far an upload has come; null where all of it is sent. */
function uploaded({ name, size, sent }: UploadProgress): string | null {
  if (sent >= size) return null;
  const percent = Math.floor((100 * sent) / size);
  return `  Uploading ${JSON.stringify(name.slice(0, 40))}: ${percent} % of ${(size / 2 ** 20).toFixed(1)} MB`;
}

function shown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
