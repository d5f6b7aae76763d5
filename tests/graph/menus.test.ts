import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

interface Menus {
  readonly menus: { readonly nodes: readonly { readonly name: string; readonly locations: string[] }[] };
}

const menus = '{ menus { nodes { name locations } } }';

describe('menus, with the grant', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ service: 'contributor', grants: ['menus'] });
    await gateway.site.php(
      `wp_update_nav_menu_item(wp_create_nav_menu('Unplaced'), 0, ['menu-item-title' => 'Secret plan', 'menu-item-url' => 'https://plan.example/', 'menu-item-status' => 'publish']);`,
    );
  });
  afterAll(() => gateway.close());

  it('are the menus with a location in the theme', async () => {
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

  it('are all menus for a user who may read them', async () => {
    const answer = await gateway.as('editor').data<Menus>(menus);
    expect(answer.menus.nodes.map(({ name }) => name)).toEqual(['Footer', 'Primary', 'Unplaced']);
  });

  it('are the menus of visitors for other users', async () => {
    const answer = await gateway.as('subscriber').data<Menus>(menus);
    expect(answer.menus.nodes).toHaveLength(2);
  });

  it('are an empty list if no menu has a location, even if the theme has a navigation', async () => {
    await gateway.site.php(`
      update_option('pressql_test_places', get_theme_mod('nav_menu_locations')); set_theme_mod('nav_menu_locations', []);
      wp_insert_post(['post_type' => 'wp_navigation', 'post_title' => 'Standing by', 'post_status' => 'publish', 'post_content' => '<!-- wp:page-list /-->']);`);
    try {
      expect(await gateway.data('{ menus { nodes { name } } }')).toEqual({ menus: { nodes: [] } });
    } finally {
      await gateway.site.php("set_theme_mod('nav_menu_locations', get_option('pressql_test_places'));");
    }
  });

  it('have their items in order, with two requests and one for each linked type', async () => {
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

  it('cost requests only for selected fields', async () => {
    await gateway.data('{ menu(id: "primary", idType: SLUG) { menuItems { nodes { label } } } }');
    const items = gateway.sent.filter(({ route }) => route === '/wp/v2/menu-items');
    expect(items.map(fieldsOf)).toEqual([
      ['id', 'menu_order', 'menus', 'object', 'object_id', 'parent', 'title.rendered'],
    ]);
  });

  it.each([
    ['id: "Primary", idType: NAME', 'Primary'],
    ['id: "PRIMARY", idType: LOCATION', 'Primary'],
    ['id: "footer", idType: LOCATION', 'Footer'],
    ['id: "0", idType: DATABASE_ID', undefined],
  ])('can be looked up by %s', async (args, name) => {
    const { menu } = await gateway.data<{ menu: { name: string } | null }>(`{ menu(${args}) { name } }`);
    expect(menu?.name).toBe(name);
  });

  it('can be looked up as nodes', async () => {
    const { menus: all } = await gateway.data<{
      menus: { nodes: { id: string; menuItems: { nodes: { id: string }[] } }[] };
    }>('{ menus { nodes { id menuItems { nodes { id } } } } }');
    const [menu] = all.nodes;
    const item = menu?.menuItems.nodes[0];
    const found = await gateway.data(
      `{ menu: node(id: "${menu?.id}") { __typename id } item: node(id: "${item?.id}") { __typename id }
        menuItem(id: "${item?.id}") { label } }`,
    );
    expect(found).toEqual({
      menu: { __typename: 'Menu', id: menu?.id },
      item: { __typename: 'MenuItem', id: item?.id },
      menuItem: { label: 'Contact & visits' },
    });
  });

  it('can be read page by page', async () => {
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

describe('menus, without the grant', () => {
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

  it('are the menus in the configuration', async () => {
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
