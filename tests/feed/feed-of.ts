import { createChanges } from '../../src/cache/change-log.ts';
import type { Change } from '../../src/cache/changes.ts';
import { createFeed, type Feed, type FeedOptions } from '../../src/feed/feed.ts';
import { type Discovery, discoverSite } from '../../src/site/discover.ts';
import type { UpstreamRequest } from '../../src/wordpress/upstream.ts';
import type { TestSite } from '../wordpress/site.ts';

/** A feed of a real WordPress that looks only when the test says so. */
export interface TestFeed {
  readonly feed: Feed;
  readonly discovery: Discovery;
  /** The changes that the feed has published. */
  readonly published: Change[];
  /** The lines for the operator. */
  readonly notes: string[];
  /** The requests of the feed. */
  readonly sent: UpstreamRequest[];
  /** Runs PHP in WordPress, and returns the changes that one poll finds. */
  changesAfter(code: string): Promise<readonly Change[]>;
  close(): void;
}

/** Starts a feed and lets it look at some resources once. */
export async function startFeed(
  site: Pick<TestSite, 'url' | 'php'>,
  resources: readonly string[],
  options: Partial<FeedOptions> = {},
): Promise<TestFeed> {
  const sent: UpstreamRequest[] = [];
  const published: Change[] = [];
  const notes: string[] = [];
  const discovery = await discoverSite(site.url, { timeout: 60_000, onRequest: (event) => sent.push(event) });
  const changes = createChanges({
    onError: (error) => {
      throw error;
    },
  });
  changes.onChange((logged) => published.push(...logged.changes));
  const feed = createFeed({
    connection: () => discovery,
    changes,
    granted: () => null,
    onNote: (line) => notes.push(line),
    interval: 5000,
    maxInterval: 60_000,
    after: () => () => undefined,
    ...options,
  });
  for (const resource of resources) feed.touch(resource);
  await feed.poll();
  published.length = 0;
  sent.length = 0;
  return {
    feed,
    discovery,
    published,
    notes,
    sent,
    async changesAfter(code) {
      await site.php(code);
      published.length = 0;
      sent.length = 0;
      await feed.poll();
      const found = [...published];
      // What changed in the very second of the poll is compared once more.
      await feed.poll();
      return found;
    },
    close() {
      feed.close();
      discovery.rest.close();
    },
  };
}
