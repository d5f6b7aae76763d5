import { expect, it } from 'vitest';
import { printSchema, printType, validateSchema } from '../../../src/packages/graphql.ts';
import { buildSchema } from '../../../src/schema/build.ts';
import { namedRoutes } from '../../../src/schema/routes/names.ts';
import type { PluginNamespace } from '../../../src/site/plugin-routes.ts';
import { namespaceOf } from '../../../src/site/routes/namespaces.ts';
import { partsOfPattern } from '../../../src/site/routes/pattern.ts';
import { stockSite } from '../../../src/site/stock.ts';

type Json = Record<string, unknown>;

const get = (schema: unknown, args: Json = {}) => ({ endpoints: [{ methods: ['GET'], args }], schema });
const object = (properties: Json, title: string | null = null) => ({
  type: 'object',
  properties,
  ...(title === null ? {} : { title }),
});

function schemaOf(routes: Json, name = 'x/v1') {
  const schema = buildSchema({
    ...stockSite(),
    pluginNamespaces: [namespaceOf(name, { index: { routes } })],
  });
  expect(validateSchema(schema)).toEqual([]);
  return schema;
}

/** Returns a type without descriptions. */
const typeOf = (schema: ReturnType<typeof schemaOf>, name: string) => {
  const type = schema.getType(name);
  return (
    type &&
    printType(type)
      .replace(/^ *"""[\s\S]*?"""\n/gm, '')
      .replace(/\n\n/g, '\n')
  );
};

it('does not change the schema without routes', () => {
  const { pluginNamespaces: _none, ...site } = stockSite();
  expect(
    printSchema(buildSchema({ ...site, pluginNamespaces: [namespaceOf('x/v1', { index: null })] })),
  ).toBe(printSchema(buildSchema(stockSite())));
});

it('takes a schema that refers to itself, and to nothing', () => {
  const tree = {
    ...object(
      {
        id: { type: 'integer' },
        child: { $ref: '#' },
        parts: { type: 'array', items: { $ref: '#/definitions/part' } },
        no: { $ref: '#/definitions/none' },
      },
      'tree',
    ),
    definitions: {
      part: object({ of: { $ref: '#' }, name: { $ref: '#/definitions/alias' } }),
      alias: { $ref: '#/definitions/text' },
      text: { type: 'string' },
      loop: { $ref: '#/definitions/loop' },
    },
  };
  const schema = schemaOf({
    '/x/v1/tree': get(tree),
    '/x/v1/loop': get({ ...tree, title: 'loop', properties: { loop: { $ref: '#/definitions/loop' } } }),
  });
  expect(typeOf(schema, 'XTree')).toContain('child: XSelf\n');
  expect(typeOf(schema, 'XTree')).toContain('no: JSON\n');
  expect(typeOf(schema, 'XPart')).toContain('name: String\n');
});

it('bounds huge and deep schemas', () => {
  const many = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [`key_${index}`, object({ a: { type: 'string' } })]),
  );
  let deep: Json = { type: 'string' };
  for (let level = 0; level < 600; level++) deep = object({ deeper: deep });
  const chain = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [
      `d${index}`,
      object({ next: { $ref: `#/definitions/d${index + 1}` } }),
    ]),
  );
  const schema = schemaOf({
    '/x/v1/many': get(object(many, 'many')),
    '/x/v1/deep': get(deep),
    '/x/v1/chain': get({ ...object({ first: { $ref: '#/definitions/d0' } }, 'chain'), definitions: chain }),
  });
  expect(typeOf(schema, 'XMany')?.split('\n')).toHaveLength(502);
  const types = Object.keys(schema.getTypeMap()).filter((name) => name.startsWith('X'));
  expect(types.length).toBeLessThan(1100);
});

it('gives every key, title and value a name of GraphQL', () => {
  const schema = schemaOf(
    {
      '/2fa/v1.0/a': get(
        object(
          {
            'a b': { type: 'string' },
            a_b: { type: 'string' },
            '9': { type: 'integer' },
            цена: {},
            __proto: { type: 'string' },
            '': {},
          },
          'Same',
        ),
      ),
      '/2fa/v1.0/b': get(object({ other: { type: 'boolean' } }, 'Same')),
      '/2fa/v1.0/c': get(object({ id: { type: 'integer' } }, '«»'), {
        order: { enum: ['', '1', 'a-b', 'a b', 'true', '<'] },
        first: { type: 'integer' },
        page: {},
        per_page: {},
      }),
      '/2fa/v1.0/d': get(object({ id: {} }, 'EventConnection')),
    },
    '2fa/v1.0',
  );
  expect(typeOf(schema, 'Routes2faSame')).toContain('aB: String\n  aB2: String\n');
  expect(typeOf(schema, 'Routes2faSameFields')).toContain('other: Boolean');
  expect(typeOf(schema, 'Routes2faCOrderEnum')).toBe(
    'enum Routes2faCOrderEnum {\n  A_B\n  A_B_2\n  TRUE\n  VALUE\n  _1\n}',
  );
});

it('takes alternatives, several types and lists of lists', () => {
  const card = (kind: string, key: string) => object({ kind: { enum: [kind] }, [key]: { type: 'string' } });
  const schema = schemaOf({
    '/x/v1/a': get(
      object(
        {
          union: { oneOf: [card('one', 'a'), card('two', 'b')] },
          mixed: { type: ['string', 'integer'] },
          nullable: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
          lists: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
          all: { allOf: [object({ a: { type: 'string' } }), { properties: { b: { type: 'integer' } } }] },
          wrong: { type: 7, properties: [], items: 'x', oneOf: {}, enum: [[1]] },
        },
        'a',
      ),
    ),
    '/x/v1/list': get({ type: 'array', items: { type: 'string' } }),
    '/x/v1/none': get(null),
    '/x/v1/never': { endpoints: [{ methods: ['POST'], args: {} }] },
    '/x/v1/bad': 7,
  });
  const type = typeOf(schema, 'XA');
  expect(type).toContain('union: XAUnion');
  expect(type).toContain('mixed: String');
  expect(type).toContain('nullable: Int');
  expect(type).toContain('lists: [[Float]]');
  expect(typeOf(schema, 'XAAll')).toContain('b: Int');
  expect(typeOf(schema, 'XListConnection')).toContain('nodes: [String]!');
  expect(schema.getQueryType()?.getFields()).not.toHaveProperty('xNever');
});

it('reads patterns of one form only', () => {
  const parts = (pattern: string) =>
    partsOfPattern(pattern)?.map((part) => (typeof part === 'string' ? part : part.parameter));
  expect(parts('/events/(?P<id>\\d+)')).toEqual(['/events/', 'id']);
  expect(parts('/a/(?P<a>[^/)]+)/b-c/(?P<b>(x|y(z)))/?')).toEqual(['/a/', 'a', '/b-c/', 'b']);
  for (const pattern of [
    '/a(?:/(?P<x>.+))?',
    '/(?P<a>\\d+)?',
    '/a+',
    '/(a|b)',
    '/(?P<a>[',
    '/(?P<a>x)/(?P<a>y)',
  ]) {
    expect(parts(pattern), pattern).toBeUndefined();
  }
});

it('names routes by their words, whatever their order', () => {
  const routes = [
    '/x/v1/events',
    '/x/v1/events/(?P<id>\\d+)',
    '/x/v1/events/(?P<slug>[a-z]+)',
    '/x/v1/categories/(?P<id>\\d+)/news',
    '/x/v1/(?P<key>\\w+)',
  ];
  const paged = { page: {}, per_page: {} };
  const named = (order: readonly string[], name = 'x/v1') => {
    const rows = Object.fromEntries(
      order.map((route) => [route, get(object({ id: {} }, 'event'), route.endsWith(')') ? {} : paged)]),
    );
    return namespaceOf(name, { index: { routes: rows } });
  };
  const fields = (namespaces: readonly PluginNamespace[], taken = new Set<string>()) =>
    namedRoutes(namespaces, taken).flatMap((each) => each.routes.map(({ field }) => field));
  const usual = ['xEvents', 'xItem', 'xCategoriesNews', 'xEvent', 'xEventBySlug'];
  expect(fields([named(routes)])).toEqual(usual);
  expect(fields([named([...routes].reverse())])).toEqual(usual);
  expect(fields([named(routes)], new Set(['xEvents']))[0]).toBe('xEvents2');
  const second = namespaceOf('x/v2', {
    index: { routes: { '/x/v2/events': get(object({ id: {} }), paged) } },
  });
  expect(fields([named(routes), second]).at(-1)).toBe('xV2Events');
});
