import { type DocumentReport, grantsNamedIn, type Start } from '../compare/diff/report.ts';
import type { TransportReport } from '../compare/transport/transport.ts';
import type { Settings } from '../config/options.ts';
import { isGrant } from '../loading/access/grants.ts';

/** What of the comparison's own settings the gateway keeps when it is started: those that change answers. */
const kept: readonly (readonly [key: keyof Settings, flag: string])[] = [
  ['endpoint', 'endpoint'],
  ['frontendUrl', 'frontend-url'],
  ['maxPageSize', 'max-page-size'],
  ['corsOrigins', 'cors-origins'],
];

/** How to serve the graph so that a frontend works, as far as that is a matter of flags. */
export function startFor(
  documents: readonly DocumentReport[],
  transport: readonly TransportReport[],
  { settings, site }: { readonly settings: Settings; readonly site: string },
): Start {
  const grants = [...new Set([...(settings.grants ?? []), ...grantsNamedIn(documents).filter(isGrant)])];
  const path = pathFor(transport, settings.endpoint ?? '/graphql');
  const flags = new Map<string, string>();
  for (const [key, flag] of kept) {
    const value = settings[key];
    if (value !== undefined) flags.set(flag, String(value));
  }
  for (const { kind, name, isObstacle } of transport) {
    if (!isObstacle) continue;
    if (kind === 'path') flags.set('endpoint', name.replace('the path ', ''));
    if (kind === 'credentials' || kind === 'preflight') {
      flags.set('cors-origins', 'https://your-frontend.example');
    }
  }
  if (grants.length > 0) flags.set('grants', grants.join(','));
  const credential = grants.length > 0 ? "PRESSQL_SERVICE_CREDENTIAL='<user>:<application password>' " : '';
  const words = [...flags].map(([flag, value]) => ` --${flag} ${quoted(value)}`);
  return {
    command: `${credential}pressql ${quoted(site)}${words.join('')}`,
    grants,
    address: `http://localhost:${settings.port ?? 4000}${path}`,
  };
}

/** The path at which the frontend looks for the graph. */
function pathFor(transport: readonly TransportReport[], otherwise: string): string {
  const used = transport.find(({ kind, file }) => kind === 'path' && file !== null);
  return used?.name.replace('the path ', '') ?? otherwise;
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w:/.,@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
