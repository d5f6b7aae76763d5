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
  const discovering = discover(instance, sending, () => now);
  discoveries.at(-1)?.find(fingerprint);
  return discovering;
}

describe('two discoveries at a time', () => {
  /** Begins one at 1 and one at 2, and returns the older and the newer. */
  const beginTwo = () => {
    const [older, newer] = [1, 2].map((now) => discover(instance, sending, () => now));
    const [one, two] = discoveries;
    if (!older || !newer || !one || !two) throw new Error('A discovery did not begin.');
    return { older: { ...one, graph: older }, newer: { ...two, graph: newer } };
  };

  it('leave the graph of the one that began last', async () => {
    const { older, newer } = beginTwo();
    newer.find('new');
    const graph = await newer.graph;
    older.find('old');
    expect(await older.graph).toBe(graph);
    expect(instance).toMatchObject({ graph, discoveredAt: 2, discoveringSince: null });
  });

  it('leave the graph of the older one if the newer one fails', async () => {
    const { older, newer } = beginTwo();
    newer.fail(new Error('The newer one failed.'));
    await expect(newer.graph).rejects.toThrow('The newer one failed.');
    older.find('old');
    expect(await older.graph).toBe(instance.graph);
    expect(instance).toMatchObject({ problem: null, discoveredAt: 2 });
  });

  it('count as running until the newer one ends', async () => {
    const { older, newer } = beginTwo();
    older.fail(new Error('The older one failed.'));
    await expect(older.graph).rejects.toThrow('The older one failed.');
    expect(instance.discoveringSince).toBe(2);
    newer.find('new');
    await newer.graph;
    expect(instance).toMatchObject({ problem: null, discoveringSince: null });
  });
});

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
