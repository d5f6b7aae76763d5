import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

interface Found {
  readonly __typename: string;
  readonly uri: string | null;
  readonly databaseId?: number;
}

const find = `query ($uri: String!) { nodeByUri(uri: $uri) { __typename uri ... on DatabaseIdentifier { databaseId } } }`;

describe.each(['pretty', 'index.php', 'plain'] as const)('URIs with %s permalinks', (permalinks) => {
  let gateway: TestGateway;
  let links: Readonly<Record<string, { link: string; id: number; type: string }>>;
  beforeAll(async () => {
    gateway = await startGateway({ permalinks });
    links = await gateway.site.phpJson(`
      $user = get_user_by('id', get_posts(['numberposts' => 1])[0]->post_author);
      $page = wp_insert_post(['post_type' => 'page', 'post_title' => 'Über uns', 'post_status' => 'publish']);
      $below = wp_insert_post(['post_type' => 'page', 'post_title' => 'Team', 'post_status' => 'publish', 'post_parent' => $page]);
      $deep = wp_insert_post(['post_type' => 'page', 'post_title' => '東京', 'post_status' => 'publish', 'post_parent' => $below]);
      $cat = wp_insert_term('Reach', 'category'); $sub = wp_insert_term('Deeper reach', 'category', ['parent' => $cat['term_id']]);
      $post = wp_insert_post(['post_title' => 'Here & there', 'post_status' => 'publish', 'post_category' => [$sub['term_id']], 'tags_input' => ['reach-tag']]);
      $tag = get_term_by('slug', 'reach-tag', 'post_tag');
      $media = get_posts(['post_type' => 'attachment', 'numberposts' => 1, 'fields' => 'ids'])[0];
      $one = fn($type, $id, $link) => ['type' => $type, 'id' => (int) $id, 'link' => $link];
      echo json_encode([
        'post' => $one('Post', $post, get_permalink($post)),
        'page' => $one('Page', $page, get_permalink($page)),
        'nested page' => $one('Page', $deep, get_permalink($deep)),
        'category' => $one('Category', $sub['term_id'], get_term_link($sub['term_id'], 'category')),
        'tag' => $one('Tag', $tag->term_id, get_term_link($tag)),
        'author' => $one('User', $user->ID, get_author_posts_url($user->ID)),
        'media' => $one('MediaItem', $media, get_permalink($media)),
      ]);`);
  });
  afterAll(() => gateway.close());

  it.each(['post', 'page', 'nested page', 'category', 'tag', 'author', 'media'])(
    'finds a %s',
    async (kind) => {
      const wanted = links[kind];
      if (!wanted) throw new Error(`no ${kind}`);
      const path = wanted.link.slice(gateway.site.url.length);
      for (const uri of [path, wanted.link]) {
        const { nodeByUri } = await gateway.data<{ nodeByUri: Found | null }>(find, { uri });
        expect(nodeByUri, uri).toMatchObject({ __typename: wanted.type, databaseId: wanted.id });
        // As in WPGraphQL, the URIs of content are decoded, and those of terms and authors are not.
        const isContent = ['Post', 'Page', 'MediaItem'].includes(wanted.type);
        expect(nodeByUri?.uri).toBe(isContent ? decodeURI(path) : path);
      }
    },
  );

  it('accepts a URI without a slash or with an unknown parameter', async () => {
    const wanted = links['nested page'];
    const path = wanted?.link.slice(gateway.site.url.length) ?? '';
    const uris =
      permalinks === 'plain'
        ? [`${path}&utm_source=x`]
        : [path.replace(/\/$/, ''), `${path}?utm_source=x`, path.replace(/^\//, '')];
    for (const uri of uris) {
      const { nodeByUri } = await gateway.data<{ nodeByUri: Found | null }>(find, { uri });
      expect(nodeByUri?.databaseId, uri).toBe(wanted?.id);
    }
  });

  it('finds a page and a post with the fields `page` and `post`', async () => {
    const [page, post] = [links['nested page'], links['post']];
    const path = (link = '') => link.slice(gateway.site.url.length);
    const found = await gateway.data<Record<'page' | 'post' | 'other', Found | null>>(
      `query ($page: ID!, $post: ID!) {
        page(id: $page, idType: URI) { databaseId } post(id: $post, idType: URI) { databaseId } other: page(id: $post, idType: URI) { databaseId } }`,
      { page: path(page?.link), post: path(post?.link) },
    );
    expect(found).toEqual({ page: { databaseId: page?.id }, post: { databaseId: post?.id }, other: null });
  });

  it('returns null for a URI that does not exist, and an error for another host', async () => {
    const { nodeByUri } = await gateway.data<{ nodeByUri: null }>(find, { uri: '/nothing/here/' });
    expect(nodeByUri).toBeNull();
    const { errors } = await gateway.ask(find, { uri: 'https://elsewhere.example/page/' });
    expect(errors?.[0]?.message).toContain('another host (elsewhere.example)');
  });

  it('reads connections page by page', async () => {
    const { posts } = await gateway.data<{
      posts: { totalCount: number; nodes: object[]; pageInfo: { endCursor: string } };
    }>('{ posts(first: 5) { totalCount nodes { title author { node { name } } } pageInfo { endCursor } } }');
    expect(posts.nodes).toHaveLength(5);
    const next = await gateway.data<{ posts: { nodes: object[] } }>(
      `{ posts(first: 5, after: "${posts.pageInfo.endCursor}") { nodes { title } } }`,
    );
    expect(next.posts.nodes).toHaveLength(5);
    expect(posts.totalCount).toBeGreaterThan(10);
  });
});

describe('URIs of parts and pages', () => {
  let gateway: TestGateway;
  let paths: Readonly<Record<'post' | 'category' | 'year', string>>;
  beforeAll(async () => {
    gateway = await startGateway({ permalinks: 'pretty' });
    paths = await gateway.site.phpJson(`
      $post = wp_insert_post(['post_title' => 'In two parts', 'post_content' => 'One<!--nextpage-->Two', 'post_status' => 'publish']);
      $year = wp_insert_post(['post_title' => '1984', 'post_status' => 'publish']);
      $path = fn($link) => wp_parse_url($link, PHP_URL_PATH);
      echo json_encode(['post' => $path(get_permalink($post)), 'year' => $path(get_permalink($year)), 'category' => $path(get_term_link(get_terms(['taxonomy' => 'category', 'exclude' => [1]])[0]))]);`);
  });
  afterAll(() => gateway.close());

  it.each([
    ['the second part of a post', () => `${paths.post}2/`, 'Post', () => paths.post],
    ['a post whose name is a number', () => paths.year, 'Post', () => paths.year],
    ['the second page of a category', () => `${paths.category}page/2/`, 'Category', () => paths.category],
  ])('find the node whose part or page they show: %s', async (_what, uri, type, expected) => {
    const { nodeByUri } = await gateway.data<{ nodeByUri: Found | null }>(find, { uri: uri() });
    expect(nodeByUri).toMatchObject({ __typename: type, uri: expected() });
  });

  it('return null for search results, and for parts that do not exist', async () => {
    for (const uri of ['/?s=fog', '/nothing-at-all/2/', `${paths.category}7/`]) {
      expect(await gateway.data(find, { uri }), uri).toEqual({ nodeByUri: null });
    }
  });
});

describe('the front page and the page of posts', () => {
  let gateway: TestGateway;
  let pages: { front: number; blog: number; blogLink: string };
  beforeAll(async () => {
    gateway = await startGateway();
    pages = await gateway.site.phpJson(`
      $front = wp_insert_post(['post_type' => 'page', 'post_title' => 'Welcome', 'post_status' => 'publish']);
      $blog = wp_insert_post(['post_type' => 'page', 'post_title' => 'All posts', 'post_name' => 'all-posts', 'post_status' => 'publish']);
      echo json_encode(['front' => $front, 'blog' => $blog, 'blogLink' => get_permalink($blog)]);`);
  });
  afterAll(() => gateway.close());

  it('is the list of posts unless the site sets a page', async () => {
    const { nodeByUri } = await gateway.data<{ nodeByUri: object }>(
      '{ nodeByUri(uri: "/") { __typename uri isFrontPage ... on ContentType { name contentNodes(first: 1) { nodes { __typename } } } } }',
    );
    expect(nodeByUri).toEqual({
      __typename: 'ContentType',
      uri: '/',
      isFrontPage: true,
      name: 'post',
      contentNodes: { nodes: [{ __typename: 'Post' }] },
    });
  });

  it('is the page that the site sets', async () => {
    await gateway.site.php(
      `update_option('show_on_front', 'page'); update_option('page_on_front', ${pages.front}); update_option('page_for_posts', ${pages.blog});`,
    );
    const { createPressQL } = await import('../../src/index.ts');
    const pressql = await createPressQL({ cache: false, url: gateway.site.url });
    const ask = async (uri: string) => {
      const response = await pressql.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            query:
              '{ nodeByUri(uri: "' +
              uri +
              '") { __typename uri isFrontPage isPostsPage ... on Page { databaseId } ... on ContentType { name } } }',
          }),
        }),
      );
      const { data } = (await response.json()) as { data: { nodeByUri: object } };
      return data.nodeByUri;
    };
    expect(await ask('/')).toEqual({
      __typename: 'Page',
      uri: '/',
      isFrontPage: true,
      isPostsPage: false,
      databaseId: pages.front,
    });
    expect(await ask(pages.blogLink)).toMatchObject({
      __typename: 'ContentType',
      name: 'post',
      isPostsPage: true,
    });
    await pressql.close();
  });
});
