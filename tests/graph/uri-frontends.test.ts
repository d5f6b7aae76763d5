import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { changeSite, nodesAt } from './uris.ts';

type Content = Readonly<
  Record<'post' | 'page' | 'below' | 'term' | 'review' | 'start' | 'news' | 'year', number>
>;

let gateway: TestGateway;
let content: Content;

beforeAll(async () => {
  gateway = await startGateway();
  content = await gateway.site.phpJson(`
    global $wp_rewrite; $wp_rewrite->set_permalink_structure('/%postname%/');
    $new = fn($type, $title, $more = []) => wp_insert_post($more + ['post_type' => $type, 'post_title' => $title, 'post_status' => 'publish', 'post_author' => 1]);
    $page = $new('page', 'Company');
    $term = wp_insert_term('Reach', 'category')['term_id'];
    $news = $new('page', 'News', ['import_id' => 90001]);
    echo json_encode(['page' => $page, 'below' => $new('page', 'Our team', ['post_parent' => $page]), 'term' => $term,
      'post' => $new('post', 'Look here', ['post_category' => [$term], 'post_content' => 'One<!--nextpage-->Two']), 'review' => $new('review', 'A view'),
      'start' => $new('page', 'Start', ['post_parent' => $page]), 'news' => $news, 'year' => $new('page', 'Blog')]);`);
  await gateway.site.php('flush_rewrite_rules(false);');
});
afterAll(() => gateway.close());

const setUp = (plugin: string, php = '') => changeSite(gateway, { plugin, php });
const at = (...addresses: readonly string[]) => nodesAt(gateway, addresses);

describe('a site with a frontend on another host', () => {
  const chosen = () =>
    `update_option('show_on_front', 'page'); update_option('page_on_front', ${content.start}); update_option('page_for_posts', ${content.news});`;
  const filters = ['post_link', 'page_link', 'post_type_link', 'term_link', 'author_link'];
  const rewritten = (to: string, names = filters) =>
    `foreach (${JSON.stringify(names)} as $f) add_filter($f, fn($link) => str_replace(home_url(), '${to}', $link));`;
  const noLinkHeader = "remove_action('template_redirect', 'rest_output_link_header', 11);";
  const redirects = (to: string) =>
    `add_action('template_redirect', function () { wp_redirect('${to}' . $_SERVER['REQUEST_URI'], 301); exit; });`;

  it.each([
    [
      'rewrites links and redirects',
      rewritten('http://frontend.example') + redirects('http://frontend.example'),
      'http://frontend.example',
    ],
    [
      'rewrites links to a folder and redirects',
      rewritten('http://frontend.example/site') + redirects('http://frontend.example/site'),
      'http://frontend.example/site',
    ],
    ['rewrites links alone', rewritten('http://frontend.example'), 'http://frontend.example'],
    [
      'rewrites links to a folder alone',
      rewritten('https://frontend.example:3000/site'),
      'https://frontend.example:3000/site',
    ],
    [
      'rewrites links of content alone',
      rewritten('http://frontend.example', filters.slice(0, 3)),
      'http://frontend.example',
    ],
    ['redirects alone', redirects('http://frontend.example'), null],
    ['makes links relative, and names no route', rewritten('') + noLinkHeader, null],
    [
      'leaves the scheme out of links, and names no route',
      `foreach (${JSON.stringify(filters)} as $f) add_filter($f, fn($link) => preg_replace('~^https?:~', '', $link));${noLinkHeader}`,
      null,
    ],
  ])('finds each URI that the graph returns: %s', async (_what, plugin, frontend) => {
    await setUp(plugin, chosen());
    const lists = await gateway.data<
      Record<
        string,
        { nodes: readonly { __typename: string; databaseId: number; uri: string; link?: string }[] }
      >
    >(
      `{ posts(first: 1) { nodes { ...of } } pages(where: { in: [${content.below}, ${content.start}] }) { nodes { ...of } } reviews(first: 1) { nodes { ...of } }
         categories(where: { include: [${content.term}] }) { nodes { ...of } } users(first: 1) { nodes { ...of } } }
       fragment of on UniformResourceIdentifiable { __typename uri ... on DatabaseIdentifier { databaseId } ... on ContentNode { link } }`,
    );
    const nodes = Object.values(lists).flatMap((list) => list.nodes);
    const addresses = nodes.flatMap(({ uri, link = uri }) => [uri, link]);
    expect(await at(...addresses)).toEqual(
      nodes.flatMap(({ __typename, databaseId }) => [
        { __typename, databaseId },
        { __typename, databaseId },
      ]),
    );
    const isPath = frontend === null || !frontend.endsWith('/site');
    const paths = ['/look-here/', '/company/our-team/', '/category/reach/', '/news/', '/reviews/', '/'];
    if (isPath) {
      const own = await at(...paths);
      expect(own.map((node) => node?.databaseId ?? node?.name)).toEqual([
        content.post,
        content.below,
        content.term,
        'post',
        'review',
        content.start,
      ]);
    }
    if (frontend) {
      const [post, nothing] = await at(`${frontend}/look-here?x=1#top`, `${frontend}/not-there/`);
      expect([post?.databaseId, nothing]).toEqual([content.post, null]);
    }
    const { errors } = await gateway.ask('{ nodeByUri(uri: "https://elsewhere.example/look-here/") { id } }');
    expect(errors?.[0]?.message).toContain('another host (elsewhere.example)');
  });

  it('finds URLs of the frontend that the operator configures', async () => {
    await setUp('');
    const { createPressQL } = await import('../../src/index.ts');
    const pressql = await createPressQL({
      cache: false,
      url: gateway.site.url,
      frontendUrl: 'https://www.frontend.example',
    });
    const response = await pressql.fetch(
      new Request(
        'http://gateway.test/graphql?query={nodeByUri(uri:"https://www.frontend.example/look-here"){__typename}}',
      ),
    );
    expect(await response.json()).toEqual({ data: { nodeByUri: { __typename: 'Post' } } });
    await pressql.close();
  });

  it('finds permalinks that are numbers', async () => {
    await setUp(
      redirects('http://frontend.example'),
      "global $wp_rewrite; $wp_rewrite->set_permalink_structure('/archives/%post_id%');",
    );
    expect(await at(`/archives/${content.post}`)).toEqual([{ __typename: 'Post', databaseId: content.post }]);
  });
});

describe('ambiguous URIs', () => {
  beforeAll(() =>
    setUp(
      '',
      `update_option('show_on_front', 'page'); update_option('page_on_front', ${content.start}); update_option('page_for_posts', ${content.news});
      global $wpdb; $wpdb->update($wpdb->terms, ['term_id' => ${content.news}], ['term_id' => ${content.term}]);
      $wpdb->update($wpdb->term_taxonomy, ['term_id' => ${content.news}], ['term_id' => ${content.term}]); clean_term_cache([${content.term}, ${content.news}], 'category');`,
    ),
  );

  it('finds the front page by its own path, but not by a part of the path', async () => {
    const front = { __typename: 'Page', databaseId: content.start };
    expect(
      await at(
        '/',
        '/company/start/',
        `/?page_id=${content.start}`,
        `/?p=${content.start}`,
        '/start/',
        '/look-here/start/',
      ),
    ).toEqual([front, front, front, front, null, null]);
    const found = await gateway.data(
      '{ page(id: "/company/start/", idType: URI) { uri isFrontPage } other: page(id: "/start/", idType: URI) { uri } }',
    );
    expect(found).toEqual({ page: { uri: '/', isFrontPage: true }, other: null });
  });

  it('finds no node for a feed, a search, a day, or a missing page', async () => {
    const addresses = [
      '/?feed=rss2',
      '/feed/',
      '/?s=look',
      '/?m=202601',
      '/?year=2026',
      '/blog/2026/',
      '/2026/',
      '/look-here/2026/',
      '/?p=99999',
      '/?post_type=page',
      '/?post_type=attachment',
      '/?rest_route=/',
      '/not-there/2/',
    ];
    expect(await at(...addresses)).toEqual(addresses.map(() => null));
    const { page } = await gateway.data<{ page: null }>('{ page(id: "/blog/2026/", idType: URI) { id } }');
    expect(page).toBeNull();
  });

  it('ignores parameters that do not change the page', async () => {
    const front = { __typename: 'Page', databaseId: content.start };
    const post = { __typename: 'Post', databaseId: content.post };
    expect(
      await at(
        '/?utm_source=x',
        '/?preview=true',
        '/?page=2',
        `/?p=${content.post}&preview=true`,
        '//look-here//',
        '/look-here/2/',
        '/look-here/3/',
        '/look-here/feed/',
        '/look-here/embed/',
        '/?author=1',
      ),
    ).toEqual([
      front,
      front,
      front,
      post,
      post,
      post,
      post,
      post,
      post,
      { __typename: 'User', databaseId: 1 },
    ]);
  });

  it('distinguishes a term from a posts page with the same id', async () => {
    const { category, page } = await gateway.data<Record<'category' | 'page', { uri: string | null }>>(
      `{ category(id: ${content.news}, idType: DATABASE_ID) { uri } page(id: ${content.news}, idType: DATABASE_ID) { uri } }`,
    );
    expect([category.uri, page.uri]).toEqual(['/category/reach/', null]);
    expect(await at('/category/reach/', '/news/')).toEqual([
      { __typename: 'Category', databaseId: content.news },
      { __typename: 'ContentType', name: 'post' },
    ]);
  });
});
