import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, validateSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairOf } from './gateway.ts';
import { type JoinedSites, startJoinedSites } from './joined-sites.ts';

let joined: JoinedSites;
const ask: JoinedSites['ask'] = (...asked) => joined.ask(...asked);

beforeAll(async () => {
  joined = await startJoinedSites();
}, 300_000);

afterAll(() => joined.close());

interface Ids {
  readonly id: string;
  readonly databaseId: number;
  readonly title: string;
  readonly authorId: string;
  readonly author: { readonly node: { readonly id: string } };
}

const selection = `
  generalSettings { title }
  posts(first: 3) { totalCount nodes { __typename title uri databaseId author { node { name } } categories { nodes { name } } } }
  pages { nodes { ...P } }`;
const fragment = 'fragment P on Page { title children { nodes { ... on Page { slug } } } }';

describe('one graph of several sites', () => {
  it('gives what the graph of each site gives, for as many requests', async () => {
    const own = await ask(`{ ${selection} } ${fragment}`, { at: '/news/graphql' });
    const ofNews = [...joined.sent].sort();
    const other = await ask(`{ ${selection} } ${fragment}`, { at: '/my-shop/graphql' });
    const ofShop = [...joined.sent].sort();
    const both = await ask(
      `{ news: site(name: "news") { ${selection} } shop: site(name: my_shop) { ${selection} } } ${fragment}`,
    );
    expect(both.errors).toBeUndefined();
    expect(own.data).toHaveProperty('posts.nodes.length', 3);
    expect(both.data).toEqual({ news: own.data, shop: other.data });
    expect([...joined.sent].sort()).toEqual([...ofNews, ...ofShop].sort());
    expect(both.extensions?.pressql['cost']).toEqual({
      requests: ofNews.length + ofShop.length,
      maxRequests: 150,
    });
  });

  it('joins fields of one site, wherever they are', async () => {
    await ask('{ site(name: news) { posts(first: 3) { nodes { title author { node { name } } } } } }');
    const once = [...joined.sent].sort();
    const { data } = await ask(
      `query ($n: SiteName!, $no: Boolean!) {
        a: site(name: $n) { ...A }
        b: site(name: news) { more: posts(first: 3) { nodes { author { node { name } } } } }
        c: site(name: "my-shop") @skip(if: $no) { posts { nodes { title } } }
      }
      fragment A on RootQuery { __typename posts(first: 3) { nodes { title } } pages @include(if: $no) { totalCount } }`,
      { variables: { n: 'news', no: true } },
    );
    const three = { nodes: [expect.anything(), expect.anything(), expect.anything()] };
    expect(data).toEqual({
      a: { __typename: 'RootQuery', posts: three, pages: { totalCount: expect.any(Number) } },
      b: { more: three },
    });
    // One more for the total of the pages.
    expect(joined.sent.length).toBe(once.length + 1);
    expect(joined.sent.every((request) => request.startsWith('news '))).toBe(true);
  });

  it('names its sites, without a request', async () => {
    const { data } = await ask('{ sites { name title description url isReady } __typename }');
    expect(data).toEqual({
      sites: [
        {
          name: 'news',
          title: 'news &amp; co',
          description: expect.any(String),
          url: joined.news.url,
          isReady: true,
        },
        {
          name: 'my_shop',
          title: 'my-shop &amp; co',
          description: expect.any(String),
          url: joined.shop.url,
          isReady: true,
        },
        { name: 'down', title: null, description: null, url: null, isReady: false },
      ],
      __typename: 'SitesQuery',
    });
    expect(joined.sent).toEqual([]);
  });

  it('refuses a wrong name before it reads anything, and lists the names', async () => {
    const literal = await ask(
      '{ news: site(name: news) { posts { nodes { id } } } site(name: "nesw") { posts { nodes { id } } } }',
    );
    expect(literal.data).toBeUndefined();
    expect(literal.errors?.[0]?.message).toBe('There is no site "nesw". The sites are news, my-shop, down.');
    const variable = await ask('query ($n: SiteName!) { site(name: $n) { posts { nodes { id } } } }', {
      variables: { n: 'constructor' },
    });
    expect(variable.errors?.[0]?.message).toContain(
      'There is no site "constructor". The sites are news, my-shop, down.',
    );
    expect(joined.sent).toEqual([]);
  });

  it('gives null for a site that is down, with an error at its path, while the others answer', async () => {
    const { data, errors } = await ask(
      '{ news: site(name: news) { posts(first: 1) { nodes { databaseId } } } gone: site(name: down) { posts { nodes { title } } } }',
    );
    expect(data).toEqual({ news: { posts: { nodes: [{ databaseId: expect.any(Number) }] } }, gone: null });
    expect(errors).toEqual([
      {
        message: expect.stringContaining('The site down cannot be read: WordPress cannot be reached'),
        path: ['gone'],
        locations: [expect.any(Object)],
        extensions: { code: 'UPSTREAM_UNREACHABLE' },
      },
    ]);
  });

  it('has ids that name their site, and finds nodes by them', async () => {
    const { data } = await ask<Record<'news' | 'shop', { posts: { nodes: readonly [Ids] } }>>(
      `{ news: site(name: news) { ...N } shop: site(name: my_shop) { ...N } }
      fragment N on RootQuery { posts(first: 1) { nodes { id databaseId title authorId author { node { id } } } } generalSettings { title } }`,
    );
    const [ofNews, ofShop] = [data.news.posts.nodes[0], data.shop.posts.nodes[0]];
    expect(ofNews.databaseId).toBe(ofShop.databaseId);
    expect(Buffer.from(ofNews.id, 'base64').toString()).toBe(`news/post:${ofNews.databaseId}`);
    expect(ofShop.id).not.toBe(ofNews.id);
    expect(ofShop.authorId).toBe(ofShop.author.node.id);
    expect(ofShop.authorId).not.toBe(ofNews.authorId);
    const own = Buffer.from(`post:${ofNews.databaseId}`).toString('base64');
    const found = await ask(
      `query ($n: ID!, $s: ID!, $own: ID!) {
        a: node(id: $n) { id ...T } b: node(id: $s) { id ...T }
        site(name: "my-shop") { node(id: $s) { ...T } post(id: $own) { id } posts(where: { in: [$s] }) { nodes { title } } }
      } fragment T on Post { title }`,
      { variables: { n: ofNews.id, s: ofShop.id, own } },
    );
    expect(found.errors).toBeUndefined();
    expect(found.data).toEqual({
      a: { id: ofNews.id, title: ofNews.title },
      b: { id: ofShop.id, title: ofShop.title },
      site: {
        node: { title: ofShop.title },
        post: { id: ofShop.id },
        posts: { nodes: [{ title: ofShop.title }] },
      },
    });
    const wrong = await ask(
      `query ($n: ID!) { x: node(id: "${own}") { id } y: site(name: my_shop) { post(id: $n) { title } } z: site(name: news) { post(id: $n) { title } } }`,
      { variables: { n: ofNews.id } },
    );
    expect(wrong.data).toEqual({ x: null, y: null, z: { post: { title: ofNews.title } } });
    const texts = wrong.errors?.map(({ path, message }) => `${path} ${message}`).sort();
    expect(texts).toEqual([
      expect.stringMatching(/^x .*is no id of this graph/),
      expect.stringMatching(/^y .*is of the site news/),
    ]);
  });

  it('has the types of all sites, and an error for what a site lacks', async () => {
    const { data, errors } = await ask(
      `{ news: site(name: news) { ...B } shop: site(name: my_shop) { ...B } }
      fragment B on RootQuery {
        books { nodes { __typename title ... on NodeWithTitle { title } } }
        posts(first: 1) { nodes { mood } }
        contentNodes(first: 1, where: { contentTypes: [BOOK] }) { nodes { __typename ... on Book { title } } }
      }`,
    );
    const book = { nodes: [{ __typename: 'Book', title: 'A book' }] };
    expect(data).toEqual({
      news: { books: book, contentNodes: book, posts: { nodes: [{ mood: 'calm' }] } },
      shop: { books: null, contentNodes: null, posts: { nodes: [{ mood: null }] } },
    });
    expect(errors?.map(({ path, extensions }) => `${path} ${extensions?.['code']}`).sort()).toEqual([
      'shop,books NOT_AT_SITE',
      'shop,contentNodes NOT_AT_SITE',
      'shop,posts,nodes,0,mood NOT_AT_SITE',
    ]);
    const messages = errors?.map(({ message }) => message).join(' ');
    expect(messages).toContain('The site my-shop has no field `RootQuery.books`.');
    expect(messages).toContain('`Post.mood` is String at news, and Int at my-shop');
    expect(messages).toContain('no value `BOOK` for `where.contentTypes`');
    expect(joined.notes.filter((note) => note.includes('`Post.mood`'))).toHaveLength(1);
  });

  it('shows notices and errors at their places', async () => {
    const { data, errors, extensions } = await ask(
      `{ a: site(name: news) { writingSettings { useSmilies } posts(first: 1, last: -1) { nodes { id } } }
         b: site(name: my_shop) { writingSettings { useSmilies } } }`,
    );
    expect(data).toMatchObject({ a: { posts: null }, b: { writingSettings: { useSmilies: null } } });
    expect(errors?.map(({ path }) => path)).toEqual([['a', 'posts']]);
    expect(errors?.[0]?.locations).toEqual([{ line: 1, column: 56 }]);
    expect(extensions?.pressql['notices']).toEqual(
      ['a', 'b'].map((site) =>
        expect.objectContaining({
          field: 'WritingSettings.useSmilies',
          path: [site, 'writingSettings', 'useSmilies'],
        }),
      ),
    );
  });

  it('describes the schema that clients see', async () => {
    const { data, errors } = await ask(
      `{ __schema { queryType { name } mutationType { name } } name: __type(name: "SiteName") { kind enumValues { name } }
         root: __type(name: "SitesQuery") { fields { name type { name } } } s: site(name: news) { __typename }
         query: __type(name: "RootQuery") { fields { name } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      __schema: { queryType: { name: 'SitesQuery' }, mutationType: null },
      name: { kind: 'ENUM', enumValues: [{ name: 'news' }, { name: 'my_shop' }, { name: 'down' }] },
      root: {
        fields: [
          { name: 'node', type: { name: 'Node' } },
          { name: 'site', type: { name: 'RootQuery' } },
          { name: 'sites', type: { name: null } },
        ],
      },
      s: { __typename: 'RootQuery' },
      query: { fields: expect.arrayContaining([{ name: 'books' }]) },
    });
    const whole = await ask<IntrospectionQuery>(getIntrospectionQuery());
    expect(validateSchema(buildClientSchema(whole.data))).toEqual([]);
  });

  it('has no mutations, subscriptions and credentials', async () => {
    const mutation = await ask('mutation { createComment(input: {}) { success } }');
    expect(mutation.errors?.[0]?.message).toContain('has no mutations');
    const subscription = await ask('subscription { changes { id } }');
    expect(subscription.errors?.[0]?.message).toContain('has no subscriptions');
    const authorization = `Basic ${Buffer.from(pairOf(joined.news, 'admin')).toString('base64')}`;
    const signedIn = await ask('{ site(name: news) { viewer { name } } }', { headers: { authorization } });
    expect(signedIn.errors?.[0]?.extensions?.['code']).toBe('CREDENTIALS_REFUSED');
    expect(joined.sent).toEqual([]);
  });

  it('is not served at the host of a site', async () => {
    const at = async (url: string) => {
      const response = await joined.gateways.fetch(new Request(`${url}?query={__typename}`));
      const { data } = (await response.json()) as { data?: { __typename: string } };
      return data?.__typename ?? response.status;
    };
    expect(await at('http://shop.example/graphql')).toBe('RootQuery');
    expect(await at('http://shop.example/news/graphql')).toBe(404);
    expect(await at('http://gateway.test/news/graphql')).toBe('RootQuery');
    expect(await at('http://gateway.test/graphql')).toBe('SitesQuery');
    expect(await at('http://gateway.test/other')).toBe(404);
  });

  it('remembers whole answers until one of their sites changes', async () => {
    const { gateways, ask: send } = await joined.open({ cache: true });
    const path = `/graphql?query=${encodeURIComponent('{ a: site(name: news) { ...P } b: site(name: my_shop) { ...P } } fragment P on RootQuery { posts(first: 1) { nodes { title databaseId } } }')}`;
    const read = async () => {
      joined.sent.length = 0;
      const { headers, ...response } = await gateways
        .fetch(new Request(`http://gateway.test${path}`))
        .then(async (each) => ({ headers: each.headers, text: await each.text() }));
      return { ...response, header: (name: string) => headers.get(name) ?? '' };
    };
    try {
      const first = await read();
      expect(joined.sent).toHaveLength(2);
      expect(first.header('x-graphql-keys').split(' ')).toEqual(
        expect.arrayContaining(['graphql:Query', 'news:list:post', 'my-shop:list:post']),
      );
      const second = await read();
      expect([second.text, second.header('cache-status'), joined.sent]).toEqual([
        first.text,
        expect.stringMatching(/^PressQL; hit/),
        [],
      ]);
      const [id] = /\d+(?=\})/.exec(first.text) ?? [];
      await send(
        `mutation { updatePost(input: { id: "${id}", title: "Changed at news" }) { post { id } } }`,
        {
          at: '/news/graphql',
          headers: { authorization: `Basic ${Buffer.from(pairOf(joined.news, 'admin')).toString('base64')}` },
        },
      );
      const third = await read();
      expect(third.text).toContain('Changed at news');
      expect(joined.sent.map((request) => request.split(' ')[0])).toEqual(['news']);
    } finally {
      await gateways.close();
    }
  });
});
