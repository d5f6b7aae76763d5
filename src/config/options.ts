import { type GatewaySettings, gatewayOptions } from './gateway-options.ts';
import { oneGraphOption } from './one-graph.ts';
import type { Option, Options, ValuesOf } from './option.ts';
import { processOptions } from './process-options.ts';
import { byName } from './shapes.ts';
import { areSites, integrationsOption, siteShape, urlOption } from './sites.ts';
import { anyText, fileOnly, wholeNumber } from './values.ts';

/** The options that only the command has. */
export const commandOptions = {
  url: urlOption,
  port: {
    flag: 'port',
    env: 'PORT',
    placeholder: 'N',
    default: 4000,
    sentence: 'Port to listen on. 0 chooses any free port.',
    ...wholeNumber(0, 65_535),
  },
  host: {
    flag: 'host',
    env: 'PRESSQL_HOST',
    placeholder: 'NAME',
    default: 'localhost',
    sentence: 'Host name or address to listen on. 0.0.0.0 listens on all addresses.',
    ...anyText,
  },
  integrations: integrationsOption,
  sites: {
    flag: null,
    env: null,
    placeholder: 'OBJECT',
    default: null,
    sentence:
      'Several sites instead of `url`, by name, each with its own options: `{ "news": { "url": "https://news.example" } }`. See [many sites](many-sites.md).',
    // It contains credentials.
    isSecret: true,
    ...fileOnly(areSites, byName(siteShape())),
  },
  oneGraph: oneGraphOption,
  ...processOptions,
} satisfies Options;

/** The options that the operator set, from flags, the environment and the config file. */
export type Settings = ValuesOf<typeof commandOptions> & GatewaySettings;

/** All options, with the key that each has in a config file. */
export const options: readonly (Option & { readonly key: string })[] = Object.entries<Option>({
  ...commandOptions,
  ...gatewayOptions,
}).map(([key, option]) => ({ key, ...option }));
