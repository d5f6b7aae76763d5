import { describe, expect, it } from 'vitest';
import { jsonParts } from '../../src/server/json-parts.ts';

const nodes = Array.from({ length: 3000 }, (_, id) => ({
  id,
  title: `"${id}" ü`,
  none: null,
  tags: [],
  seo: {},
}));

describe('the parts of JSON', () => {
  it.each([
    ['a short value', { a: [1, 'b', null, { c: true }] }],
    ['a long list', nodes],
    ['a long list within objects', { data: { posts: { nodes } }, more: [[nodes], 'x'] }],
    ['a long string', { content: 'é"\n'.repeat(100_000) }],
    ['an object of many keys', Object.fromEntries(nodes.map((node) => [`k"${node.id}`, node]))],
    ['values that JSON leaves out', { a: undefined, list: [undefined, ...nodes], b: undefined }],
    ['nothing', null],
  ])('of %s make up its JSON', (_what, value) => {
    expect([...jsonParts(value)].join('')).toBe(JSON.stringify(value));
  });

  it('are short, however long the value is', () => {
    const parts = [...jsonParts({ data: { nodes } })];
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(100_000);
  });
});
