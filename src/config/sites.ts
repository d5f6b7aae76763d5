import { isRecord } from '../values/json.ts';
import { hostIn, hostProblem, siteNameProblem } from '../values/site-names.ts';
import { withoutPasswords } from '../wordpress/url.ts';
import { type GatewaySettings, gatewayOptions } from './gateway-options.ts';
import type { Option, ValuesOf } from './option.ts';
import { objectOf, text } from './shapes.ts';
import { anyText, type JsonSchema, names } from './values.ts';

/** The option that names a site. */
export const urlOption = {
  flag: 'url',
  env: 'WORDPRESS_URL',
  placeholder: 'URL',
  default: null,
  sentence: 'The WordPress site. You can also name it without a flag.',
  isOfOneSite: true,
  ...anyText,
} satisfies Option;

/** The option that names modules with the operator's integrations. */
export const integrationsOption = {
  flag: 'integrations',
  env: 'PRESSQL_INTEGRATIONS',
  placeholder: 'LIST',
  default: [],
  sentence:
    'Modules with your own integrations of plugins, separated by commas: `./reading-list.ts`, or the name of a package.',
  ...names,
  accepts: (value): value is readonly string[] => {
    if (Array.isArray(value) && value.some((each) => typeof each === 'object'))
      throw new Error(
        "it contains an integration. Name its module: ['./reading-list.ts']. `createPressQL` takes integrations themselves.",
      );
    return names.accepts(value);
  },
} satisfies Option;

/** Keys of the options whose value all sites share. */
const sharedKeys = ['cacheSize', 'answerCacheSize'] as const;

const { cacheSize: _cacheSize, answerCacheSize: _answerCacheSize, ...ownOptions } = gatewayOptions;

/** The options that a site among several may have. */
const siteOptions: Readonly<Record<string, Option>> = {
  url: urlOption,
  integrations: integrationsOption,
  ...ownOptions,
};

/** The options of a site among several. */
export interface SiteSettings extends Omit<GatewaySettings, (typeof sharedKeys)[number]> {
  readonly url: string;
  readonly integrations?: ValuesOf<{ integrations: typeof integrationsOption }>['integrations'];
  /** The hosts of the gateway that belong to this site. @default none */
  readonly host?: string | readonly string[] | undefined;
}

/** Sites, by name. */
export type Sites = Readonly<Record<string, SiteSettings>>;

/**
 * Whether a value names sites.
 *
 * @throws Error that says what is wrong with a site
 */
export function areSites(value: unknown): value is Sites {
  if (!isRecord(value)) return false;
  const sites = Object.entries(value).map(([name, site]) => {
    if (isRecord(site)) return [name, site] as const;
    throw new Error(`${name} must be an object such as { url: 'https://${name}.example' }.`);
  });
  sitesIn(Object.fromEntries(sites), gatewayOptions.endpoint.default);
  for (const [name, site] of sites) checkSite(name, site);
  return true;
}

function checkSite(name: string, site: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(site).find((key) => key !== 'host' && !siteOptions[key]);
  if (unknown !== undefined) {
    const why = isShared(unknown) ? 'All sites share its value' : 'No site has such an option';
    throw new Error(`${name}.${unknown} is unknown. ${why}: remove it, or set it beside \`sites\`.`);
  }
  if (typeof site['url'] !== 'string') throw new Error(`${name} needs a url, the address of its WordPress.`);
  for (const [key, option] of Object.entries(siteOptions)) {
    const problem = site[key] === undefined ? null : problemOf(site[key], option);
    if (problem !== null) throw new Error(`${name}.${key} ${problem}`);
  }
}

function problemOf(value: unknown, { accepts, isSecret = false }: Option): string | null {
  try {
    if (accepts(value)) return null;
  } catch (error) {
    return `is invalid: ${error instanceof Error ? error.message : String(error)}`;
  }
  return `can't be ${isSecret ? `of type ${typeof value}` : withoutPasswords(JSON.stringify(value) ?? typeof value)}.`;
}

function isShared(key: string): boolean {
  return sharedKeys.some((shared) => shared === key);
}

/** A site among several. */
export interface NamedSite<Options> {
  readonly name: string;
  /** The hosts that belong to it, as clients name them. */
  readonly hosts: readonly string[];
  readonly options: Options;
}

/**
 * Returns sites with their names and hosts.
 *
 * @param endpoint - the path of the GraphQL endpoint
 * @throws TypeError if there is no site, or if a name or a host is invalid or belongs to two sites
 */
export function sitesIn<Options extends { readonly host?: unknown; readonly url?: unknown }>(
  sites: Readonly<Record<string, Options>>,
  endpoint: string,
): readonly NamedSite<Omit<Options, 'host'>>[] {
  const owners = new Map<string, string>();
  const all = Object.entries(sites).map(([name, { host, ...options }]) => {
    const problem = siteNameProblem(name, endpoint);
    if (problem !== null) throw new TypeError(problem);
    const hosts = hostsIn(host).map((text) => ownHost(text, name, owners));
    return { name, hosts, options };
  });
  if (all.length === 0) throw new TypeError('It names no site. Name one: { news: { url: … } }.');
  return all;
}

function hostsIn(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each) => {
    if (typeof each === 'string') return each;
    throw new TypeError(
      `A host of a site is a text such as shop.example, but one is ${JSON.stringify(each)}.`,
    );
  });
}

function ownHost(text: string, name: string, owners: Map<string, string>): string {
  const problem = hostProblem(text);
  const host = hostIn(text);
  if (problem !== null || host === null) throw new TypeError(problem ?? text);
  const owner = owners.get(host);
  if (owner !== undefined)
    throw new TypeError(`${host} is the host of ${owner} and of ${name}. A host belongs to one site.`);
  owners.set(host, name);
  return host;
}

/** Returns the JSON Schema of a site among several. */
export function siteShape(): JsonSchema {
  const options = Object.entries(siteOptions).map(([key, { schema, sentence }]) => [
    key === 'url' ? 'url!' : key,
    { description: sentence, ...schema },
  ]);
  return objectOf({
    ...Object.fromEntries(options),
    host: {
      description: 'The host of the gateway that belongs to this site alone, or a list of hosts.',
      anyOf: [text, { type: 'array', items: text }],
    },
  });
}
