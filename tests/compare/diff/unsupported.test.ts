import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { missingPart } from '../../../src/compare/diff/reasons.ts';
import { unsupportedParts } from '../../../src/compare/diff/unsupported.ts';
import { builtInIntegrations } from '../../../src/integrations/built-in.ts';

const schema = buildSchema(`
  type Query { posts(first: Int, where: Where): Posts, post(id: ID!): Post }
  input Where { search: String, in: [Colour] }
  enum Colour { RED }
  type Posts { nodes: [Post!]! }
  type Post { id: ID, title: String }
`);
const all = '{ posts { nodes { id title } } }';

describe('parts of a document that the schema lacks', () => {
  it.each([
    ['{ posts { nodes { seo { title } } } }', 'Post.seo'],
    ['{ posts(last: 1) { nodes { id } } }', 'Query.posts(last:)'],
    ['{ posts(where: { author: 1 }) { nodes { id } } }', 'Where.author'],
    ['{ posts(where: { in: [BLUE] }) { nodes { id } } }', 'Colour.BLUE'],
    ['query ($w: Elsewhere) { posts(where: $w) { nodes { id } } }', 'Elsewhere'],
    ['{ post(id: 1) { ... on Book { id } } }', 'Book'],
  ])('are named: %s', (query, subject) => {
    expect(unsupportedParts(parse(query), schema)[0]?.subject).toBe(subject);
  });

  it('do not exist in a valid document', () => {
    expect(unsupportedParts(parse(all), schema)).toEqual([]);
  });

  it('have a reason if one is known', () => {
    const plugins = builtInIntegrations.flatMap(({ differences = [] }) => differences);
    const query = parse('{ post(id: 1) { seo { title } } }');
    expect(unsupportedParts(query, schema, plugins)[0]?.instead).toContain('Yoast');
    expect(missingPart('Post.title')).toBeUndefined();
  });

  it.each([
    ['RootQuery.gfForm', 'Enable the REST API'],
    ['RootMutation.submitGfForm', 'Enable the REST API'],
    ['GfForm', 'Enable the REST API'],
    ['RootQuery.gravityFormsForm', 'Use `gfForm`'],
    ['RootMutation.submitGravityFormsForm', 'Use `gfForm`'],
    ['GravityFormsForm', 'Use `gfForm`'],
    ['Post.gfycatUrl', undefined],
    ['Gfycat', undefined],
  ])('are those of forms only by their names: %s', (subject, instead) => {
    const plugins = builtInIntegrations.flatMap(({ differences = [] }) => differences);
    const found = missingPart(subject, plugins)?.instead;
    if (instead === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(instead);
  });
});
