import type { Settings } from '../config/options.ts';
import { isProduction } from '../config/production.ts';
import { parseUrl } from '../wordpress/url.ts';

/** A combination of settings that may do harm. */
interface Risk {
  /** Whether the settings have it. */
  readonly isIn: (settings: Settings, url: string) => boolean;
  /** Says what may happen, and what the operator can do. */
  readonly sentence: string;
}

const risks: readonly Risk[] = [
  {
    isIn: ({ serviceCredential }, url) => Boolean(serviceCredential) && isPlainHttp(url),
    sentence:
      'The service credential goes to WordPress over http://, so anyone on the way can read it. Use https://.',
  },
  {
    isIn: ({ serviceCredential }, url) => !serviceCredential && isPlainHttp(url),
    sentence:
      'WordPress is read over http://, so anyone on the way can read passwords of its users. Use https://.',
  },
  {
    isIn: (settings) => isProduction(settings) && settings.graphiql === true,
    sentence: 'GraphiQL is on in production mode. Remove `graphiql`, unless strangers may explore the graph.',
  },
  {
    isIn: (settings) => isProduction(settings) && settings.introspection === true,
    sentence:
      'Introspection is on in production mode. Remove `introspection`, unless strangers may read the schema.',
  },
  {
    isIn: ({ allowFileUrls }) => allowFileUrls === true,
    sentence:
      '`allowFileUrls` lets clients make the gateway fetch files. They see which public addresses this machine reaches.',
  },
  {
    isIn: ({ trustedProxies = [] }) => trustedProxies.some((range) => /\/0$/.test(range)),
    sentence:
      '`trustedProxies` trusts every address, so any client can invent its own in `X-Forwarded-For`. Name your proxies.',
  },
  {
    isIn: ({ corsOrigins = [] }) => corsOrigins.includes('*') && corsOrigins.length > 1,
    sentence:
      '`corsOrigins` has * beside other origins. * wins: all origins may read, and none may send cookies.',
  },
  {
    isIn: ({ rateLogins }) => rateLogins === 0,
    sentence: '`rateLogins` is 0, so a client may try any number of passwords.',
  },
];

/** Returns a sentence for each risk in the settings. */
export function riskyConfiguration(url: string, settings: Settings): readonly string[] {
  return risks.filter(({ isIn }) => isIn(settings, url)).map(({ sentence }) => sentence);
}

/** Whether an address is http:// of another machine. */
function isPlainHttp(url: string): boolean {
  const address = parseUrl(url);
  return address?.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(address.hostname);
}
