import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Routes of the requests that WordPress answered. A request that is repeated after a reset connection counts once. */
const routes = () => gateway.sent.flatMap(({ route, status }) => (status === 200 ? [route] : [])).sort();
const sentTo = (route: string) => gateway.sent.filter((each) => each.route === route);

const cards = (first: number) => `{
  posts(first: ${first}) { nodes {
    title date slug
    author { node { name } }
    categories { nodes { name } }
    featuredImage { node { sourceUrl altText } }
  } }
}`;

describe('a query for posts with authors, categories and images', () => {
  it.each([3, 10, 50])('takes two waves for the first %i', async (first) => {
    await gateway.data(cards(first));
    expect(routes(), JSON.stringify(gateway.sent)).toEqual([
      ...['/wp/v2/categories', '/wp/v2/media', '/wp/v2/posts', '/wp/v2/users'],
    ]);
    expect(gateway.sent[0]?.route).toBe('/wp/v2/posts');
  });

  it('requests exactly the fields that the selection reads', async () => {
    await gateway.data(cards(10));
    const [posts] = sentTo('/wp/v2/posts');
    const [users] = sentTo('/wp/v2/users');
    const [categories] = sentTo('/wp/v2/categories');
    const [media] = sentTo('/wp/v2/media');
    if (!posts || !users || !categories || !media) throw new Error('a wave is missing');
    expect(fieldsOf(posts)).toEqual([
      'author',
      'categories',
      // This field shows which items have a password. It takes about 30 bytes per item and no work in WordPress.
      'content.protected',
      'date',
      'featured_media',
      'id',
      'slug',
      'title.rendered',
    ]);
    expect(fieldsOf(users)).toEqual(['id', 'name']);
    expect(fieldsOf(categories)).toEqual(['id', 'name']);
    expect(fieldsOf(media)).toEqual(['alt_text', 'id', 'source_url']);
    expect(posts.query['per_page']).toBe('10');
  });

  it('includes each id once, with a `per_page` of the number of ids', async () => {
    await gateway.data(cards(50));
    for (const route of ['/wp/v2/users', '/wp/v2/categories', '/wp/v2/media']) {
      const [sent] = sentTo(route);
      const ids = sent?.query['include']?.split(',') ?? [];
      expect(new Set(ids).size).toBe(ids.length);
      expect(sent?.query['per_page']).toBe(String(ids.length));
    }
  });
});

describe('one request per resource and wave', () => {
  it('serves different selections of the same users', async () => {
    await gateway.data(`{ posts(first: 5) {
      nodes { author { node { name } } }
      edges { node { author { node { slug } } } }
    } }`);
    const users = sentTo('/wp/v2/users');
    expect(users).toHaveLength(1);
    expect(users.flatMap(fieldsOf)).toEqual(['id', 'name', 'slug']);
  });

  it('serves one list with two aliases', async () => {
    await gateway.data(`{ a: posts(first: 4) { nodes { title } } b: posts(first: 4) { nodes { slug } } }`);
    expect(routes()).toEqual(['/wp/v2/posts']);
  });

  it('serves several lookups by slug', async () => {
    const { posts } = await gateway.data<{ posts: { nodes: { slug: string }[] } }>(
      '{ posts(first: 3) { nodes { slug } } }',
    );
    const fields = posts.nodes.map(
      ({ slug }, index) => `p${index}: post(id: "${slug}", idType: SLUG) { title }`,
    );
    const found = await gateway.data<Record<string, { title: string } | null>>(`{ ${fields.join(' ')} }`);
    expect(Object.values(found).every((post) => post !== null)).toBe(true);
    expect(gateway.sent).toHaveLength(1);
    expect(gateway.sent[0]?.query['slug']?.split(',')).toHaveLength(3);
  });

  it('does not request a loaded document again', async () => {
    await gateway.data(
      `{ comments(first: 5) { nodes { commentedOn { node { ... on Post { title comments { nodes { commentedOn { node { ... on Post { title } } } } } } } } } } }`,
    );
    expect(sentTo('/wp/v2/posts')).toHaveLength(1);
  });
});

describe('projection', () => {
  it('includes fragments, interfaces and aliases', async () => {
    await gateway.data(`
      query { posts(first: 2) { nodes { ...T ... on NodeWithExcerpt { short: excerpt } } } }
      fragment T on NodeWithTitle { title }`);
    expect(gateway.sent.flatMap(fieldsOf)).toEqual([
      'excerpt.protected',
      'excerpt.rendered',
      'id',
      'title.rendered',
    ]);
  });

  it('leaves out fields that @skip and @include exclude', async () => {
    const query = `query ($no: Boolean!) { posts(first: 2) { nodes { slug content @include(if: $no) title @skip(if: true) } } }`;
    await gateway.data(query, { no: false });
    expect(gateway.sent.flatMap(fieldsOf)).toEqual(['id', 'slug']);
    await gateway.data(query, { no: true });
    expect(gateway.sent.flatMap(fieldsOf)).toEqual(['content.rendered', 'id', 'slug']);
  });

  it('requests the fields of each type in a mixed list', async () => {
    await gateway.data(
      `{ contentNodes(first: 3) { nodes { slug ... on Post { content } ... on Page { menuOrder } } } }`,
    );
    const posts = sentTo('/wp/v2/posts').flatMap(fieldsOf);
    const pages = sentTo('/wp/v2/pages').flatMap(fieldsOf);
    expect(posts).toContain('content.rendered');
    expect(pages).not.toContain('content.rendered');
    expect(pages).toContain('menu_order');
  });

  it('reads the total from headers, and fetches no items for a total alone', async () => {
    const { posts } = await gateway.data<{ posts: { totalCount: number } }>('{ posts { totalCount } }');
    expect(gateway.sent).toHaveLength(1);
    expect(gateway.sent[0]?.query).toMatchObject({ per_page: '1', _fields: 'id' });
    const both = await gateway.data<{ posts: { totalCount: number } }>(
      '{ posts(first: 5) { totalCount nodes { slug } } }',
    );
    expect(gateway.sent).toHaveLength(1);
    expect(both.posts.totalCount).toBe(posts.totalCount);
  });
});

describe('lists inside lists', () => {
  it('reads the comments of ten posts with one request', async () => {
    await gateway.data('{ posts(first: 10) { nodes { comments(first: 3) { nodes { date } } } } }');
    expect(routes()).toEqual(['/wp/v2/comments', '/wp/v2/posts']);
    expect(sentTo('/wp/v2/comments')[0]?.query['post']?.split(',')).toHaveLength(10);
  });

  it('counts the comments of ten posts with one request', async () => {
    await gateway.data('{ posts(first: 10) { nodes { commentCount } } }');
    expect(routes()).toEqual(['/wp/v2/comments', '/wp/v2/posts']);
  });

  it('reads three posts of each category with one request', async () => {
    await gateway.data('{ categories(first: 10) { nodes { posts(first: 3) { nodes { slug } } } } }');
    expect(routes()).toEqual(['/wp/v2/categories', '/wp/v2/posts']);
  });

  it('fetches content only for posts that pass the filter', async () => {
    const { categories } = await gateway.data<{
      categories: { nodes: { posts: { nodes: { databaseId: number }[] } }[] };
    }>('{ categories(first: 5) { nodes { posts(first: 2) { nodes { databaseId content } } } } }');
    const kept = new Set(
      categories.nodes.flatMap(({ posts }) => posts.nodes.map(({ databaseId }) => databaseId)),
    );
    const [list, contents] = sentTo('/wp/v2/posts');
    expect(list && fieldsOf(list)).not.toContain('content.rendered');
    expect(contents?.query['include']?.split(',')).toHaveLength(kept.size);
  });

  it('reads the children of all categories with one request', async () => {
    await gateway.data('{ categories(first: 10) { nodes { name children { nodes { name } } } } }');
    expect(sentTo('/wp/v2/categories')).toHaveLength(2);
  });
});
