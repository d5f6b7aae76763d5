import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQLOptions } from '../../src/index.ts';
import { post } from '../cache/post.ts';
import { tell, webhookSecret } from '../cache/tell.ts';
import { pairOf, startGateway, type TestGateway } from './gateway.ts';

/**
 * A classic theme that prints its menus on the home page: `primary` and `footer` with the arguments and the buttons of Twenty
 * Twenty-One, `main` with those of `_s`. It prints nothing for whoever sends credentials or cookies. The option
 * `pressql_test_home` has PHP that runs before.
 */
const theme = `
  add_action('init', fn() => register_nav_menus(['primary' => 'Primary menu', 'footer' => 'Secondary menu', 'main' => 'Main', 'asideMenu' => 'Aside']));
  add_filter('walker_nav_menu_start_el', fn($html, $item, $depth, $args) => $args->theme_location !== 'primary' || $depth > 0 ? $html
    : $html . '<button class="sub-menu-toggle"><svg class="svg-icon"><title>plus</title></svg><span class="screen-reader-text">Open menu</span></button>', 10, 4);
  add_filter('nav_menu_item_args', function ($args, $item) {
    if ($args->theme_location === 'primary') $args->link_after = $item->description ? '<p class="menu-item-description"><span>' . $item->description . '</span></p>' : '';
    return $args;
  }, 10, 2);
  add_action('template_redirect', function () {
    if (is_user_logged_in() || isset($_SERVER['HTTP_AUTHORIZATION']) || !empty($_COOKIE)) wp_die('Not a visitor.');
    eval(get_option('pressql_test_home', ''));
    if (!is_front_page()) return;
    echo '<!doctype html><html><head>'; wp_head(); echo '</head><body>';
    echo '<nav id="site-navigation" class="primary-navigation" aria-label="Primary menu">';
    wp_nav_menu(['theme_location' => 'primary', 'menu_class' => 'menu-wrapper', 'container_class' => 'primary-menu-container', 'items_wrap' => '<ul id="primary-menu-list" class="%2$s">%3$s</ul>', 'fallback_cb' => false]);
    echo '</nav><nav class="main-navigation">';
    wp_nav_menu(['theme_location' => 'main', 'fallback_cb' => false]);
    echo '</nav><main><ul id="menu-false" class="primary-menu"><li class="menu-item menu-item-9"><a href="/">From a post</a></li></ul>', wp_page_menu(['echo' => false]), '</main>';
    echo '<footer><nav aria-label="Secondary menu" class="footer-navigation"><ul class="footer-navigation-wrapper">';
    wp_nav_menu(['theme_location' => 'footer', 'items_wrap' => '%3$s', 'container' => false, 'depth' => 1, 'link_before' => '<span>', 'link_after' => '</span>', 'fallback_cb' => false]);
    echo '</ul></nav></footer>'; wp_footer(); echo '</body></html>';
    exit;
  });`;

/** Adds items of all kinds to the primary menu, and a menu with the location \`main\`. */
const items = `
  $add = fn($menu, $item) => wp_update_nav_menu_item($menu, 0, array_combine(array_map(fn($key) => "menu-item-$key", array_keys($item)), $item) + ['menu-item-status' => 'publish']);
  $places = get_theme_mod('nav_menu_locations');
  $news = $add($places['primary'], ['title' => 'What\\'s "new" - all...', 'url' => 'https://x.example/?a=1&b=2#c', 'target' => '_blank', 'xfn' => 'me nofollow', 'classes' => 'is-big icon-x', 'attr-title' => 'All of it', 'description' => 'Fresh']);
  $add($places['primary'], ['title' => 'Below & beyond', 'url' => '#', 'parent-id' => $news]);
  $add($places['primary'], ['title' => 'New tab', 'url' => '/relative/', 'target' => '_blank']);
  $main = wp_create_nav_menu('Main things');
  $add($main, ['title' => 'Thing', 'url' => home_url('/')]);
  set_theme_mod('nav_menu_locations', $places + ['main' => $main]);`;

describe('menus that a classic theme prints', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      prepare: async (site) => {
        await site.plugin(theme);
        await site.php(items);
      },
    });
  });
  afterAll(() => gateway.close());

  const home = (php: string) =>
    gateway.site.php(
      `update_option('pressql_test_home', base64_decode('${Buffer.from(php).toString('base64')}'));`,
    );

  it('have the items that WordPress has, with one request for the page and one for each linked type', async () => {
    const expected = await gateway.site.phpJson<object[]>(`
      $path = fn($url) => str_starts_with($url, home_url()) ? substr($url, strlen(home_url())) : $url;
      echo json_encode(array_map(fn($item) => [
        'databaseId' => $item->ID, 'label' => html_entity_decode($item->title), 'url' => $item->url, 'uri' => $path($item->url),
        'order' => $item->menu_order, 'parentDatabaseId' => (int) $item->menu_item_parent, 'target' => $item->target ?: null,
        'title' => $item->attr_title ?: null, 'description' => $item->description ?: null, 'linkRelationship' => $item->xfn ?: null,
        'cssClasses' => array_values(array_filter($item->classes)), 'locations' => ['PRIMARY'],
        'connectedNode' => $item->type === 'custom' ? null : ['node' => ['databaseId' => (int) $item->object_id]],
      ], wp_get_nav_menu_items(get_nav_menu_locations()['primary'])));`);
    const { menuItems } = await gateway.data<{ menuItems: { nodes: object[] } }>(`{
      menuItems(first: 100, where: { location: PRIMARY }) { nodes {
        databaseId label url uri order parentDatabaseId target title description linkRelationship cssClasses locations
        connectedNode { node { ... on DatabaseIdentifier { databaseId } } } } } }`);
    expect(menuItems.nodes).toEqual(expected);
    const routes = gateway.sent.map(({ route }) => route).sort();
    expect(routes).toEqual(['/', '/wp/v2/categories', '/wp/v2/menus', '/wp/v2/pages']);
  });

  it('come with a notice, and are found by location, slug and name', async () => {
    const { data, errors, extensions } = await gateway.ask(`{
      location: menu(id: "PRIMARY", idType: LOCATION) { name slug locations count menuItems(where: { parentDatabaseId: 0 }) { nodes { label } } }
      slug: menu(id: "main-things", idType: SLUG) { slug menuItems { nodes { label uri } } }
      name: menu(id: "Main things", idType: NAME) { name slug menuItems { nodes { menu { node { name } } } } }
      unknown: menu(id: "Other things", idType: NAME) { menuItems { nodes { label } } }
      nothing: menu(id: "!", idType: SLUG) { menuItems { nodes { label } } }
    }`);
    expect(errors).toBeUndefined();
    const labels = ['Town', 'Food & Markets', 'About us', 'Tide table', 'What\'s "new" - all...', 'New tab'];
    expect(data).toEqual({
      location: {
        ...{ name: null, slug: null, locations: ['PRIMARY'], count: 10 },
        menuItems: { nodes: labels.map((label) => ({ label })) },
      },
      slug: { slug: 'main-things', menuItems: { nodes: [{ label: 'Thing', uri: '/' }] } },
      name: {
        ...{ name: 'Main things', slug: 'main-things' },
        menuItems: { nodes: [{ menu: { node: { name: 'Main things' } } }] },
      },
      unknown: { menuItems: { nodes: [] } },
      nothing: { menuItems: { nodes: [] } },
    });
    const [notice, ...others] = extensions?.pressql.notices ?? [];
    expect(notice).toMatchObject({ field: 'RootQuery.menu', reason: 'FORBIDDEN', grant: 'menus' });
    expect(notice?.message).toContain('prints on the home page');
    expect(others.map(({ path }) => path)).toEqual([['unknown']]);
  });

  it('are listed, and they and their items are nodes', async () => {
    type Listed = {
      id: string;
      locations: string[];
      menuItems: { nodes: { id: string; databaseId: number }[] };
    };
    const { menus } = await gateway.data<{ menus: { nodes: Listed[] } }>(
      '{ menus { nodes { id locations menuItems(first: 1) { nodes { id databaseId } } } } }',
    );
    expect(menus.nodes.map(({ locations }) => locations)).toEqual([['PRIMARY'], ['MAIN'], ['FOOTER']]);
    const [menu] = menus.nodes;
    const [town] = menu?.menuItems.nodes ?? [];
    expect(Buffer.from(town?.id ?? '', 'base64').toString()).toBe(`post:${town?.databaseId}`);
    const found = await gateway.data(
      `query ($menu: ID!, $item: ID!) {
        menu: node(id: $menu) { ... on Menu { locations } } item: node(id: $item) { ... on MenuItem { label } }
        menuItem(id: $item) { childItems { nodes { label parentId } } } }`,
      { menu: menu?.id, item: town?.id },
    );
    expect(found).toEqual({
      ...{ menu: { locations: ['PRIMARY'] }, item: { label: 'Town' } },
      menuItem: {
        childItems: { nodes: ['Harbour', 'Council'].map((label) => ({ label, parentId: town?.id })) },
      },
    });
  });

  it('do not tell one part of a query what another part says', async () => {
    const parts = [
      'place: menu(id: "primary", idType: LOCATION) { name locations menuItems(first: 1) { nodes { locations } } }',
      'items: menuItems(first: 1, where: { location: PRIMARY }) { nodes { locations menu { node { locations } } } }',
      'other: menu(id: "PRIMARY_MENU", idType: LOCATION) { locations menuItems(first: 1) { nodes { locations childItems { nodes { locations } } } } }',
      'slug: menu(id: "main-things", idType: SLUG) { name menuItems { nodes { menu { node { name } } } } }',
      'name: menu(id: "Main things", idType: NAME) { name menuItems { nodes { menu { node { name } } } } }',
      'menus { nodes { name locations } }',
    ];
    const [primary, both] = [['PRIMARY'], ['PRIMARY_MENU', 'PRIMARY']];
    const named = (name: string | null) => ({ name, menuItems: { nodes: [{ menu: { node: { name } } }] } });
    const children = { nodes: [{ locations: both }, { locations: both }] };
    const expected = {
      place: { name: null, locations: primary, menuItems: { nodes: [{ locations: primary }] } },
      items: { nodes: [{ locations: primary, menu: { node: { locations: primary } } }] },
      other: { locations: both, menuItems: { nodes: [{ locations: both, childItems: children }] } },
      ...{ slug: named(null), name: named('Main things') },
      menus: { nodes: ['PRIMARY', 'MAIN', 'FOOTER'].map((place) => ({ name: null, locations: [place] })) },
    };
    expect(await gateway.data(`{ ${parts.join(' ')} }`)).toEqual(expected);
    expect(await gateway.data(`{ ${parts.reverse().join(' ')} }`)).toEqual(expected);
  });

  it('are at the locations of the theme alone, if the gateway knows them all', async () => {
    const other = await open({
      serviceCredential: pairOf(gateway.site, 'admin'),
      grants: ['menu-locations'],
    });
    await home(
      `echo '<link rel="https://api.w.org/" href="/wp-json/"><nav id="side-navigation"><ul id="aside-menu" class="menu"><li class="menu-item menu-item-7"><a href="/x">X</a></li></ul></nav>'; exit;`,
    );
    const answer = await post(
      other,
      `{ menuItems(where: { location: ASIDEMENU }) { nodes { label locations } } menus { nodes { locations } }
         aside: menu(id: "asideMenu", idType: LOCATION) { locations } none: menu(id: "aside_menu", idType: LOCATION) { locations } }`,
    );
    await home('');
    await other.close();
    const locations = ['ASIDEMENU'];
    expect(answer.data).toEqual({
      menuItems: { nodes: [{ label: 'X', locations }] },
      ...{ menus: { nodes: [{ locations }] }, aside: { locations }, none: null },
    });
    expect(answer.errors).toMatchObject([
      { message: 'No menu set for the provided location: "aside_menu".' },
    ]);
  });

  it('are those of visitors for users who may not read menus, and WordPress’ own for those who may', async () => {
    const query = '{ menus { nodes { name } } }';
    const names = ['subscriber', 'editor'].map(async (role) => {
      const { menus } = await gateway.as(role).data<{ menus: { nodes: { name: string }[] } }>(query);
      return menus.nodes.map(({ name }) => name);
    });
    expect(await Promise.all(names)).toEqual([
      [null, null, null],
      ['Footer', 'Main things', 'Primary'],
    ]);
  });

  it('are unknown at a location that two of them fit equally well', async () => {
    await home(
      `add_filter('wp_nav_menu_args', fn($args) => ['container_class' => 'side-menu', 'items_wrap' => '<ul class="a">%3$s</ul>'] + $args);`,
    );
    const { data, extensions } = await gateway.ask(
      '{ menuItems(where: { location: SIDE }) { nodes { label } } }',
    );
    await home('');
    expect(data).toEqual({ menuItems: { nodes: [] } });
    expect(extensions?.pressql.notices).toMatchObject([
      { field: 'RootQuery.menuItems', grant: 'menus', message: expect.stringContaining('2 menus') },
    ]);
  });

  it.each([
    [
      'redirects to a page of the site',
      `if (!isset($_GET['lang'])) { wp_redirect('/?lang=en'); exit; }`,
      'Thing',
    ],
    ['redirects to another site', `header('Location: https://frontend.example/', true, 301); exit;`, null],
    ['redirects to the login page', `wp_redirect(wp_login_url()); exit;`, null],
    [
      'is not made by WordPress',
      `echo '<ul class="main-menu"><li class="menu-item menu-item-7"><a href="/">Other</a></li></ul>'; exit;`,
      null,
    ],
  ])('are those of a home page that %s', async (_, php, label) => {
    await home(php);
    const { data, errors } = await gateway.ask(
      '{ menuItems(where: { location: MAIN }) { nodes { label } } }',
    );
    await home('');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ menuItems: { nodes: label === null ? [] : [{ label }] } });
  });

  it('are none while the home page is closed for maintenance, however often clients ask', async () => {
    await home(`wp_die('Soon.', '', ['response' => 503]);`);
    for (let times = 0; times < 4; times++) {
      const { data, errors } = await gateway.ask(
        '{ menu(id: "MAIN", idType: LOCATION) { menuItems { nodes { label } } } posts(first: 1) { nodes { id } } }',
      );
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ menu: { menuItems: { nodes: [] } }, posts: { nodes: [{}] } });
    }
    await home('');
  });

  it.each<[string, Partial<PressQLOptions>, readonly string[], number]>([
    ['once for many visitors', {}, ['Thing'], 1],
    ['not at all if the operator says so', { themeMenus: false }, [], 0],
    ['not at all if a frontend has the address', { frontendUrl: 'SITE' }, [], 0],
  ])('are read %s', async (_, options, labels, reads) => {
    const pages: string[] = [];
    const other = await open({
      ...options,
      ...(options.frontendUrl ? { frontendUrl: `${gateway.site.url}/shop` } : {}),
      onRequest: ({ route }) => void (route === '/' && pages.push(route)),
    });
    pages.length = 0;
    const listed = await post(other, '{ menus { nodes { locations } } }');
    const found = await post(other, '{ menuItems(where: { location: MAIN }) { nodes { label } } }');
    const locations = ['PRIMARY', 'MAIN', 'FOOTER'].map((place) => ({ locations: [place] }));
    // The navigation of the demo's block theme has no location.
    const navigation = { locations: [] };
    expect([listed.data, found.data]).toEqual([
      { menus: { nodes: reads === 0 ? [navigation] : locations } },
      { menuItems: { nodes: labels.map((label) => ({ label })) } },
    ]);
    expect(pages).toHaveLength(reads);
    await other.close();
  });

  it('are read again when WordPress tells of a changed menu, and once for visitors and users together', async () => {
    const pages: string[] = [];
    const other = await open({
      webhookSecret,
      onRequest: ({ route }) => void (route === '/' && pages.push(route)),
    });
    pages.length = 0;
    const query = '{ menuItems(where: { location: MAIN }) { nodes { label } } }';
    const subscriber = { site: gateway.site, name: 'subscriber' };
    for (const user of [undefined, subscriber, subscriber])
      expect(await post(other, query, user)).toMatchObject({
        data: { menuItems: { nodes: [{ label: 'Thing' }] } },
      });
    expect(pages).toHaveLength(1);
    await tell(other, [{ resource: 'menu', id: 5, kind: 'changed' }]);
    await post(other, query);
    expect(pages).toHaveLength(2);
    await other.close();
  });

  const open = (options: Partial<PressQLOptions>) =>
    createPressQL({ url: gateway.site.url, timeout: 60_000, deadline: 120_000, feed: 0, ...options });
});
