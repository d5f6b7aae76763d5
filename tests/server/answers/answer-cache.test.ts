import { expect, it } from 'vitest';
import { createAnswerCache, createAnswerMemory } from '../../../src/server/answers/answer-cache.ts';

it('keeps what an answer has read as data, and not the log that knows its loaders', () => {
  const graph = {};
  const cache = createAnswerCache({
    answers: createAnswerMemory(1e6),
    drops: { version: 0, areDropped: () => false },
    onUse: () => undefined,
    graph: () => graph,
    now: () => 1000,
  });
  const reads = { tags: new Set(['post:7']), oldest: 500, freshUntil: 2000, hits: 3, note: () => undefined };
  cache.store('key', {
    ...{ contentType: 'application/json', body: '{}', encoded: new Map(), etag: 'x', maxAge: 0 },
    ...{ cacheTags: { spaced: '', commas: '' }, operation: { name: null, kind: 'query' } },
    ...{ reads, startedAt: 500, requests: 1, isStored: () => true },
  });
  reads.tags.add('post:8');
  expect(cache.find('key')?.reads).toEqual({
    ...{ tags: new Set(['post:7']), oldest: 500, freshUntil: 2000, hits: 3 },
  });
});
