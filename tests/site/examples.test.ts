import { describe, expect, it } from 'vitest';
import { type FieldShape, shapeOf } from '../../src/schema/custom/shape.ts';
import { schemaOfExamples } from '../../src/site/examples/example-schema.ts';
import { type ExampleOptions, typeByExample } from '../../src/site/examples/type-by-example.ts';
import { anySchema, type JsonSchema } from '../../src/site/json-schema.ts';
import { stockSite } from '../../src/site/stock.ts';
import { limits } from '../../src/values/limits.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import type { Rest } from '../../src/wordpress/rest.ts';

type Options = Partial<ExampleOptions>;

const rows = [...stockSite().resources.values()].map((row) =>
  row.name === 'post' ? { ...row, customFields: new Map([['f', anySchema]]) } : row,
);

/** Types the field `f` of posts by values of it. Only these functions of the client are called. */
async function typedBy(values: readonly unknown[], options: Options = {}) {
  const asked: unknown[] = [];
  const list = async (route: string, query: object) => {
    asked.push([route, query]);
    if (values[0] instanceof WordPressError) throw values[0];
    return { documents: values.map((f, at) => ({ id: at + 1, f })), total: null };
  };
  const rest = { list } as unknown as Rest;
  const given = { names: ['f'], ignored: new Set<string>(), earlier: undefined, timeout: 1000, ...options };
  return { ...(await typeByExample(rest, rows, given)), asked };
}

/** Returns a short notation for a schema: `{a: Int, b: [user]}`. */
function inWords(schema: JsonSchema | undefined): string {
  if (!schema) return 'JSON';
  if (schema.node) return 'kind' in schema.node ? schema.node.kind : schema.node.resource;
  const shape: FieldShape = shapeOf(schema, []);
  if (shape.kind === 'object') {
    const parts = Object.entries(shape.properties).map(([key, each]) => `${key}: ${inWords(each)}`);
    return `{${parts.join(', ')}}`;
  }
  if (shape.kind === 'list') return `[${inWords(schema.items ?? undefined)}]`;
  return shape.kind === 'scalar' ? shape.scalar : 'unknown';
}

const post = (ID: number, post_type = 'post') => ({ ID, post_type, post_content: 'raw', post_password: 'x' });
const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

describe('the type of examples', () => {
  it.each([
    ['Int', [1, '', null]],
    ['Float', [1, 1.5]],
    ['Float', [2 ** 31]],
    ['String', ['1', 1]],
    ['JSON', ['a', true]],
    ['Boolean', [false, true]],
    ['JSON', [false, '', [], null, {}]],
    ['{a: Int, b: {c: String}}', [{ a: 1 }, [], { b: { c: 'x' } }, false]],
    ['JSON', [{ a: 1 }, 'text']],
    ['[String]', [['a'], 'b', false]],
    ['[{a: Int}]', [{ 0: { a: 1 }, 2: { a: 2 } }, [{ a: 3 }]]],
    ['[JSON]', [['a', true]]],
    ['JSON', [{ 12: 'yes', 14: 'no' }]],
    ['JSON', [{ '2026-01-01': 1 }]],
    ['{ключ: Int}', [{ ключ: 1 }]],
    ['content', [post(1), post(2, 'page'), false]],
    ['[content]', [[post(1), post(2, 'unknown')]]],
    ['attachment', [post(1, 'attachment')]],
    ['content', [post(1, 'attachment'), post(2)]],
    ['term', [{ term_id: 3, taxonomy: 'category', name: 'x' }]],
    ['user', [{ ID: 4, data: { ID: '4', user_email: 'a@b.c' }, allcaps: {} }]],
    ['user', [{ id: 4, name: 'A', avatar_urls: {} }]],
    ['comment', [{ comment_ID: '5', comment_post_ID: '1', comment_author_email: 'a@b.c' }]],
    ['content', [{ id: 6, type: 'post', slug: 'x', title: { raw: 'x', rendered: 'x' } }]],
    ['{id: Int, type: String}', [{ id: 6, type: 'post' }]],
    ['{id: Int, slug: String, type: String}', [{ id: 6, type: 'car', slug: 'x' }]],
    ['[attachment]', [[{ ID: '7', url: '/a.jpg', full_url: '/a.jpg', path: '/srv/a.jpg' }]]],
    ['attachment', [{ ID: 7, src: '/a.mp4', type: 'video/mp4' }]],
    ['{name: String}', [{ name: 'Ann', user_email: 'a@b.c', user_pass: 'x' }]],
    ['{ID: Int, url: String}', [{ ID: 1, url: 'x' }]],
    ['{rendered: String}', [{ raw: 'x', rendered: 'y' }]],
    ['{raw: String}', [{ raw: 'x' }]],
    // A post and a user in one list have no type in common.
    ['[{ID: Int, display_name: String, post_type: String}]', [[post(1), { ID: 2, display_name: 'x' }]]],
  ])('%s for %j', async (words, values) => {
    const { schemas, notes } = await typedBy(values);
    expect(inWords(schemas.get('post.f'))).toBe(words);
    expect(notes).toHaveLength(words === 'JSON' && !schemas.has('post.f') ? 1 : 0);
  });

  it('is bounded, however deep and wide values are', async () => {
    expect(inWords((await typedBy([deep(100)])).schemas.get('post.f'))).toMatch(/^(\{a: ){10,11}JSON\}+$/);
    const wide = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`k${at}`, { a: 1 }]));
    const { schemas, notes } = await typedBy([wide]);
    expect([schemas.size, notes.map(({ message }) => message)]).toEqual([
      0,
      [expect.stringContaining(`it alone would need more than ${limits.maxExampleTypes} types`)],
    ]);
    const keys = Object.fromEntries(
      Array.from({ length: limits.maxRouteProperties + 1 }, (_, at) => [`k${at}`, 1]),
    );
    expect((await typedBy([keys])).schemas.size).toBe(0);
    const hostile = JSON.parse('{"__proto__":{"a":1},"constructor":2,"x-pressql-node":{"kind":"term"}}');
    expect((await typedBy([hostile])).schemas.get('post.f')?.node).toBeUndefined();
  });
});

it('examples of routes keep the types of empty values', () => {
  expect(schemaOfExamples([{ price: 5 }, { price: '' }])).toEqual({
    type: 'object',
    properties: { price: { type: ['integer', 'string'] } },
  });
  expect([schemaOfExamples([false, 'x']), schemaOfExamples([['a'], 'b'])]).toEqual([
    { type: ['boolean', 'string'] },
    {},
  ]);
  // Every object of JavaScript inherits this key.
  expect(schemaOfExamples([{ constructor: 5 }, { a: 1 }])).toMatchObject({
    properties: { constructor: { type: ['integer'] } },
  });
});

it('fields together need no more types than the limit', async () => {
  const wide = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`k${at}`, { a: 1 }]));
  const keys = Array.from({ length: 10 }, (_, at) => `f${at}`);
  const many = rows.map((row) =>
    row.name === 'post' ? { ...row, customFields: new Map(keys.map((key) => [key, anySchema])) } : row,
  );
  const document = { id: 1, ...Object.fromEntries(keys.map((key) => [key, wide])) };
  const rest = { list: async () => ({ documents: [document], total: null }) } as unknown as Rest;
  const { schemas, notes } = await typeByExample(rest, many, {
    names: ['*'],
    ignored: new Set(),
    earlier: undefined,
    timeout: 1000,
  });
  expect(schemas.size).toBe(Math.floor(limits.maxExampleTypesInAll / 151));
  expect(notes.map(({ message }) => message)).toEqual(
    keys.slice(schemas.size).map((key) => expect.stringContaining(`"post.${key}" of`)),
  );
});

describe('names', () => {
  it.each([
    ['user', ['f=user'], [5, false]],
    ['[user]', ['post.f=user'], [['5', 6]]],
    ['{a: {b: [post]}, c: Int}', ['f.a.b=post'], [{ a: { b: ['1'] }, c: 2 }]],
    ['[{a: content}]', ['f.a=content'], [[{ a: 1 }]]],
    // A hint makes the type of a node narrower.
    ['page', ['f=page'], [post(1, 'page')]],
    ['{a: Int}', ['f.none=post'], [{ a: 1 }]],
    ['Int', ['*'], [1]],
  ])('%s by %j', async (words, names, values) => {
    const { schemas, notes } = await typedBy(values, { names });
    expect([inWords(schemas.get('post.f')), notes]).toEqual([words, []]);
  });

  it('send one request, for the keys alone, and none for what is known', async () => {
    const first = await typedBy([1], { names: ['f', 'post.f', '*'] });
    expect(first.asked).toEqual([['/wp/v2/posts', { per_page: 20, _fields: ['f', 'id'] }]]);
    const again = await typedBy([{ other: 1 }], { earlier: first.schemas });
    expect(again.asked).toEqual([]);
    expect(inWords(again.schemas.get('post.f'))).toBe('Int');
    expect((await typedBy([1], { names: ['*'], ignored: new Set(['f']) })).asked).toEqual([]);
    expect((await typedBy([1], { names: [] })).asked).toEqual([]);
  });

  it('are in a note if they mean nothing, or cannot be read', async () => {
    const failure = new WordPressError('timeout', 'Too slow.');
    const messages = async (values: readonly unknown[], names: readonly string[]) =>
      (await typedBy(values, { names })).notes.map(({ message }) => message);
    expect(await messages([failure], ['f'])).toEqual([expect.stringContaining('could not be read (')]);
    expect(await messages([1], ['g', 'page.f', 'f=cars', ''])).toEqual([
      '`typedByExample` names "g", but no document has this field.',
      '`typedByExample` names "page.f", but no document has this field.',
      '`typedByExample` names "f=cars", but the site has no type, taxonomy or kind "cars".',
      '`typedByExample` names "", but no document has this field.',
    ]);
  });
});
