import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

type Item = { label: string | null; url: string; connectedNode: { node: { __typename: string } } | null };

const items = `{ menu(id: "PRIMARY", idType: LOCATION) { menuItems(first: 50) { nodes { label url connectedNode { node { __typename } } } } } }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ service: 'admin', grants: ['menus', 'authors'] });
  await gateway.site.php(`
    $menu = wp_create_nav_menu('Tom’s & "Co" Café');
    $add = fn($item) => wp_update_nav_menu_item($menu, 0, wp_slash(array_combine(array_map(fn($key) => "menu-item-$key", array_keys($item)), $item) + ['menu-item-status' => 'publish']));
    $page = wp_insert_post(['post_type' => 'page', 'post_title' => "The 'other' page", 'post_status' => 'publish']);
    $draft = wp_insert_post(['post_type' => 'page', 'post_title' => 'Draft', 'post_status' => 'draft']);
    $gone = wp_insert_post(['post_type' => 'page', 'post_title' => 'Gone', 'post_status' => 'publish']);
    $term = get_term_by('slug', 'harbour', 'category')->term_id;
    $file = get_posts(['post_type' => 'attachment', 'numberposts' => 1, 'post_status' => 'inherit'])[0]->ID;
    $add(['title' => "It's \\"quoted\\" -- x & y...", 'url' => 'https://e.example/?a=1&b=2']);
    $add(['title' => '’typed’ – so', 'url' => '#']);
    $add(['title' => 'A &amp; B &lt;i&gt; <b>2x4</b>', 'url' => '/x?a=1']);
    $add(['title' => '', 'object' => 'page', 'object-id' => $page, 'type' => 'post_type']);
    $add(['title' => "My 'own' label", 'object' => 'page', 'object-id' => $page, 'type' => 'post_type']);
    $add(['title' => 'Draft', 'object' => 'page', 'object-id' => $draft, 'type' => 'post_type']);
    $add(['title' => 'Gone', 'object' => 'page', 'object-id' => $gone, 'type' => 'post_type']);
    $add(['title' => 'Term', 'object' => 'category', 'object-id' => $term, 'type' => 'taxonomy']);
    $add(['title' => 'Archive', 'object' => 'review', 'type' => 'post_type_archive']);
    $add(['title' => 'File', 'object' => 'attachment', 'object-id' => $file, 'type' => 'post_type']);
    wp_delete_post($gone, true);
    set_theme_mod('nav_menu_locations', ['primary' => $menu] + get_theme_mod('nav_menu_locations'));
    wp_insert_user(['user_login' => 'unseen', 'user_pass' => 'x', 'user_email' => 'unseen@e.example', 'first_name' => 'Never', 'last_name' => 'Seen', 'role' => 'author']);
  `);
});
afterAll(() => gateway.close());

describe('menu items', () => {
  it('have the labels that the editor typed, and link to the same nodes as in WPGraphQL', async () => {
    const { menu } = await gateway.data<{ menu: { menuItems: { nodes: Item[] } } }>(items);
    const shown = menu.menuItems.nodes.map(({ label, connectedNode }) => [
      label,
      connectedNode?.node.__typename ?? null,
    ]);
    expect(shown).toEqual([
      ['It\'s "quoted" -- x & y...', null],
      ['’typed’ – so', null],
      ['A & B <i> <b>2x4</b>', null],
      ['The ‘other’ page', 'Page'],
      ["My 'own' label", 'Page'],
      ['Draft', null],
      ['Term', 'Category'],
      ['Archive', null],
      ['File', null],
    ]);
    expect(menu.menuItems.nodes[0]?.url).toBe('https://e.example/?a=1&b=2');
    const labels = gateway.sent.filter(({ query }) => query['context'] === 'edit');
    expect(labels.map(({ route, query }) => [route, query['_fields']])).toEqual([
      ['/wp/v2/menu-items', 'id,title.raw'],
    ]);
  });

  it('cost no further request if WordPress can have changed no label', async () => {
    await gateway.data('{ menu(id: "Footer", idType: NAME) { menuItems { nodes { label } } } }');
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/menus', '/wp/v2/menu-items']);
  });
});

describe('a menu', () => {
  it.each([
    ['id: "Tom’s & \\"Co\\" Café", idType: NAME', true],
    ['id: "  TOM’S &amp; \\"co\\" cafe ", idType: NAME', true],
    ['id: "Tom", idType: NAME', false],
    ['id: "", idType: NAME', false],
    ['id: "toms-co-cafe", idType: SLUG', true],
    ['id: "Toms Co CAFÉ", idType: SLUG', true],
    ['id: "PRIMARY", idType: LOCATION', true],
    ['id: "primary", idType: LOCATION', true],
    ['id: "x", idType: DATABASE_ID', false],
  ])('is found by %s: %s', async (name, isFound) => {
    const { menu } = await gateway.data<{ menu: { name: string } | null }>(`{ menu(${name}) { name } }`);
    expect(menu?.name ?? null).toBe(isFound ? 'Tom’s &amp; "Co" Café' : null);
  });

  it('is found by its ids', async () => {
    const { menu } = await gateway.data<{ menu: { id: string; databaseId: number } }>(
      '{ menu(id: "primary", idType: LOCATION) { id databaseId } }',
    );
    const found = await gateway.data<Record<string, object>>(
      `{ a: menu(id: "${menu.id}") { id } b: menu(id: "${menu.databaseId}", idType: DATABASE_ID) { id } c: menu(id: "${menu.id}", idType: ID) { id } }`,
    );
    expect(found).toEqual({ a: { id: menu.id }, b: { id: menu.id }, c: { id: menu.id } });
    const { errors } = await gateway.ask('{ menu(id: "nonsense") { name } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('authors, with the grant', () => {
  type Users = { users: { nodes: Record<string, string | null>[] } };

  it('have first and last names, with one more request that reads only these', async () => {
    const { users } = await gateway.data<Users>(
      `{ users { nodes { slug firstName lastName email username nickname locale registeredDate capabilities roles { nodes { name } } } } }`,
    );
    const seen = await gateway.site.phpJson<Record<string, string[]>>(`
      $all = []; foreach (get_users(['has_published_posts' => true]) as $user) $all[$user->user_nicename] = [$user->first_name, $user->last_name];
      echo json_encode($all);`);
    expect(users.nodes.length).toBeGreaterThan(3);
    for (const { slug, firstName, lastName, roles, ...others } of users.nodes) {
      expect([firstName ?? '', lastName ?? '']).toEqual(seen[slug ?? '']);
      expect([...Object.values(others), roles].every((value) => value === null)).toBe(true);
    }
    const [, names, ...more] = gateway.sent;
    expect(more).toEqual([]);
    expect(names).toMatchObject({ route: '/wp/v2/users', query: { context: 'edit' } });
    expect(names && fieldsOf(names)).toEqual(['first_name', 'id', 'last_name']);
  });

  it('are only the users whom visitors see', async () => {
    const id = await gateway.site.php(`echo get_user_by('login', 'unseen')->ID;`);
    const answer = await gateway.ask(
      `{ user(id: "${id}", idType: DATABASE_ID) { firstName } byName: user(id: "unseen", idType: SLUG) { firstName }
        node(id: "${Buffer.from(`user:${id}`).toString('base64')}") { ... on User { firstName } } }`,
    );
    expect(answer).toEqual({ data: { user: null, byName: null, node: null } });
    expect(gateway.sent.filter(({ query }) => query['context'] === 'edit')).toEqual([]);
  });

  it('cannot be found by e-mail address, and have none', async () => {
    await gateway.data('{ posts(first: 5) { nodes { author { node { firstName email } } } } }');
    const asked = gateway.sent.flatMap((sent) => fieldsOf(sent));
    expect(asked).not.toContain('email');
    const edited = gateway.sent.filter(({ query }) => query['context'] === 'edit');
    expect(edited.map(fieldsOf)).toEqual([['first_name', 'id']]);
  });

  it('have their names for signed-in users, too', async () => {
    const { users } = await gateway
      .as('subscriber')
      .data<Users>('{ users { nodes { slug firstName email } } }');
    expect(users.nodes.filter(({ firstName }) => firstName !== null).length).toBeGreaterThan(3);
    expect(users.nodes.every(({ email }) => email === null)).toBe(true);
  });
});

describe('plugins', () => {
  it('have the headers of their files, without markup', async () => {
    // WordPress returns the headers below in this form (`_get_plugin_data_markup_translate()`). The test site has no plugin files.
    await gateway.site.plugin(`
      add_filter('rest_pre_dispatch', fn($answer, $server, $request) => $request->get_route() !== '/wp/v2/plugins' ? $answer : [[
        'plugin' => 'amp', 'name' => wp_kses("Fish & 'chips'", []), 'plugin_uri' => esc_url("https://e.example/?a=1&b=it's"), 'author' => wp_kses('Me & You', []),
        'author_uri' => esc_url('https://e.example/?x=1&y=2'), 'version' => '1.0', 'description' => ['raw' => wp_kses('This & that', [])],
      ]], 10, 3);`);
    const { plugins } = await gateway
      .as('admin')
      .data<{ plugins: { nodes: { path: string }[] } }>(
        '{ plugins { nodes { path name pluginUri author authorUri description version } } }',
      );
    expect(plugins.nodes.find(({ path }) => path === 'amp.php')).toEqual({
      path: 'amp.php',
      name: "Fish & 'chips'",
      pluginUri: "https://e.example/?a=1&b=it's",
      author: 'Me & You',
      authorUri: 'https://e.example/?x=1&y=2',
      description: 'This & that',
      version: '1.0',
    });
  });
});
