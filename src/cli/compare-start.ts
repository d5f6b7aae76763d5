import { type DocumentReport, grantsNamedIn, type StartAdvice } from '../compare/diff/report.ts';
import type { TransportReport } from '../compare/transport/transport.ts';
import { gatewayOptions } from '../config/gateway-options.ts';
import { commandOptions, type Settings } from '../config/options.ts';
import { isGrant } from '../loading/access/grants.ts';

/** Settings of the comparison that change answers. The advised command repeats them. */
const repeatedKeys = ['endpoint', 'frontendUrl', 'maxPageSize', 'corsOrigins'] as const;

/**
 * Returns the command that starts a gateway for the frontend, with the flags and grants that the comparison found
 * necessary, and the options that the config file needs.
 */
export function startAdvice(
  documents: readonly DocumentReport[],
  transport: readonly TransportReport[],
  {
    settings,
    site,
    found,
  }: {
    readonly settings: Settings;
    readonly site: string;
    readonly found: { readonly settings: StartAdvice['settings']; readonly refused: readonly string[] };
  },
): StartAdvice {
  const grants = [...new Set([...(settings.grants ?? []), ...grantsNamedIn(documents).filter(isGrant)])];
  const path = endpointPath(transport) ?? settings.endpoint ?? gatewayOptions.endpoint.default;
  const flags = new Map<string, string>();
  for (const key of repeatedKeys) {
    const value = settings[key];
    if (value !== undefined) flags.set(gatewayOptions[key].flag, String(value));
  }
  for (const { kind, path: requested, isObstacle } of transport) {
    if (!isObstacle) continue;
    if (kind === 'path' && requested !== null) flags.set(gatewayOptions.endpoint.flag, requested);
    if (kind === 'credentials' || kind === 'preflight') {
      flags.set(gatewayOptions.corsOrigins.flag, 'https://your-frontend.example');
    }
  }
  if (grants.length > 0) flags.set(gatewayOptions.grants.flag, grants.join(','));
  const credential =
    grants.length > 0 ? `${gatewayOptions.serviceCredential.env}='<user>:<application password>' ` : '';
  const words = [...flags].map(([flag, value]) => ` --${flag} ${shellWord(value)}`);
  return {
    command: `${credential}pressql ${shellWord(site)}${words.join('')}`,
    grants,
    ...found,
    address: `http://localhost:${settings.port ?? commandOptions.port.default}${path}`,
  };
}

/** Returns the path at which the frontend's code expects the endpoint. */
function endpointPath(transport: readonly TransportReport[]): string | null {
  return transport.find(({ kind, file }) => kind === 'path' && file !== null)?.path ?? null;
}

/** Quotes a word for a POSIX shell if it needs quotes. */
function shellWord(word: string): string {
  return /^[\w:/.,@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
