import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

interface Menus {
  readonly menus: { readonly nodes: readonly { readonly name: string; readonly locations: string[] }[] };
}

const menus = '{ menus { nodes { name locations } } }';

describe('navigations of a block theme', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.site.php(`
      foreach (get_posts(['post_type' => 'wp_navigation', 'numberposts' => -1]) as $post) wp_delete_post($post->ID, true);
      $link = fn($attributes) => '<!-- wp:navigation-link ' . json_encode($attributes) . ' /-->';
      $news = $link(['label' => 'News', 'url' => home_url('/news/'), 'kind' => 'custom', 'opensInNewTab' => true, 'rel' => 'me', 'title' => 'All of it', 'className' => 'is-big']);
      $content = $link(['label' => 'Home &amp; away', 'url' => '/', 'kind' => 'custom'])
        . '<!-- wp:navigation-submenu {"label":"About","url":"/about/","kind":"custom"} -->' . $news . '<!-- /wp:navigation-submenu -->'
        . '<!-- wp:page-list /--><!-- wp:search {"label":"Search"} /-->';
      wp_insert_post(wp_slash(['post_type' => 'wp_navigation', 'post_title' => 'Top of the page', 'post_status' => 'publish', 'post_content' => $content]));
      wp_insert_post(['post_type' => 'wp_navigation', 'post_title' => 'Unfinished', 'post_status' => 'draft', 'post_content' => '']);`);
  });
  afterAll(() => gateway.close());

  type Item = Record<string, unknown> & { label: string; id: string; childItems: { nodes: Item[] } };

  it('replace menus that the client may not read, with one more request', async () => {
    const data = await gateway.data<{ menus: { nodes: { name: string; menuItems: { nodes: Item[] } }[] } }>(
      `{ menus { nodes { name slug locations menuItems(first: 100, where: { parentDatabaseId: 0 }) { nodes {
        id label uri target title linkRelationship cssClasses childItems { nodes { label uri target title linkRelationship cssClasses } } } } } } }`,
    );
    const [menu, ...others] = data.menus.nodes;
    expect(others).toEqual([]);
    expect(menu).toMatchObject({ name: 'Top of the page', slug: 'top-of-the-page', locations: [] });
    const [home, about, ...pages] = menu?.menuItems.nodes ?? [];
    expect(home).toMatchObject({ label: 'Home & away', uri: '/', target: null, childItems: { nodes: [] } });
    expect(about).toMatchObject({
      label: 'About',
      uri: '/about/',
      childItems: {
        nodes: [
          {
            label: 'News',
            uri: '/news/',
            target: '_blank',
            title: 'All of it',
            linkRelationship: 'me',
            cssClasses: ['is-big'],
          },
        ],
      },
    });
    const shown = await gateway.site.phpJson<string[]>(
      `echo json_encode(array_map(fn($page) => $page->post_title, get_pages(['parent' => 0, 'sort_column' => 'menu_order,post_title'])));`,
    );
    expect(pages.map(({ label }) => label).sort()).toEqual([...shown].sort());
    expect(gateway.sent.map(({ route }) => route).sort()).toEqual(['/wp/v2/menus', '/wp/v2/navigation']);
  });

  it('and their links can be looked up by id', async () => {
    const { menuItems } = await gateway.data<{ menuItems: { nodes: Item[] } }>(
      '{ menuItems(first: 1) { nodes { id label } } }',
    );
    const [first] = menuItems.nodes;
    const found = await gateway.data<{ menuItem: Item }>(
      `{ menuItem(id: "${first?.id}") { label menu { node { name } } } }`,
    );
    expect(found.menuItem).toEqual({ label: first?.label, menu: { node: { name: 'Top of the page' } } });
  });

  it('link to the nodes with their URLs, with one request for each type', async () => {
    type LinkItem = { label: string; uri: string; connectedNode: { node: { uri: string } } | null };
    const navigation = await gateway.site.php(`
      $link = fn($label, $url) => '<!-- wp:navigation-link ' . wp_json_encode(['label' => $label, 'url' => $url, 'kind' => 'custom']) . ' /-->';
      $page = get_page_by_path('about');
      $term = get_terms(['taxonomy' => 'category', 'parent' => 0, 'exclude' => [1]])[0];
      $child = get_terms(['taxonomy' => 'category', 'childless' => true, 'exclude' => [1]])[0];
      $post = get_posts(['numberposts' => 1])[0];
      echo wp_insert_post(wp_slash(['post_type' => 'wp_navigation', 'post_title' => 'Leading', 'post_status' => 'publish', 'post_content' => implode([
        $link('page', get_permalink($page)), $link('number', home_url('/?page_id=' . $page->ID)), $link('place', wp_make_link_relative(get_permalink($page)) . '#people'),
        $link('term', get_term_link($term)), $link('child', get_term_link($child)), $link('post', get_permalink($post)),
        $link('nothing', '/nothing/about/'), $link('mail', 'mailto:a@b.example'), $link('here', '#top'), $link('elsewhere', 'https://other.example/about/'), $link('search', '/?s=fog'),
        '<!-- wp:page-list /-->',
      ])]));`);
    const { menu } = await gateway.data<{ menu: { menuItems: { nodes: LinkItem[] } } }>(
      `{ menu(id: "leading", idType: SLUG) { menuItems(first: 100) { nodes { label uri connectedNode { node {
        __typename ... on UniformResourceIdentifiable { uri } } } } } } }`,
    );
    await gateway.site.php(`wp_delete_post(${navigation}, true);`);
    const linkedNodes = menu.menuItems.nodes.map(({ label, connectedNode }) => [
      label,
      connectedNode?.node ?? null,
    ]);
    const about = { __typename: 'Page', uri: menu.menuItems.nodes[0]?.uri };
    expect(linkedNodes.slice(0, 11)).toEqual([
      ['page', about],
      ['number', about],
      ['place', about],
      ['term', { __typename: 'Category', uri: menu.menuItems.nodes[3]?.uri }],
      ['child', { __typename: 'Category', uri: menu.menuItems.nodes[4]?.uri }],
      ['post', { __typename: 'Post', uri: menu.menuItems.nodes[5]?.uri }],
      ['nothing', null],
      ['mail', null],
      ['here', null],
      ['elsewhere', null],
      ['search', null],
    ]);
    const pages = menu.menuItems.nodes.slice(11);
    expect(pages.length).toBeGreaterThan(3);
    for (const { uri, connectedNode } of pages)
      expect(connectedNode?.node).toEqual({ __typename: 'Page', uri });
    const lookups = gateway.sent
      .filter(({ route }) => route.startsWith('/wp/v2/'))
      .map(({ route, query }) => `${route} by ${query['include'] ? 'id' : 'slug'}`);
    expect(lookups).toContain('/wp/v2/pages by id');
    expect(lookups.filter((one, index) => lookups.indexOf(one) !== index)).toEqual([]);
    // If the REST index doesn't name the page of posts, the gateway checks each page that a link with `?page_id=` names.
    const hasPageOfPosts = await gateway.site.phpJson<boolean>(
      "echo json_encode(isset(rest_do_request('/')->get_data()['page_for_posts']));",
    );
    expect(gateway.sent.some(({ route }) => route === '/')).toBe(!hasPageOfPosts);
  });

  it('and their child items can be filtered by either id of the parent', async () => {
    const { menuItems } = await gateway.data<{ menuItems: { nodes: (Item & { databaseId: number })[] } }>(
      '{ menuItems(first: 100) { nodes { id databaseId label } } }',
    );
    const about = menuItems.nodes.find(({ label }) => label === 'About');
    const below = { nodes: [{ label: 'News', parentId: about?.id, parentDatabaseId: about?.databaseId }] };
    const fields = '{ nodes { label parentId parentDatabaseId } }';
    expect(
      await gateway.data(
        `query ($id: ID, $number: Int) {
          byId: menuItems(where: { parentId: $id }) ${fields}
          byNumber: menuItems(where: { parentDatabaseId: $number }) ${fields}
        }`,
        { id: about?.id, number: about?.databaseId },
      ),
    ).toEqual({ byId: below, byNumber: below });
  });

  it('can be looked up as nodes, and so can their links', async () => {
    const { menus } = await gateway.data<{
      menus: { nodes: { id: string; menuItems: { nodes: Item[] } }[] };
    }>('{ menus { nodes { id menuItems(first: 1) { nodes { id } } } } }');
    const [menu] = menus.nodes;
    const { a, b } = await gateway.data<Record<string, object>>(
      'query ($a: ID!, $b: ID!) { a: node(id: $a) { ... on Menu { name } } b: node(id: $b) { ... on MenuItem { label } } }',
      { a: menu?.id, b: menu?.menuItems.nodes[0]?.id },
    );
    expect([a, b]).toEqual([{ name: 'Top of the page' }, { label: 'Home & away' }]);
  });

  it('have no location in the theme', async () => {
    const { data, errors, extensions } = await gateway.ask(
      '{ menuItems(where: { location: PRIMARY }) { nodes { label } } menu(id: "PRIMARY", idType: LOCATION) { name } }',
    );
    expect(data).toEqual({ menuItems: { nodes: [] }, menu: { name: null } });
    expect(errors).toBeUndefined();
    expect(extensions?.pressql.notices.map(({ field, grant }) => [field, grant])).toEqual([
      ['RootQuery.menuItems', 'menus'],
      ['RootQuery.menu', 'menus'],
    ]);
  });

  it('can be looked up by name and slug; an unknown name is a notice', async () => {
    const names = ['id: "TOP of the  pagé", idType: NAME', 'id: "Top of the page", idType: SLUG'];
    for (const name of names) {
      expect(await gateway.data(`{ menu(${name}) { name } }`)).toEqual({ menu: { name: 'Top of the page' } });
    }
    const { data, extensions } = await gateway.ask(
      '{ menu(id: "Primary", idType: NAME) { name menuItems { nodes { label } } } }',
    );
    expect(data).toEqual({ menu: { name: 'Primary', menuItems: { nodes: [] } } });
    expect(extensions?.pressql.notices).toMatchObject([{ field: 'RootQuery.menu', grant: 'menus' }]);
  });

  it('are hidden if the client may read menus', async () => {
    const { menus: all } = await gateway.as('admin').data<Menus>(menus);
    expect(all.nodes.map(({ name }) => name)).toEqual(['Footer', 'Primary']);
  });
});
