import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationPassword } from '../../src/wordpress/credentials.ts';
import { pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { startFeed, type TestFeed } from './feed-of.ts';

let site: TestSite;
let operator: TestFeed;
let visitor: TestFeed;

beforeAll(async () => {
  site = await startSite();
  const credentials = applicationPassword(pairOf(site, 'admin'));
  operator = await startFeed(site, ['menu', 'settings'], { granted: () => credentials });
  visitor = await startFeed(site, ['menu', 'settings', 'user']);
});

afterAll(async () => {
  operator.close();
  visitor.close();
  await site.close();
});

test('with the grant, a new label, order or place of a menu item is a change of its menu', async () => {
  const [menu, item] = await site.phpJson<[number, number]>(`
    $menu = wp_get_nav_menus()[0]; echo json_encode(array($menu->term_id, wp_get_nav_menu_items($menu)[0]->ID));`);
  const change = { kind: 'changed', resource: 'menu', id: menu, uris: [] };
  for (const edit of [`'post_title' => 'New label'`, `'menu_order' => 99`])
    expect(await operator.changesAfter(`wp_update_post(array('ID' => ${item}, ${edit}));`)).toEqual([change]);
  expect(await operator.changesAfter(`wp_delete_post(${item}, true);`)).toEqual([change]);
  expect(
    await operator.changesAfter(`wp_update_nav_menu_object(${menu}, array('menu-name' => 'Renamed'));`),
  ).toEqual([change]);
});

test('with the grant, a setting that the index does not show is a change of the settings', async () => {
  const change = { kind: 'changed', resource: 'settings', id: null, uris: [] };
  const edit = `update_option('posts_per_page', 7);`;
  await visitor.feed.poll();
  expect(await operator.changesAfter(edit)).toEqual([change]);
  expect(await visitor.changesAfter('')).toEqual([]);
});

test('without the grant, the operator learns that menus are hidden', () => {
  expect(visitor.feed.state.gaps).toContain('WordPress hides its menus, and there is no grant `menus`');
  expect(operator.feed.state.gaps).toEqual([]);
});

test('if a plugin closes the users, the feed does not vouch for them, and watches everything else', async () => {
  expect(visitor.feed.vouchedUntil('user')).toBeGreaterThan(0);
  await site.plugin(`add_filter('rest_pre_dispatch', fn($result, $server, $request) =>
    0 === strpos($request->get_route(), '/wp/v2/users') && ! is_user_logged_in()
      ? new WP_Error('rest_user_cannot_view', 'Sorry.', array('status' => 401)) : $result, 10, 3);`);
  await visitor.feed.poll();
  expect(visitor.feed.vouchedUntil('user')).toBe(0);
  expect(visitor.feed.vouchedUntil('settings')).toBeGreaterThan(0);
  expect(visitor.notes).toEqual([expect.stringContaining('cannot watch user')]);
});

test('while nothing changes, a look at a resource is one request', async () => {
  operator.sent.length = 0;
  await operator.feed.poll();
  // Menus and their items, the index and the settings: each has two routes.
  expect(operator.sent.map(({ route }) => route).sort()).toEqual(
    ['/', '/wp/v2/menu-items', '/wp/v2/menus', '/wp/v2/settings'].sort(),
  );
});
