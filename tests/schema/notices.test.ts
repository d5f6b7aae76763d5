import { buildSchema, execute, type GraphQLError, parse } from 'graphql';
import { expect, it } from 'vitest';
import { ClosedError } from '../../src/loading/base/closed.ts';
import { splitErrors } from '../../src/schema/notices.ts';

const schema = buildSchema('type Site { menus: [Int] } type Query { site: Site }');
const document = parse('{ news: site { menus more: menus } shop: site { menus } }');

/** The errors of an answer of two sites that both hide their menus. */
async function closedMenus(): Promise<readonly GraphQLError[]> {
  const menus = () => {
    throw new ClosedError('forbidden', 'WordPress shows no menus to visitors.');
  };
  const { errors = [] } = await execute({ schema, document, rootValue: { site: { menus } } });
  expect(errors).toHaveLength(3);
  return errors;
}

it('a field makes one notice for each reason, and in a graph of several sites one for each site', async () => {
  const errors = await closedMenus();
  const paths = (siteAt?: (path: readonly (string | number)[]) => unknown) =>
    splitErrors(errors, { schema, document, asErrors: false, siteAt }).notices.map(({ path }) => path);
  expect(paths()).toEqual([['news', 'menus']]);
  expect(paths(([site]) => site)).toEqual([
    ['news', 'menus'],
    ['shop', 'menus'],
  ]);
});
