import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { changeSite, nodesAt } from './uris.ts';

/** Ids of the content that the tests look up. */
type Content = Readonly<
  Record<'post' | 'page' | 'below' | 'term' | 'user' | 'review' | 'shop' | 'start' | 'news', number>
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
    echo json_encode(['page' => $page, 'below' => $new('page', 'Our team', ['post_parent' => $page]), 'term' => $term, 'user' => 1,
      'post' => $new('post', 'Look here', ['post_category' => [$term]]), 'review' => $new('review', 'A view'),
      'shop' => $new('page', 'Shop'), 'start' => $new('page', 'Start', ['post_parent' => $page]), 'news' => $new('page', 'News')]);`);
  await gateway.site.php('flush_rewrite_rules(false);');
});
afterAll(() => gateway.close());

const setUp = (plugin: string, php = '') => changeSite(gateway, { plugin, php });
const at = (...addresses: readonly string[]) => nodesAt(gateway, addresses);

const closed = (route: string, status: number) =>
  `add_filter('rest_pre_dispatch', fn($result, $server, $request) => preg_match('~^/wp/v2/${route}~', $request->get_route())
    ? new WP_Error('closed', 'No', ['status' => ${status}]) : $result, 10, 3);`;
const noLinkHeader = "remove_action('template_redirect', 'rest_output_link_header', 11);";

describe('a site with a closed route', () => {
  it.each([
    ['users, without the Link header', closed('users', 401) + noLinkHeader],
    ['media, without the Link header', closed('media', 403) + noLinkHeader],
    ['a taxonomy, without the Link header', closed('genres', 404) + noLinkHeader],
    ['comments, without the Link header', closed('comments', 401) + noLinkHeader],
    ['a type whose route fails, without the Link header', closed('reviews', 500) + noLinkHeader],
    ['HEAD', "if ($_SERVER['REQUEST_METHOD'] === 'HEAD') { http_response_code(405); exit; }"],
    [
      'HEAD, by a firewall',
      "if ($_SERVER['REQUEST_METHOD'] === 'HEAD') { http_response_code(403); exit('<title>No</title>'); }",
    ],
    ['the route of what a page shows', "add_filter('rest_queried_resource_route', '__return_empty_string');"],
  ])('finds all other URIs: %s', async (_what, plugin) => {
    await setUp(plugin);
    expect(await at('/look-here/', '/company/our-team/', '/category/reach/')).toEqual([
      { __typename: 'Post', databaseId: content.post },
      { __typename: 'Page', databaseId: content.below },
      { __typename: 'Category', databaseId: content.term },
    ]);
  });

  it('finds an author who is only embedded in posts', async () => {
    await setUp(closed('users($|\\?)', 401));
    const [author] = await gateway.site.phpJson<string[]>('echo json_encode([get_author_posts_url(1)]);');
    expect(await at(author ?? '')).toEqual([{ __typename: 'User', databaseId: 1 }]);
  });

  it('returns an error if the failing route may have the document', async () => {
    await setUp(closed('reviews', 500) + noLinkHeader);
    const { data, errors } = await gateway.ask(
      '{ nodeByUri(uri: "/reviews/a-view/") { id } page(id: "/company/", idType: URI) { databaseId } }',
    );
    expect(data).toEqual({ nodeByUri: null, page: { databaseId: content.page } });
    expect(errors?.map(({ path }) => path)).toEqual([['nodeByUri']]);
  });

  it('finds what WordPress shows at a shared address, and the archive of a hierarchical type', async () => {
    await setUp(
      `${noLinkHeader} add_action('init', fn() => register_post_type('manual', ['public' => true, 'show_in_rest' => true, 'hierarchical' => true,
        'has_archive' => true, 'rewrite' => ['slug' => 'handbooks'], 'supports' => ['title', 'page-attributes'], 'label' => 'Manuals']));`,
      `$new = fn($type, $title, $more = []) => wp_insert_post($more + ['post_type' => $type, 'post_title' => $title, 'post_status' => 'publish']);
       $new('page', 'Reach', ['post_parent' => $new('page', 'Category')]); $new('page', 'A view', ['post_parent' => $new('page', 'Reviews')]);
       $new('page', 'Both'); $new('post', 'Both'); $boats = $new('manual', 'Boats'); $new('manual', 'Sails', ['post_parent' => $boats]);`,
    );
    await gateway.site.php(
      "$post = get_page_by_path('both-2', OBJECT, 'post'); if ($post) { global $wpdb; $wpdb->update($wpdb->posts, ['post_name' => 'both'], ['ID' => $post->ID]); }",
    );
    await gateway.pressql.refresh();
    const found = await at('/category/reach/', '/reviews/a-view/', '/both/', '/handbooks/', '/nothing/');
    expect(found).toEqual([
      { __typename: 'Category', databaseId: content.term },
      { __typename: 'Review', databaseId: content.review },
      { __typename: 'Page', databaseId: expect.any(Number) },
      { __typename: 'ContentType', name: 'manual' },
      null,
    ]);
  });
});

describe('the URI of an archive', () => {
  const types = `add_action('init', function () {
    $type = fn($name, $more) => register_post_type($name, $more + ['public' => true, 'show_in_rest' => true, 'label' => ucfirst($name) . 's']);
    $type('book', ['has_archive' => true]);
    $type('film', ['has_archive' => 'cinema', 'rewrite' => ['slug' => 'films', 'with_front' => false]]);
    $type('product', ['has_archive' => 'shop']);
    $type('hidden', ['has_archive' => 'company/our-team', 'show_in_rest' => false]);
  });`;
  it('begins with the front of the permalinks', async () => {
    await setUp(types, "global $wp_rewrite; $wp_rewrite->set_permalink_structure('/blog/%postname%/');");
    await gateway.site.php(
      "wp_insert_post(['post_type' => 'film', 'post_title' => 'Solaris', 'post_status' => 'publish']); flush_rewrite_rules(false);",
    );
    await gateway.pressql.refresh();
    expect(await at('/blog/book/', '/book/', '/cinema/', '/blog/cinema/', '/books/')).toEqual([
      { __typename: 'ContentType', name: 'book' },
      null,
      { __typename: 'ContentType', name: 'film' },
      null,
      null,
    ]);
    const { contentTypes } = await gateway.data<{
      contentTypes: { nodes: readonly { name: string; uri: string }[] };
    }>('{ contentTypes { nodes { name uri } } }');
    const uris = Object.fromEntries(contentTypes.nodes.map(({ name, uri }) => [name, uri]));
    expect(uris).toMatchObject({
      book: '/blog/book/',
      film: '/cinema/',
      product: '/blog/shop/',
      review: '/blog/reviews/',
    });
  });

  it('finds the archive even if a page has the same URI', async () => {
    await setUp(
      types,
      `update_option('show_on_front', 'page'); update_option('page_on_front', ${content.start}); update_option('page_for_posts', ${content.news});`,
    );
    expect(await at('/shop/', '/news/', '/company/our-team/', '/company/')).toEqual([
      { __typename: 'ContentType', name: 'product' },
      { __typename: 'ContentType', name: 'post' },
      null,
      { __typename: 'Page', databaseId: content.page },
    ]);
    expect(
      await gateway.data(
        '{ page(id: "/shop/", idType: URI) { id } contentNode(id: "/shop/", idType: URI) { id } }',
      ),
    ).toEqual({
      page: null,
      contentNode: null,
    });
  });
});

describe('another WordPress in a subdirectory of the host', () => {
  const pageOf = (folder: string, route: string) => `add_action('template_redirect', function () {
    if (strpos($_SERVER['REQUEST_URI'], '/${folder}/') !== 0) return;
    status_header(200);
    $root = home_url('/${folder}/wp-json/');
    header("Link: <$root>; rel=\\"https://api.w.org/\\"");
    ${route ? `header("Link: <$root${route}>; rel=\\"alternate\\"; type=\\"application/json\\"", false);` : ''}
    exit;
  }, 1);`;

  it('has no nodes of this graph', async () => {
    await setUp(pageOf('second', `wp/v2/pages/${content.page}`));
    expect(await at('/second/company/', '/second/', '/company/')).toEqual([
      null,
      null,
      { __typename: 'Page', databaseId: content.page },
    ]);
    await setUp(pageOf('second', ''));
    expect(await at('/second/reviews/', '/second/look-here/')).toEqual([null, null]);
  });

  it('differs from a language whose pages have a subdirectory', async () => {
    await setUp(`${pageOf('fr', `wp/v2/pages/${content.page}`)}
      add_filter('page_link', fn($link) => str_replace('/company/', '/fr/company/', $link));`);
    expect(await at('/fr/company/')).toEqual([{ __typename: 'Page', databaseId: content.page }]);
  });
});

it('sends one HEAD and one REST request for a URI', async () => {
  await setUp(
    '',
    `update_option('show_on_front', 'page'); update_option('page_on_front', ${content.start}); update_option('page_for_posts', ${content.news});`,
  );
  const costs = async (query: string) => {
    await gateway.data(query);
    return gateway.sent.map(({ method, route }) => `${method} ${route}`);
  };
  const list = { post: 'GET /wp/v2/posts', page: 'GET /wp/v2/pages', media: 'GET /wp/v2/media' };
  expect(await costs('{ nodeByUri(uri: "/look-here/") { uri } }')).toEqual(['HEAD /look-here/', list.post]);
  expect(await costs('{ nodeByUri(uri: "/reviews/") { uri } }')).toEqual(['HEAD /reviews/']);
  expect(await costs('{ nodeByUri(uri: "/news/") { id } }')).toEqual(['HEAD /news/', list.page]);
  expect(await costs('{ nodeByUri(uri: "/not-there/") { uri } }')).toEqual(['HEAD /not-there/', list.media]);
  expect(await costs('{ nodeByUri(uri: "/") { uri } }')).toEqual([list.page]);
  expect(await costs('{ page(id: "/company/our-team/", idType: URI) { uri } }')).toEqual([list.page]);
  expect(await costs('{ post(id: "/look-here/", idType: URI) { uri } }')).toEqual([list.post]);
});

it('reads the front page and the posts page in one request', async () => {
  await setUp(
    '',
    `update_option('show_on_front', 'page'); update_option('page_on_front', ${content.start}); update_option('page_for_posts', ${content.news});`,
  );
  const { data, extensions } = await gateway.ask(
    '{ homepageSettings { frontPage { title isFrontPage } postsPage { title isPostsPage } } }',
  );
  const sent = gateway.sent.map(({ route, query }) => [route, query['_fields']]);
  if (gateway.pressql.site.front) {
    const [frontPage, postsPage] = [
      { title: 'Start', isFrontPage: true },
      { title: 'News', isPostsPage: true },
    ];
    expect(data).toEqual({ homepageSettings: { frontPage, postsPage } });
    expect(sent).toEqual([['/wp/v2/pages', 'id,title.rendered']]);
  } else {
    // Before about WordPress 6.8, only administrators see which pages these are.
    expect(data).toEqual({ homepageSettings: { frontPage: null, postsPage: null } });
    expect(extensions?.pressql.notices.map(({ grant }) => grant)).toEqual(['settings', 'settings']);
  }
});
