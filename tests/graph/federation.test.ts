import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../../src/packages/graphql.ts';
import { toGlobalId } from '../../src/schema/kit/base/global-id.ts';
import { valueAt } from '../../src/values/json.ts';
import { plugin } from '../integrations/woocommerce/plugin.ts';
import { overHttp } from '../server/answers/over-http.ts';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';
import { startLikes } from './likes.ts';

interface Reference {
  readonly __typename: string;
  readonly id?: unknown;
  readonly databaseId?: unknown;
  readonly name?: unknown;
}

let gateway: TestGateway;
let posts: readonly number[];
let draft: number;
beforeAll(async () => {
  gateway = await startGateway({
    federation: true,
    introspection: false,
    cache: true,
    maxPageSize: 50,
    // Its documents have several object types.
    prepare: (site) => site.plugin(plugin),
  });
  ({ posts, draft } = await gateway.site.phpJson<{ posts: number[]; draft: number }>(`
    echo json_encode([
      'posts' => get_posts(['numberposts' => 10, 'fields' => 'ids', 'post_status' => 'publish']),
      'draft' => wp_insert_post(['post_title' => 'Not yet', 'post_status' => 'draft']),
    ]);
  `));
});
afterAll(() => gateway.close());

const post = (id: number): Reference => ({ __typename: 'Post', id: toGlobalId('post', id) });
const found = (fields: object) => ({ __typename: 'Post', ...fields });
const find = (selection: string) =>
  `query Find($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${selection} } }`;
const ask = (selection: string, representations: readonly unknown[], role?: string) =>
  (role ? gateway.as(role) : gateway).ask<{ _entities: readonly unknown[] } | null>(find(selection), {
    representations,
  });

describe('_entities', () => {
  it('reads ten posts with one request, in the order of the representations', async () => {
    const ids = [...posts, ...posts.slice(0, 1)];
    const answer = await ask('... on Post { databaseId slug }', ids.map(post));
    expect(answer).toEqual({
      data: { _entities: ids.map((databaseId) => found({ databaseId, slug: expect.any(String) })) },
    });
    expect(gateway.sent.map((sent) => [sent.route, fieldsOf(sent)])).toEqual([
      ['/wp/v2/posts', ['id', 'modified_gmt', 'slug']],
    ]);
  });

  it('finds a document by each of its keys', async () => {
    const [databaseId = 0] = posts;
    const references = [post(databaseId), found({ databaseId }), found({ databaseId: `${databaseId}` })];
    const { data } = await ask('... on Post { databaseId }', references);
    expect(data).toEqual({ _entities: references.map(() => found({ databaseId })) });
  });

  it('finds each node by the id that the graph gave it, as its type and as each interface with a key', async () => {
    const lists =
      'posts pages mediaItems categories tags users comments menus menuItems contentTypes taxonomies plugins themes userRoles';
    const query = `{
      ${lists
        .split(' ')
        .map((list) => `${list}(first: 2) { nodes { __typename id } }`)
        .join('\n')}
      settings: node(id: "${toGlobalId('setting_group', 'general')}") { __typename id }
    }`;
    const data = await gateway.as('admin').data<Record<string, { nodes: Reference[] }>>(query);
    const nodes = Object.values(data).flatMap((list) => list.nodes ?? [list]);
    expect(new Set(nodes.map(({ __typename }) => __typename)).size).toBeGreaterThan(12);
    const { data: again } = await ask('... on Node { id }', nodes, 'admin');
    expect(again).toEqual({ _entities: nodes });
    const content = nodes.filter(({ __typename }) => ['Post', 'Page'].includes(__typename));
    const asInterface = content.map(({ id }) => ({ __typename: 'NodeWithRevisions', id }));
    const { data: concrete } = await ask(
      '... on NodeWithRevisions { id } ... on Page { isFrontPage }',
      asInterface,
    );
    expect(concrete).toMatchObject({ _entities: content });
  });

  it('finds documents of several object types by their types and by their interface', async () => {
    const query = '{ products(first: 20) { nodes { __typename id databaseId name } } }';
    const { products } = await gateway.data<{ products: { nodes: Reference[] } }>(query);
    const references = products.nodes.flatMap(({ __typename, id, databaseId }) => [
      { __typename, id },
      { __typename, databaseId },
      { __typename: 'Product', id },
    ]);
    const selection =
      '... on Product { id databaseId } ... on SimpleProduct { name } ... on NodeWithTitle { id }';
    const { data, errors } = await ask(selection, references);
    expect(errors).toBeUndefined();
    expect(new Set(products.nodes.map(({ __typename }) => __typename)).size).toBeGreaterThan(2);
    expect(data?._entities).toEqual(
      products.nodes.flatMap(({ name, ...node }) => {
        const found = node.__typename === 'SimpleProduct' ? { name, ...node } : node;
        return [found, found, found];
      }),
    );
    const wrong = products.nodes.filter(({ __typename }) => __typename !== 'SimpleProduct');
    const { data: none } = await ask(
      '',
      wrong.map(({ id }) => ({ __typename: 'SimpleProduct', id })),
    );
    expect(none).toEqual({ _entities: wrong.map(() => null) });
  });

  it('gives a visitor no draft, and an editor theirs', async () => {
    const [id = 0] = posts;
    const references = [draft, id, 999_999].map(post);
    const visitor = await ask('... on Post { databaseId }', references);
    expect(visitor).toEqual({ data: { _entities: [null, found({ databaseId: id }), null] } });
    const editor = await ask('... on Post { databaseId }', references, 'editor');
    expect(editor.data).toEqual({
      _entities: [found({ databaseId: draft }), found({ databaseId: id }), null],
    });
  });

  it('gives each bad representation an error of its own, and the others their nodes', async () => {
    const [databaseId = 0] = posts;
    const bad: readonly (readonly [unknown, string])[] = [
      ['Post', 'must be an object'],
      [{ id: toGlobalId('post', databaseId) }, 'must be an object'],
      [{ __typename: 'Nothing', id: 'x' }, 'finds no "Nothing"'],
      [{ __typename: '__proto__', id: 'x' }, 'finds no "__proto__"'],
      [{ __typename: 'MediaDetails', id: 'x' }, 'finds no "MediaDetails"'],
      [{ __typename: 'EnqueuedScript', id: 'x' }, 'finds no "EnqueuedScript"'],
      [{ __typename: 'Post' }, 'has no key'],
      [{ __typename: 'Post', id: [1] }, 'has no key'],
      [{ __typename: 'Post', id: 'no id' }, '`id` is "no id"'],
      [{ __typename: 'Post', id: toGlobalId('term', 1) }, 'none of `Post`'],
      [{ __typename: 'Post', databaseId: -1 }, '`databaseId` is -1'],
      [{ __typename: 'Post', databaseId: '1 or 1' }, '`databaseId` is "1 or 1"'],
      [{ __typename: 'Theme', id: 'no id' }, "isn't recognized"],
    ];
    const { data, errors } = await ask('... on Post { databaseId }', [
      ...bad.map(([reference]) => reference),
      post(databaseId),
    ]);
    expect(data).toEqual({ _entities: [...bad.map(() => null), found({ databaseId })] });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual(
      bad.map((_each, index) => [['_entities', index], 'BAD_USER_INPUT']),
    );
    for (const [index, [, message]] of bad.entries()) expect(errors?.[index]?.message).toContain(message);
  });

  it('gives no node under the name of another type', async () => {
    const references = ['Page', 'Category', 'HierarchicalContentNode'].map((__typename) => ({
      __typename,
      ...(__typename === 'Category' ? { databaseId: posts[0] } : { id: post(posts[0] ?? 0).id }),
    }));
    expect(await ask('', references)).toEqual({ data: { _entities: [null, null, null] } });
  });

  it('refuses more representations than a page has items, without a request', async () => {
    const many = Array.from({ length: 51 }, (_item, index) => post(index + 1));
    const { data, errors } = await ask('... on Post { title }', many);
    expect(data).toBeNull();
    expect(errors?.map(({ message }) => message)).toEqual([
      '`representations` has 51 items. The gateway accepts at most 50. Send fewer at a time, or ask the operator to raise `maxPageSize`.',
    ]);
    expect(gateway.sent).toEqual([]);
  });

  it('is answered from memory, with the tags of what it read, until that changes', async () => {
    const server = await overHttp(gateway.pressql.fetch);
    const [id = 0] = posts;
    const representations = [post(id)];
    const sending = {
      method: 'POST',
      path: '/graphql',
      body: JSON.stringify({ query: find('... on Post { title date }'), variables: { representations } }),
    };
    const answers = [await server.send(sending), await server.send(sending)];
    expect(String(answers[0]?.headers['x-graphql-keys']).split(' ')).toContain(post(id).id);
    expect(answers[1]?.headers['cache-status']).toMatch(/^PressQL; hit/);
    const query = `mutation { updatePost(input: { id: "${id}", title: "Liked" }) { post { title } } }`;
    await gateway.as('admin').data(query);
    expect((await server.send(sending)).text).toContain('"title":"Liked"');
    await server.close();
  });
});

describe('a router', () => {
  it('joins the graph with one that adds a field to posts, in both directions', async () => {
    // As a gateway with introspection executes it.
    const { data } = await graphql({ schema: gateway.pressql.schema, source: '{ _service { sdl } }' });
    const router = startLikes(String(valueAt(data, '_service', 'sdl')), gateway.pressql.fetch);
    const [id = 0] = posts;
    const query = `{ posts(first: 3) { nodes { databaseId likes author { node { name } } } } mostLiked { title likes } }`;
    const answer = await router.ask(query, { likes: new Map([[id, 7]]) });
    expect(answer).toEqual({
      data: {
        posts: {
          nodes: posts.slice(0, 3).map((databaseId) => ({
            databaseId,
            likes: databaseId === id ? 7 : 0,
            author: { node: { name: expect.any(String) } },
          })),
        },
        mostLiked: [{ title: 'Liked', likes: 7 }],
      },
    });
    await router.close();
  });

  it('gets no SDL while introspection is off', async () => {
    const { errors } = await gateway.ask('{ _service { sdl } }');
    expect(errors?.map(({ message }) => message)).toEqual([
      'Introspection is off, so the gateway does not show its SDL. The operator gets it from `pressql schema --federation`.',
    ]);
  });
});
