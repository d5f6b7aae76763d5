import { describe, expect, it } from 'vitest';
import { isRecord, parseJson, valueAt } from '../../src/values/json.ts';
import { safeDecode } from '../../src/values/url-text.ts';

describe('a value inside JSON', () => {
  it('is found by keys and positions', () => {
    const json = { posts: { nodes: [{ title: 'Hello' }] } };
    expect(valueAt(json, 'posts', 'nodes', 0, 'title')).toBe('Hello');
    expect(valueAt(json)).toBe(json);
  });

  it.each([
    [{ a: 1 }, ['b']],
    [{ a: 1 }, ['a', 'b']],
    [{ a: null }, ['a', 'b']],
    [['a'], ['length']],
    [['a'], [1]],
    [{}, ['constructor']],
    ['text', [0]],
  ])('is undefined if the path leads nowhere: %j at %j', (json, path) => {
    expect(valueAt(json, ...path)).toBeUndefined();
  });

  it('is an object only if it has string keys', () => {
    expect([{}, [], null, 'a', 1].map(isRecord)).toEqual([true, false, false, false, false]);
  });

  it('is null in a text that is not JSON', () => {
    expect([parseJson('{"a":1}'), parseJson('{'), parseJson('')]).toEqual([{ a: 1 }, null, null]);
  });
});

describe('a text with percent escapes', () => {
  it('is decoded, unless an escape is malformed', () => {
    expect(['caf%C3%A9', 'a b', '100%'].map(safeDecode)).toEqual(['café', 'a b', '100%']);
  });
});
