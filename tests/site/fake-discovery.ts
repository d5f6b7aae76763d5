import { afterEach } from 'vitest';
import { type DiscoverOptions, discoverSite } from '../../src/site/discover.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import { type Answerer, type FakeSite, json, startFakeSite } from '../wordpress/fake-site.ts';

/** Fake sites and clients that are closed after each test. */
const running: { close(): unknown }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

/** Starts a fake site, which is closed after the test. */
export async function fake(answers: Answerer | Record<string, Answerer>): Promise<FakeSite> {
  const site = await startFakeSite(answers);
  running.push(site);
  return site;
}

/** Options with a short timeout and without waits between retries. */
export const quick: DiscoverOptions = { timeout: 1000, random: () => 0 };

/** Discovers a site. Its client is closed after the test. */
export async function discover(address: string, options: DiscoverOptions = quick) {
  const discovery = await discoverSite(address, options);
  running.push(discovery.rest);
  return discovery;
}

/**
 * Returns the error with which the discovery of an address fails.
 *
 * @throws Error if the discovery succeeds, or fails with another error than WordPressError
 */
export async function failureOf(address: string): Promise<WordPressError> {
  const reason: unknown = await discover(address).catch((error: unknown) => error);
  if (reason instanceof WordPressError) return reason;
  throw new Error(`Expected a WordPressError, got ${String(reason)}`);
}

/** Returns the answers of the REST API of a small site. `index` overrides members of its REST index. */
export function restApi(root: string, index: object): Record<string, Answerer> {
  return {
    [`${root}wp/v2/types`]: json({}),
    [`${root}wp/v2/taxonomies`]: json({}),
    [`${root}wp/v2/`]: json({ schema: { properties: { id: { type: 'integer' } } } }),
    [root]: json({ name: 'Small', namespaces: ['wp/v2'], routes: {}, ...index }),
  };
}

/** An HTML page that discovery recognizes as a page of WordPress. */
export const wordpressPage = '<html><head><link href="/wp-content/themes/x/style.css"></head></html>';
