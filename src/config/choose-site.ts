import { ConfigError } from './errors.ts';
import type { Option } from './option.ts';
import { options, type Settings } from './options.ts';
import type { SiteSettings } from './sites.ts';

/** What a command line says about the site. */
export interface Choice {
  /** The address of a site, from the command line. It is then the only site. */
  readonly address: string | undefined;
  /** The name of one of `sites`. */
  readonly name: string | undefined;
}

/** What a command does with several sites. */
export type ManySites =
  /** It serves all of them. */
  | 'serves'
  /** It works with one of them. */
  | 'needs one'
  /** It needs none, and uses the defaults of all sites. */
  | 'ignores';

/**
 * Returns the settings for the site that a command line chooses. They have `sites` only if the command serves all of them.
 *
 * @throws ConfigError if there is no such site, if the command works with one of several and none is chosen, or if an option
 * of one site is set for all of them
 */
export function chooseSite(settings: Settings, { address, name }: Choice, manySites: ManySites): Settings {
  const { sites, oneGraph, ...single } = settings;
  if (!sites) {
    if (oneGraph && manySites === 'serves')
      throw new ConfigError('`oneGraph` joins several sites, and the config file has no `sites`.');
    if (name === undefined) return address === undefined ? single : { ...single, url: address };
    throw new ConfigError(`--site ${name} names one of \`sites\`, and the config file has none.`);
  }
  const names = Object.keys(sites);
  if (address !== undefined) {
    if (name === undefined) return { ...single, url: address };
    throw new ConfigError(`Name the site by its address or by --site ${name}, not by both.`);
  }
  const chosen = name ?? (manySites === 'needs one' && names.length === 1 ? names[0] : undefined);
  if (chosen === undefined && manySites === 'ignores') return single;
  checkDefaults(single);
  if (chosen !== undefined) {
    const site = Object.hasOwn(sites, chosen) ? sites[chosen] : undefined;
    if (site) return settingsOf(single, site);
    throw new ConfigError(`There is no site ${chosen}. The sites are ${names.join(', ')}.`);
  }
  if (manySites === 'serves') return settings;
  throw new ConfigError(`Which site? Choose one with --site: ${names.join(', ')}.`);
}

/** Returns the settings of a site among several: its own ones, and for all others those of all sites. */
export function settingsOf(
  { sites: _, oneGraph: _graph, ...defaults }: Settings,
  site: SiteSettings,
): Settings {
  // The host of a site is no address to listen at.
  const { host: _host, ...own } = site;
  return { ...defaults, ...own };
}

/** A secret of all sites would go to each of them, and one site could use it at the others. */
function checkDefaults(settings: Settings): void {
  const set = new Map<string, unknown>(Object.entries(settings));
  const wrong = options.find(({ key, isOfOneSite = false }) => isOfOneSite && set.get(key) !== undefined);
  if (!wrong) return;
  throw new ConfigError(
    `${sourcesOf(wrong)} is set for all sites, but each of \`sites\` needs its own. Move it into a site: sites: { name: { ${wrong.key}: … } }.`,
  );
}

function sourcesOf({ key, env }: Option & { readonly key: string }): string {
  return env === null ? key : `${key} (${env})`;
}
