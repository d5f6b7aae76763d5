import { beforeEach, describe, expect, it } from 'vitest';
import { discover } from '../../src/edge/graph.ts';
import { createInstance, type Instance } from '../../src/edge/instance.ts';
import type { GraphSource } from '../../src/graph-source.ts';
import { createAnswerCache } from '../../src/server/answers/answer-cache.ts';
import type { Discovery } from '../../src/site/discover.ts';
import { createTraffic } from '../../src/wordpress/traffic/traffic.ts';

/* WordPress cannot decide which of two discoveries ends first, so the site here is a fake one. */

/** Ends a discovery of a site with this fingerprint, or fails it. */
interface Discovering {
  find(fingerprint: string): void;
  fail(error: Error): void;
}

let instance: Instance;
/** The discoveries so far, the oldest first. */
let discoveries: Discovering[];

const sending = {
  traffic: createTraffic({ concurrency: 1, now: Date.now }),
  signal: new AbortController().signal,
};
const siteWith = (fingerprint: string) => {
  const rest = { close: () => undefined };
  return { site: { fingerprint, resources: new Map() }, snapshot: {}, rest } as unknown as Discovery;
};

beforeEach(() => {
  discoveries = [];
  const source: GraphSource = {
    ...createInstance({ url: 'https://site.example' }).source,
    discover: () =>
      new Promise((resolve, reject) => {
        discoveries.push({ find: (fingerprint) => resolve(siteWith(fingerprint)), fail: reject });
      }),
    build: () => ({}) as never,
  };
  instance = { ...createInstance({ url: 'https://site.example' }), source };
});

/** Discovers a site with a fingerprint at a time. */
async function found(fingerprint: string, now: number) {
  const discovering = discover(instance, sending, now);
  discoveries.at(-1)?.find(fingerprint);
  return discovering;
}

describe('the answers in memory', () => {
  const answer = {
    body: '{}',
    encoded: new Map(),
    cacheTags: { spaced: '', commas: '' },
    reads: { tags: new Set<string>(), freshUntil: Number.POSITIVE_INFINITY },
    isStored: () => true,
  } as never;
  /** The cache of a request that begins now. */
  const cacheOfRequest = () => {
    const { graph } = instance;
    if (!graph) throw new Error('There is no graph.');
    const drops = { version: 0, areDropped: () => false };
    const { answers, schema } = graph;
    return createAnswerCache({ answers, drops, graph: () => schema, onUse: () => undefined, now: () => 0 });
  };

  it('have the types of the graph, also if a request with an older one ends later', async () => {
    await found('old', 1);
    const before = cacheOfRequest();
    await found('new', 2);
    before.store('key', answer);
    expect(cacheOfRequest().find('key')).toBeNull();
  });

  it('stay if the site is the same', async () => {
    await found('same', 1);
    cacheOfRequest().store('key', answer);
    await found('same', 2);
    expect(cacheOfRequest().find('key')).toMatchObject({ body: '{}' });
  });
});
