import { describe, expect, it } from 'vitest';
import { kindOf, type ReferenceLink, referenceIds } from '../../src/integrations/acf/rest/reference-ids.ts';
import { values as acfValues } from '../../src/integrations/acf/rest/values.ts';
import { type FieldShape, shapeOf } from '../../src/schema/custom/shape.ts';
import { readValue } from '../../src/schema/custom/value.ts';
import { readJsonSchema } from '../../src/site/json-schema.ts';

/** Returns a short notation for a shape: `Int`, `[String]`, `{a: Int}`, `a|b by kind`. */
function inWords(shape: FieldShape): string {
  switch (shape.kind) {
    case 'scalar':
      return shape.scalar;
    case 'list':
      return `[${inWords(shape.of)}]`;
    case 'object': {
      const parts = Object.entries(shape.properties).map(
        ([key, schema]) => `${key}: ${inWords(shapeOf(schema, []))}`,
      );
      return `{${parts.join(', ')}}`;
    }
    case 'union':
      return `${[...shape.options.keys()].join('|')} by ${shape.key}`;
    case 'special':
      return ['media', 'gallery', 'references'][acfValues.indexOf(shape.special)] ?? 'unknown';
  }
}

const shapeFrom = (json: unknown, isAcf = false) => shapeOf(readJsonSchema(json), isAcf ? acfValues : []);
const option = (kind: string, more = {}) => ({
  type: 'object',
  properties: { kind: { type: 'string', enum: [kind] }, ...more },
});

describe('the shape of a JSON schema', () => {
  it.each([
    ['String', { type: 'string' }],
    ['String', { type: ['string', 'null'], enum: ['a', '', null] }],
    ['String', { enum: ['a', 'b'] }],
    ['Int', { type: ['integer', 'null'] }],
    ['Int', { type: 'int' }],
    ['Float', { type: ['integer', 'number'] }],
    ['Float', { type: ['string', 'float'] }],
    ['String', { type: ['string', 'int'] }],
    ['JSON', { type: ['string', 'boolean'] }],
    ['JSON', { type: ['string', 'object'], properties: { a: { type: 'string' } } }],
    ['JSON', { type: 'object' }],
    ['JSON', { type: 'object', properties: [] }],
    ['JSON', { type: 'object', additionalProperties: { type: 'string' } }],
    ['JSON', { type: 'object', properties: { a: { type: 'string', context: ['edit'] } } }],
    ['JSON', { type: 'array' }],
    ['JSON', {}],
    ['JSON', null],
    ['JSON', 'nonsense'],
    [
      '{a: Int, b: [Float]}',
      { properties: { b: { type: 'array', items: { type: 'number' } }, a: { type: 'int' } } },
    ],
    ['[[Int]]', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }],
    ['[String]', { type: ['string', 'array', 'int', 'null'], items: { type: ['string', 'int'] } }],
    ['JSON', { type: ['string', 'array'], items: { type: 'object', properties: { a: { type: 'string' } } } }],
    ['String', { oneOf: [{ type: 'string' }, { type: 'null' }] }],
    ['JSON', { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['x|y by kind', { oneOf: [option('x'), option('y', { a: { type: 'integer' } })] }],
    ['JSON', { oneOf: [option('x'), option('x')] }],
  ])('%s of %j', (words, json) => {
    expect(inWords(shapeFrom(json))).toBe(words);
  });

  it.each([
    ['media', { type: ['integer', 'null'] }],
    ['gallery', { type: ['array', 'null'], items: { type: 'number' } }],
    ['references', { type: ['integer', 'array', 'null'], items: { type: 'integer' } }],
    ['Float', { type: ['number', 'null'] }],
  ])('%s of %j in a group of ACF', (words, json) => {
    expect(inWords(shapeFrom(json, true))).toBe(words);
  });
});

describe('values', () => {
  const given = (value: unknown, json: unknown) => {
    const readSpecial = () => expect.unreachable();
    const read = readValue(value, { shape: shapeFrom(json), key: 'field', readSpecial });
    return read instanceof Error ? read.message : read;
  };

  it.each([
    ['5', 'integer', 5],
    [
      5.5,
      'integer',
      `The field "field" must be a whole number of 32 bits, according to the site's JSON schema. WordPress returned 5.5.`,
    ],
    [2_147_483_648, 'integer', expect.stringContaining('32 bits')],
    ['', 'number', null],
    ['1.5', 'number', 1.5],
    ['many', 'number', expect.stringContaining('a number')],
    ['', 'boolean', false],
    ['yes', 'boolean', expect.stringContaining('true or false')],
    [false, 'string', null],
    [0, 'string', '0'],
    [['a'], 'string', expect.stringContaining('text')],
  ])('%j as %s is %j', (value, type, expected) => {
    expect(given(value, { type })).toEqual(expected);
  });
});

describe('the resource of ids from ACF', () => {
  const link = (kind: ReferenceLink['kind'], id: number): ReferenceLink => ({ kind, id, restBase: 'x' });

  it('is the resource that the links of all ids name', () => {
    const links = [link('content', 1), link('user', 1), link('user', 2)];
    expect(kindOf(referenceIds([1, 2]), links)).toBe('user');
    expect(kindOf(referenceIds([1]), links)).toBe('many');
    expect(kindOf(referenceIds([3]), links)).toBeNull();
  });

  it('is in the values if they are objects', () => {
    const post = { ID: 7, post_type: 'book', post_title: 'A' };
    const term = { term_id: 3, taxonomy: 'genre' };
    const user = { ID: 1, user_nicename: 'noor' };
    expect(referenceIds([post, term, user, '4', 'https://archive.test', 0])).toEqual([
      { id: 7, kind: 'content', type: 'book' },
      { id: 3, kind: 'term', type: 'genre' },
      { id: 1, kind: 'user', type: null },
      { id: 4, kind: null, type: null },
    ]);
  });
});
