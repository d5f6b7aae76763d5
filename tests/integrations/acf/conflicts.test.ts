import { expect, it } from 'vitest';
import { readDefinitions } from '../../../src/integrations/acf/definitions/definitions.ts';
import { acfWith } from '../../../src/integrations/acf/index.ts';
import { buildSchema } from '../../../src/schema/build.ts';
import { stockSite } from '../../../src/site/stock.ts';

const schemaWith = (settings: object) => {
  const group = { key: 'group_a', fields: [{ key: 'field_a', name: 'a', type: 'text' }], ...settings };
  const definitions = readDefinitions(new Map([['acf', [group]]]));
  return buildSchema(stockSite(), { integrations: [acfWith(definitions)] });
};

it.each([
  ['an own field', { title: 'Author', graphql_types: ['Post'] }, /"Author" \(group_a\).*`author` of Post/],
  ['an inherited field', { title: 'Content', graphql_types: ['Page'] }, /`content` of Page/],
])('a group with the name of %s is refused, with what to do', (_name, settings, message) => {
  expect(() => schemaWith(settings)).toThrow(message);
});

it('a group with the name of a type of the graph is left out', () => {
  const schema = schemaWith({ title: 'Category', graphql_types: ['Post'] });
  expect(schema.getType('Category')?.toString()).toBe('Category');
  expect(schema.getType('WithAcfCategory')).toBeUndefined();
});

it('a group on a type that the site lacks is in the schema, on no type', () => {
  const schema = schemaWith({ title: 'Hero', graphql_types: ['Recipe'] });
  expect(schema.getType('Hero_Fields')).toBeDefined();
  expect(schema.getType('WithAcfHero')).toBeUndefined();
});

it('of two groups with the same name, the first is in the schema', () => {
  const group = (key: string, name: string) => ({
    key,
    title: 'Hero',
    graphql_types: ['Post'],
    fields: [{ key: `field_${name}`, name, type: 'text' }],
  });
  const definitions = readDefinitions(
    new Map([['acf', [group('group_a', 'first'), group('group_b', 'second')]]]),
  );
  const schema = buildSchema(stockSite(), { integrations: [acfWith(definitions)] });
  const type = schema.getType('Hero');
  expect(type && 'getFields' in type ? Object.keys(type.getFields()) : null).toEqual([
    'fieldGroupName',
    'first',
  ]);
});
