import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../src/cli/check.ts';
import { diagnose } from '../../src/cli/doctor.ts';
import { grantLines } from '../../src/cli/grant-lines.ts';
import { closedGrants, grantAdvice } from '../../src/loading/access/closed-grants.ts';
import { discoverSite } from '../../src/site/discover.ts';
import { startFaultProxy } from '../wordpress/fault-proxy.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

async function closedOn({ url }: TestSite) {
  const discovery = await discoverSite(url);
  try {
    return { closed: await closedGrants(discovery.rest, discovery.site), site: discovery.site };
  } finally {
    discovery.rest.close();
  }
}

const all = ['menus', 'menu-locations', 'settings', 'block-theme', 'themes', 'authors'];

describe('recommended grants', () => {
  it('are all grants on a stock WordPress, with the line to type', async () => {
    const { closed, site: known } = await closedOn(site);
    expect(closed).toEqual(all);
    const lines = grantAdvice(closed, { url: site.url, site: known });
    expect(lines[0]).toBe('menus           menus that have a place in the theme: a contributor');
    expect(lines.at(-2)).toContain(`${site.url}/wp-admin/profile.php`);
    expect(lines.at(-1)).toBe(
      `PRESSQL_SERVICE_CREDENTIAL='user:application password' pressql ${site.url} --grants ${all.join(',')}`,
    );
  });

  it('are only those for routes that the site closes', async () => {
    await site.plugin(`
      add_filter('rest_menu_read_access', '__return_true');
      add_filter('rest_endpoints', function ($all) { unset($all['/wp/v2/settings']); return $all; });
      add_filter('rest_pre_dispatch', fn($answer, $server, $request) => strpos($request->get_route(), '/wp/v2/users') === 0
        ? new WP_Error('rest_user_cannot_view', 'No.', ['status' => 401]) : $answer, 10, 3);`);
    const { closed } = await closedOn(site);
    await site.plugin('');
    expect(closed).toEqual(['block-theme', 'themes']);
  });

  it('are listed when the gateway starts, also for a site behind HTTP Basic', async () => {
    const proxy = await startFaultProxy(site.url, { basic: 'staging:s3cret' });
    const address = proxy.url.replace('http://', 'http://staging:s3cret@');
    const discovery = await discoverSite(address);
    discovery.rest.close();
    const lines = await grantLines(address, { grants: ['menus'] }, discovery.site);
    const withoutScheme = await grantLines(address.replace('http://', ''), {}, discovery.site);
    await proxy.close();
    expect(lines.at(-2)).toContain(`pressql ${proxy.url}/ --grants ${all.join(',')}`);
    expect(withoutScheme).toHaveLength(lines.length + 1);
    expect([...lines, ...withoutScheme].join()).not.toContain('s3cret');
  });

  it('are listed by `pressql doctor`', async () => {
    const named: Check[] = [];
    for await (const check of diagnose(site.url)) {
      if (check.topic.startsWith('Grant ')) named.push(check);
    }
    expect(named.map(({ topic }) => topic.slice(6))).toEqual(all);
    expect(named[0]?.advice).toContain(`pressql ${site.url}`);
  });
});
