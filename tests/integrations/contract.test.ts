import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { isObjectType } from '../../src/packages/graphql.ts';
import { buildSchema, reservedNames } from '../../src/schema/build.ts';
import { combined } from '../../src/schema/integration/check.ts';
import type { Integration } from '../../src/schema/integration/contract.ts';
import { stockSite } from '../../src/site/stock.ts';

const plain = (name: string, more: Partial<Integration> = {}): Integration => ({
  name,
  detect: () => true,
  ...more,
});
const root =
  (field: string): NonNullable<Integration['extend']> =>
  (graph) =>
    graph.addRootFields((t) => ({ [field]: t.string({ resolve: () => 'a' }) }));
const namedFields = (type: unknown) => (isObjectType(type) ? type.getFields() : {});
const rootsOf = (integrations: readonly Integration[]) =>
  Object.keys(buildSchema(stockSite(), { integrations }).getQueryType()?.getFields() ?? {});

describe('integrations of a gateway', () => {
  it('come before the built-in ones and replace those of the same name', () => {
    const names = combined([plain('mine'), plain('yoast')], builtInIntegrations).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['mine', 'yoast']);
    expect(names.filter((name) => name === 'yoast')).toHaveLength(1);
    expect(names).toContain('acf');
  });

  it('are the whole list where a function returns it', () => {
    expect(combined((builtIn) => builtIn.slice(0, 1), builtInIntegrations)).toEqual([builtInIntegrations[0]]);
  });

  it.each<[string, unknown]>([
    ['must be a list', 'mine'],
    ['integrations[0] must be an integration', [() => plain('mine')]],
    ['`name` must be lower-case letters', [plain('My plugin')]],
    ['`detect` must be a function', [{ name: 'mine' }]],
    ['has the key `fields`, which means nothing', [{ ...plain('mine'), fields: {} }]],
    ['`errorCodes` must be a list of codes', [{ ...plain('mine'), errorCodes: ['The list is full.'] }]],
    ['without codes of failed sign-ins', [{ ...plain('mine'), errorCodes: ['invalid_username'] }]],
    ['Two integrations are named "mine"', [plain('mine'), plain('mine')]],
    ['"mine" requires "other", which is not in the list', [plain('mine', { requires: ['other'] })]],
  ])('are refused with a message: %s', (message, given) => {
    expect(() => combined(given as never, builtInIntegrations)).toThrow(message);
  });

  it('share a slot by order, and run after those that they require', () => {
    const first = plain('first', { slot: 'seo', extend: root('first') });
    const second = plain('second', { slot: 'seo', extend: root('second') });
    expect(rootsOf([first, second])).toContain('first');
    expect(rootsOf([first, second])).not.toContain('second');
    const order: string[] = [];
    const late = plain('late', { requires: ['early'], extend: () => void order.push('late') });
    rootsOf([late, plain('early', { extend: () => void order.push('early') })]);
    expect(order.slice(-2)).toEqual(['early', 'late']);
  });

  it.each<[string, Partial<Integration>]>([
    ['adds `RootQuery.posts`, which the graph has without it', { extend: root('posts') }],
    ['has no type "Pots"', { detect: () => true, extend: (graph) => graph.addFields('Pots', () => ({})) }],
    ['"a b" can\'t be the name', { extend: root('a b') }],
    ['must return true or false', { detect: (async () => true) as never }],
  ])('fail with their name and the reason: %s', (message, more) => {
    const build = () => rootsOf([plain('mine', more)]);
    expect(build).toThrow(message);
    expect(build).toThrow('integration "mine"');
  });

  it('may have the names of fields beyond WPGraphQL that are there where nothing else has them', () => {
    const mine = plain('mine', {
      extend: (graph) => {
        const type = graph.addType<object>('HomepageSettings', {
          description: 'Mine.',
          fields: (t) => ({ slogan: t.string({ resolve: () => 'a' }) }),
        });
        graph.addRootFields((t) => ({ homepageSettings: t.field({ type, resolve: () => ({}) }) }));
      },
    });
    const typeOf = (integrations: readonly Integration[]) =>
      Object.keys(namedFields(buildSchema(stockSite(), { integrations }).getType('HomepageSettings')));
    expect(typeOf([])).toEqual(['frontPage', 'postsPage']);
    expect(typeOf([mine])).toEqual(['slogan']);
    expect(rootsOf([plain('other', { extend: root('homepageSettings') })])).toContain('homepageSettings');
    expect(reservedNames().roots).not.toContain('homepageSettings');
  });

  it('reserve the names that they add, whether or not the site has the plugin', () => {
    const { roots } = reservedNames([plain('mine', { detect: () => false, extend: root('likes') })]);
    expect(roots.has('likes')).toBe(true);
  });
});

describe('an integration of a plugin with its own post type', () => {
  const own = plain('event', {
    detect: ({ resources }) => resources.has('event'),
    extend: (graph) => {
      graph.addFields('Event', (t) => ({ seats: t.int({ resolve: () => 3 }) }));
      graph.addRootFields((t) => ({
        nextEvent: t.field({ type: graph.type('Event'), resolve: () => null }),
      }));
      graph.addMutation({
        name: 'createSeat',
        description: 'Creates a seat.',
        rows: [{ name: 'of', type: 'EventInput', parameter: 'of', description: 'The event.' }],
        payload: (t) => ({ event: t.field({ type: graph.type('Event'), resolve: () => null }) }),
        run: async () => ({}),
      });
    },
  });

  it('reserves its names on sites without the plugin', () => {
    expect(reservedNames([own]).roots).toContain('nextEvent');
    expect(rootsOf([own])).not.toContain('nextEvent');
  });

  it('is refused with the types of the site where the site has no such type', () => {
    const wrong = { ...own, detect: () => true };
    expect(() => rootsOf([wrong])).toThrow(/"event" can't extend the graph: .*"Event".* It has Category, /);
  });
});

describe('a mutation of an integration', () => {
  it.each([
    [
      'type',
      { name: 'seat', type: '[Nope]' },
      /"mine" .* "seat" has the type "\[Nope\]", which the graph lacks/,
    ],
    ['name', { name: 'se-at', type: 'Int' }, /"mine" .* "se-at" can't be the name of an input field/],
  ])('is refused at the start for the %s of an input field', (_what, row, message) => {
    const integration = plain('mine', {
      extend: (graph) =>
        graph.addMutation({
          name: 'bookSeat',
          description: 'Books.',
          rows: [{ parameter: 'a', description: 'x', ...row }],
          payload: (t) => ({ seat: t.int({ resolve: () => 1 }) }),
          run: async () => ({}),
        }),
    });
    expect(() => rootsOf([integration])).toThrow(message);
  });
});
