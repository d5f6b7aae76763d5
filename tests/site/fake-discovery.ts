import { afterEach } from 'vitest';
import { type DiscoverOptions, discoverSite } from '../../src/site/discover.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import { type Answerer, type FakeSite, json, startFakeSite } from '../wordpress/fake-site.ts';

/** What ends with the test. */
const running: { close(): unknown }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

/** Starts a fake site that ends with the test. */
export async function fake(answers: Answerer | Record<string, Answerer>): Promise<FakeSite> {
  const site = await startFakeSite(answers);
  running.push(site);
  return site;
}

/** So that what fails does not wait. */
export const quick: DiscoverOptions = { timeout: 1000, random: () => 0 };

/** Looks at a site; what was found ends with the test. */
export async function discover(address: string, options: DiscoverOptions = quick) {
  const discovery = await discoverSite(address, options);
  running.push(discovery.rest);
  return discovery;
}

/** Returns the error by which an address cannot be served. */
export async function failureOf(address: string): Promise<WordPressError> {
  const reason: unknown = await discover(address).catch((error: unknown) => error);
  if (reason instanceof WordPressError) return reason;
  throw new Error(`Expected a WordPressError, got ${String(reason)}`);
}

/** The REST API of a small site; its index as given. */
export function restApi(root: string, index: object): Record<string, Answerer> {
  return {
    [`${root}wp/v2/types`]: json({}),
    [`${root}wp/v2/taxonomies`]: json({}),
    [`${root}wp/v2/`]: json({ schema: { properties: { id: { type: 'integer' } } } }),
    [root]: json({ name: 'Small', namespaces: ['wp/v2'], routes: {}, ...index }),
  };
}

/** A page that shows signs of WordPress. */
export const wordpressPage = '<html><head><link href="/wp-content/themes/x/style.css"></head></html>';
