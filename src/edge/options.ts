import { type ContentOptions, pathOptions } from '../integrations/content-options.ts';
import type { PressQLOptions } from '../pressql.ts';

/** The options that the edge lacks: why, and what to do instead. */
const missing = {
  cacheDir: 'The edge has no disk. Leave it out: a new instance reads from WordPress.',
  redis:
    'No connection outlives a request there. Leave it out, and let `ages` say how long each instance uses its own data.',
  redisPrefix: 'No connection to Redis outlives a request there. Leave it out.',
  redisTimeout: 'No connection to Redis outlives a request there. Leave it out.',
  feed: 'Nothing runs between requests there, so the gateway looks for no changes. Let `ages` say how long data is fresh.',
  feedIdle: 'Nothing runs between requests there, so the gateway looks for no changes. Leave it out.',
  webhookSecret:
    'A webhook would reach one of many instances. Let `ages` say how long data is fresh, or run the gateway in Node.',
  webhooks:
    'Nothing runs between requests there, so the gateway tells no frontend of changes. Run `pressql` in Node for that.',
  maxSubscriptions: 'There are no subscriptions. Leave it out.',
  maxSubscriptionsPerClient: 'There are no subscriptions. Leave it out.',
  graphiql:
    'The explorer is made of files. Use `pressql <site>` on your machine, or another client such as Apollo Sandbox.',
  rateReads: 'Each of many instances would count for itself. Use the rate limits of the host.',
  rateWrites: 'Each of many instances would count for itself. Use the rate limits of the host.',
  rateLogins: 'Each of many instances would count for itself. Use the rate limits of the host.',
  allowFileUrls:
    'The gateway cannot see there to which IP address a name leads. Let clients upload the file with the request.',
  maxUploadSpace: 'Each request has its own memory there. Set `maxUploadTotal`.',
  typedByExample:
    'Each of many instances would see other examples, so their graphs would differ. Register the fields with a JSON schema, or run the gateway in Node.',
  signal: 'The gateway ends with each request there. Leave it out.',
} as const satisfies Partial<Record<keyof PressQLOptions, string>>;

/**
 * Options of `createPressQL` at the edge: those of [the configuration](https://pressql.github.io/pressql/configuration/)
 * without what the edge lacks.
 *
 * @example
 * const options: EdgeOptions = { url: 'https://site.example', production: true };
 */
export interface EdgeOptions
  extends Omit<PressQLOptions, keyof typeof missing | keyof ContentOptions | 'trustedDocuments'>,
    ContentOptions {
  /** The content of the manifest, not its path: import the JSON. @default every document is allowed */
  readonly trustedDocuments?: Readonly<Record<string, unknown>> | undefined;
}

/** The defaults of the edge, where they are not those of Node. An instance has 128 MB, of which the code takes a part. */
const defaults = {
  cacheSize: 24 * 1024 * 1024,
  answerCacheSize: 8 * 1024 * 1024,
  maxUploadSize: 16 * 1024 * 1024,
  maxUploadTotal: 16 * 1024 * 1024,
} as const satisfies Partial<PressQLOptions>;

/** What is off at the edge. */
const off = {
  feed: 0,
  graphiql: false,
  allowFileUrls: false,
  rateReads: 0,
  rateWrites: 0,
  rateLogins: 0,
} as const satisfies Partial<PressQLOptions>;

/**
 * Returns the options of a gateway at the edge, as one in Node would have them.
 *
 * @throws TypeError if an option does not exist at the edge. A value that switches it off is no error
 */
export function checkedOptions({ trustedDocuments, ...given }: EdgeOptions): PressQLOptions {
  const values = new Map<string, unknown>(Object.entries(given));
  const switchedOff = new Map<string, unknown>(Object.entries(off));
  for (const [name, advice] of Object.entries(missing)) {
    const value = values.get(name) ?? null;
    if (value !== null && value !== switchedOff.get(name)) throw missingError(name, advice);
  }
  if (typeof trustedDocuments === 'string')
    throw missingError(`trustedDocuments: '${trustedDocuments}'`, byContent);
  for (const name of pathOptions) {
    const value = values.get(name);
    if (typeof value === 'string') throw missingError(`${name}: '${value}'`, byContent);
  }
  if (typeof given.url !== 'string')
    throw new TypeError('`url` is missing. Set it to the address of a WordPress site.');
  const set = Object.fromEntries([...values].filter(([, value]) => value !== undefined));
  return { ...defaults, ...set, ...off, url: given.url };
}

const byContent = 'The edge has no files. Import the JSON into the code, and give its content.';

function missingError(option: string, advice: string): TypeError {
  return new TypeError(`The option \`${option}\` does not exist at the edge. ${advice}`);
}
