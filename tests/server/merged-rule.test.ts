import { describe, expect, it } from 'vitest';
import {
  BREAK,
  buildSchema,
  GraphQLError,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from '../../src/packages/graphql.ts';
import { mergedRule } from '../../src/server/merged-rule.ts';

const schema = buildSchema(`
  interface Node { id: ID! }
  type Post implements Node { id: ID! title(raw: Boolean): String author: User }
  type User implements Node { id: ID! name: String }
  input Where { search: String }
  type Query { posts(first: Int, where: Where): [Post] node(id: ID!): Node }
  type Mutation { create(title: String!): Post }
  type Subscription { changed: Post posted: Post }
`);

describe('one rule for all rules finds the same errors in the same order', () => {
  const documents = [
    '{ posts(first: 1) { title author { name } } }',
    '{ posts { nothing author titel } nope }',
    '{ a: posts { title } a: node(id: 1) { id } }',
    'query A($x: Nothing, $y: Int, $y: Int) { posts(first: "x") { title @skip @skip(if: 1) } } query A { posts { id } }',
    'fragment F on Post { ...F } { posts { ...F ...G } }',
    'fragment Unused on Nothing { title } { node { id ... on Query { posts { id } } } }',
    'mutation ($a: ID! $a: ID) { create(title: $zz, title: 3) { id @deprecated } }',
    'subscription { changed { id } posted { id } }',
    '{ posts(where: { search: "a", search: "b", other: 1 }) { id } }',
    'type Extra { a: Int } scalar Nothing { __typename }',
    '{ posts } { node(id: 1) { id { x } } }',
  ];
  it.each(documents)('%s', (text) => {
    const document = parse(text);
    const merged = validate(schema, document, [mergedRule(specifiedRules)]);
    expect(merged).toEqual(validate(schema, document));
  });
});

describe('a rule that', () => {
  const text = '{ posts { author { name } } node(id: 1) { id } }';

  /** Returns the names of the fields that a rule sees, by a visitor that may skip some of them. */
  function seenBy(result: (name: string) => unknown, merge: (rules: ValidationRule[]) => ValidationRule[]) {
    const seen: string[] = [];
    const rule: ValidationRule = () => ({
      Field: {
        enter({ name }) {
          seen.push(name.value);
          return result(name.value);
        },
        leave: ({ name }) => void seen.push(`/${name.value}`),
      },
    });
    const all: ValidationRule = (context) => ({
      enter: ({ kind }) => context.reportError(new GraphQLError(kind)),
    });
    const errors = validate(schema, parse(text), merge([rule, all]), { maxErrors: 1000 });
    return { seen, errors };
  }

  it.each([
    ['sees everything', () => undefined],
    ['skips a field', (name: string) => (name === 'posts' ? false : undefined)],
    ['skips two fields', (name: string) => (name === 'author' || name === 'node' ? false : undefined)],
    ['stops', (name: string) => (name === 'author' ? BREAK : undefined)],
  ])('%s does not affect the others', (_, result) => {
    expect(seenBy(result, (rules) => [mergedRule(rules)])).toEqual(seenBy(result, (rules) => rules));
  });
});
