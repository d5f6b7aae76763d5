import { afterEach } from 'vitest';
import type { Rest } from '../../src/wordpress/rest.ts';
import type { UpstreamOptions, UpstreamRequest } from '../../src/wordpress/upstream.ts';
import { type Answerer, type FakeSite, startFakeSite } from './fake-site.ts';
import { restAt } from './rest-client.ts';

/** What the running test has opened. It is closed after the test. */
export const running: { close(): unknown }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

/** Starts a fake site and a client for it. Both are closed after the test. `events` records the requests of the client. */
export async function clientOf(
  answers: Answerer | Record<string, Answerer>,
  options: UpstreamOptions = {},
): Promise<{ site: FakeSite; rest: Rest; events: UpstreamRequest[] }> {
  const site = await startFakeSite(answers);
  const events: UpstreamRequest[] = [];
  const rest = restAt(site.url, {
    timeout: 2000,
    random: () => 0,
    onRequest: (event) => events.push(event),
    ...options,
  });
  running.push(rest, site);
  return { site, rest, events };
}
