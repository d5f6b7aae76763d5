import { integrationOptions } from '../integrations/options.ts';
import { cacheOptions } from './cache-options.ts';
import { edgeOptions } from './edge-options.ts';
import { limitOptions } from './limit-options.ts';
import { liveOptions } from './live-options.ts';
import { options } from './options.ts';

/** Options under one heading of `--help`. */
export interface OptionGroup {
  readonly title: string;
  /** Keys of options. */
  readonly keys: readonly string[];
}

/** The options that concern the site and how it is read. Every command that reads a site needs them. */
export const siteGroup: OptionGroup = {
  title: 'Site',
  keys: [
    'url',
    'integrations',
    ...Object.keys(integrationOptions),
    'serviceCredential',
    'grants',
    'themeMenus',
    'settingsOnPages',
    'routes',
    'typedByExample',
    'concurrency',
    'timeout',
    'maxResponseSize',
  ],
};

const others: readonly OptionGroup[] = [
  {
    title: 'Answers',
    keys: [
      'wpgraphql',
      'federation',
      'frontendUrl',
      'strict',
      'showCost',
      'deadline',
      'maxRequests',
      'maxPageSize',
      'refresh',
    ],
  },
  { title: 'What strangers may see and send', keys: [...Object.keys(edgeOptions), 'corsOrigins'] },
  { title: 'Cache', keys: Object.keys(cacheOptions) },
  { title: 'Changes and subscriptions', keys: Object.keys(liveOptions) },
  {
    title: 'Uploads',
    keys: options
      .map(({ key }) => key)
      .filter((key) => key.startsWith('maxUpload') || key === 'allowFileUrls'),
  },
  { title: 'Limits of one operation', keys: [...Object.keys(limitOptions), 'maxBatch', 'maxRequestSize'] },
];

const named = new Set([siteGroup, ...others].flatMap(({ keys }) => keys));

/** All options, under the headings of `--help`. Those that no other group names belong to the server. */
export const optionGroups: readonly OptionGroup[] = [
  siteGroup,
  { title: 'Server', keys: options.map(({ key }) => key).filter((key) => !named.has(key)) },
  ...others,
];
