import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

interface Menus {
  readonly menus: { readonly nodes: readonly { readonly name: string; readonly locations: string[] }[] };
}

const menus = '{ menus { nodes { name locations } } }';

describe('menus, granted to visitors', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ service: 'contributor', grants: ['menus'] });
    await gateway.site.php(
      `wp_update_nav_menu_item(wp_create_nav_menu('Unplaced'), 0, ['menu-item-title' => 'Secret plan', 'menu-item-url' => 'https://plan.example/', 'menu-item-status' => 'publish']);`,
    );
  });
  afterAll(() => gateway.close());

  it('are those with a place in the theme', async () => {
    const answer = await gateway.data<Menus>(menus);
    expect(answer.menus.nodes).toEqual([
      { name: 'Footer', locations: ['FOOTER'] },
      { name: 'Primary', locations: ['PRIMARY'] },
    ]);
    const { menuItems } = await gateway.data<{ menuItems: { nodes: { label: string }[] } }>(
      '{ menuItems(first: 100) { nodes { label } } }',
    );
    expect(menuItems.nodes.map(({ label }) => label)).not.toContain('Secret plan');
  });

  it('are all of them for who may see all', async () => {
    const answer = await gateway.as('editor').data<Menus>(menus);
    expect(answer.menus.nodes.map(({ name }) => name)).toEqual(['Footer', 'Primary', 'Unplaced']);
  });

  it('are a visitor’s for who may see no more', async () => {
    const answer = await gateway.as('subscriber').data<Menus>(menus);
    expect(answer.menus.nodes).toHaveLength(2);
  });

  it('are none where none has a place, though the theme has a navigation', async () => {
    await gateway.site.php(`
      update_option('pressql_test_places', get_theme_mod('nav_menu_locations')); set_theme_mod('nav_menu_locations', []);
      wp_insert_post(['post_type' => 'wp_navigation', 'post_title' => 'Standing by', 'post_status' => 'publish', 'post_content' => '<!-- wp:page-list /-->']);`);
    try {
      expect(await gateway.data('{ menus { nodes { name } } }')).toEqual({ menus: { nodes: [] } });
    } finally {
      await gateway.site.php("set_theme_mod('nav_menu_locations', get_option('pressql_test_places'));");
    }
  });

  it('come with their items in their order, in two requests and one a type that is led to', async () => {
    const { pages } = await gateway.data<{ pages: { nodes: { uri: string; link: string }[] } }>(
      '{ pages(where: { name: "about" }) { nodes { uri link } } }',
    );
    const [about] = pages.nodes;
    const { menuItems } = await gateway.data<{ menuItems: { nodes: Record<string, unknown>[] } }>(`{
      menuItems(where: { location: PRIMARY, parentDatabaseId: 0 }) {
        nodes {
          label uri path order parentId cssClasses target locations
          menu { node { name } }
          connectedNode { node { __typename ... on Page { title } ... on Category { name } } }
          childItems { nodes { label parentDatabaseId } }
        }
      }
    }`);
    expect(menuItems.nodes.map(({ label }) => label)).toEqual([
      'Town',
      'Food & Markets',
      'About us',
      'Tide table',
    ]);
    expect(menuItems.nodes[2]).toMatchObject({
      uri: about?.uri,
      path: new URL(about?.link ?? '').pathname,
      parentId: null,
      cssClasses: [],
      target: null,
      locations: ['PRIMARY'],
      menu: { node: { name: 'Primary' } },
      connectedNode: { node: { __typename: 'Page', title: 'About us' } },
      childItems: { nodes: [{ label: 'The newsroom' }] },
    });
    expect(menuItems.nodes[3]).toMatchObject({ uri: 'https://tides.example/agra', connectedNode: null });
    const routes = gateway.sent.map(({ route }) => route).sort();
    expect(routes).toEqual(['/wp/v2/categories', '/wp/v2/menu-items', '/wp/v2/menus', '/wp/v2/pages']);
  });

  it('read no more than is asked for', async () => {
    await gateway.data('{ menu(id: "primary", idType: SLUG) { menuItems { nodes { label } } } }');
    const items = gateway.sent.filter(({ route }) => route === '/wp/v2/menu-items');
    expect(items.map(fieldsOf)).toEqual([['id', 'menu_order', 'menus', 'parent', 'title.rendered']]);
  });

  it.each([
    ['id: "Primary", idType: NAME', 'Primary'],
    ['id: "PRIMARY", idType: LOCATION', 'Primary'],
    ['id: "footer", idType: LOCATION', 'Footer'],
    ['id: "0", idType: DATABASE_ID', undefined],
  ])('are found by %s', async (args, name) => {
    const { menu } = await gateway.data<{ menu: { name: string } | null }>(`{ menu(${args}) { name } }`);
    expect(menu?.name).toBe(name);
  });

  it('are nodes', async () => {
    const { menus: all } = await gateway.data<{
      menus: { nodes: { id: string; menuItems: { nodes: { id: string }[] } }[] };
    }>('{ menus { nodes { id menuItems { nodes { id } } } } }');
    const [menu] = all.nodes;
    const { node, menuItem } = await gateway.data<{ node: object; menuItem: object }>(
      `{ node(id: "${menu?.id}") { __typename id } menuItem(id: "${menu?.menuItems.nodes[0]?.id}") { label } }`,
    );
    expect(node).toEqual({ __typename: 'Menu', id: menu?.id });
    expect(menuItem).toEqual({ label: 'Contact & visits' });
  });

  it('page', async () => {
    type Page = {
      menuItems: { nodes: { label: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    };
    const page = (args: string) =>
      gateway.data<Page>(
        `{ menuItems(where: { location: PRIMARY } ${args}) { nodes { label } pageInfo { endCursor hasNextPage } } }`,
      );
    const first = await page('first: 3');
    expect(first.menuItems.pageInfo.hasNextPage).toBe(true);
    const rest = await page(`first: 10, after: "${first.menuItems.pageInfo.endCursor}"`);
    const all = await page('first: 100');
    expect([...first.menuItems.nodes, ...rest.menuItems.nodes]).toEqual(all.menuItems.nodes);
    expect(rest.menuItems.pageInfo.hasNextPage).toBe(false);
  });
});

describe('menus, not granted', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      menus: [
        {
          location: 'primary',
          name: 'Written down',
          items: [
            { label: 'Home', url: '/' },
            {
              label: 'More',
              url: '/about/',
              items: [{ label: 'Shop', url: 'https://shop.example/', target: '_blank' }],
            },
          ],
        },
      ],
    });
  });
  afterAll(() => gateway.close());

  it('are those that the config has', async () => {
    const { menuItems } = await gateway.data<{ menuItems: { nodes: object[] } }>(
      '{ menuItems(where: { location: PRIMARY }) { nodes { label uri target menu { node { name } } childItems { nodes { label target } } } } }',
    );
    const menu = { node: { name: 'Written down' } };
    const shop = { label: 'Shop', target: '_blank' };
    expect(menuItems.nodes).toMatchObject([
      { label: 'Home', uri: '/', menu, childItems: { nodes: [] } },
      { label: 'More', menu, childItems: { nodes: [shop] } },
      shop,
    ]);
  });
});

describe('menus that nobody gives, where the operator is strict', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ service: 'contributor', grants: [], strict: true });
    await gateway.site.php(
      `foreach (get_posts(['post_type' => 'wp_navigation', 'numberposts' => -1]) as $post) wp_delete_post($post->ID, true);`,
    );
  });
  afterAll(() => gateway.close());

  it('are an error that says what to do', async () => {
    const { data, errors } = await gateway.ask<Menus>(
      '{ menus { nodes { name } } generalSettings { title } }',
    );
    expect(data).toMatchObject({ menus: { nodes: [] }, generalSettings: { title: 'The Harbour Lantern' } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['menus'], extensions: { code: 'FORBIDDEN', status: 401 } });
    expect(JSON.stringify(errors?.[0])).toContain('grant `menus`');
  });

  it('are one error for a field, however many items have it', async () => {
    const { errors } = await gateway.ask('{ posts(first: 5) { nodes { author { node { firstName } } } } }');
    expect(errors?.map(({ path }) => path)).toEqual([['posts', 'nodes', 0, 'author', 'node', 'firstName']]);
  });

  it('let documents pass that name any place', async () => {
    const { errors } = await gateway.ask(
      'query Place($place: MenuLocationEnum) { a: menuItems(where: { location: $place }) { nodes { label } } }',
      { place: 'HCMS_MENU_HEADER' },
    );
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
  });
});

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

  it('stand in for menus that nobody gives, in one request more', async () => {
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
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/menus', '/wp/v2/navigation']);
  });

  it('and their links are found by their ids again', async () => {
    const { menuItems } = await gateway.data<{ menuItems: { nodes: Item[] } }>(
      '{ menuItems(first: 1) { nodes { id label } } }',
    );
    const [first] = menuItems.nodes;
    const found = await gateway.data<{ menuItem: Item }>(
      `{ menuItem(id: "${first?.id}") { label menu { node { name } } } }`,
    );
    expect(found.menuItem).toEqual({ label: first?.label, menu: { node: { name: 'Top of the page' } } });
  });

  it('lead to what has their address, in one request a type', async () => {
    type Led = { label: string; uri: string; connectedNode: { node: { uri: string } } | null };
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
    const { menu } = await gateway.data<{ menu: { menuItems: { nodes: Led[] } } }>(
      `{ menu(id: "leading", idType: SLUG) { menuItems(first: 100) { nodes { label uri connectedNode { node {
        __typename ... on UniformResourceIdentifiable { uri } } } } } } }`,
    );
    await gateway.site.php(`wp_delete_post(${navigation}, true);`);
    const ledTo = menu.menuItems.nodes.map(({ label, connectedNode }) => [
      label,
      connectedNode?.node ?? null,
    ]);
    const about = { __typename: 'Page', uri: menu.menuItems.nodes[0]?.uri };
    expect(ledTo.slice(0, 11)).toEqual([
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
    const asked = gateway.sent
      .filter(({ route }) => route.startsWith('/wp/v2/'))
      .map(({ route, query }) => `${route} by ${query['include'] ? 'id' : 'slug'}`);
    expect(asked).toContain('/wp/v2/pages by id');
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
    // Where the index doesn't say which page lists posts, those behind `?page_id=` are asked whether they do.
    const isTold = await gateway.site.phpJson<boolean>(
      "echo json_encode(isset(rest_do_request('/')->get_data()['page_for_posts']));",
    );
    expect(gateway.sent.some(({ route }) => route === '/')).toBe(!isTold);
  });

  it('and so is what is below them, by either id', async () => {
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

  it('are nodes, with their links', async () => {
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

  it('have no place in the theme', async () => {
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

  it('are found by every name, and a name that none has is a notice', async () => {
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

  it('step aside for menus where these are shown', async () => {
    const { menus: all } = await gateway.as('admin').data<Menus>(menus);
    expect(all.nodes.map(({ name }) => name)).toEqual(['Footer', 'Primary']);
  });
});
