import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSite, type TestSite } from './site.ts';

describe('the WordPress that tests run against', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await startSite({ permalinks: 'pretty' });
  });
  afterAll(() => site.close());

  const count = async (route: string) =>
    Number((await fetch(`${site.restRoot}wp/v2/${route}`)).headers.get('x-wp-total'));
  const total = () => count('posts');

  it('has a custom post type and its taxonomy', async () => {
    const index = (await (await fetch(site.restRoot)).json()) as { routes: object };
    expect(index.routes).toHaveProperty('/wp/v2/reviews');
    expect(index.routes).toHaveProperty('/wp/v2/genres');
  });

  it.each([
    ['posts', 60],
    ['posts?sticky=true', 2],
    ['posts?after=2026-10-01T05:59:59&before=2026-10-01T06:00:01', 5],
    ['pages', 10],
    ['reviews', 10],
    ['media', 15],
    ['media?parent=0', 2],
    ['categories', 13],
    ['tags', 20],
    // REST lists users with published content: five reporters, and the administrator, who wrote the pages.
    ['users', 6],
    // REST omits the pingback and comments that are not approved.
    ['comments', 16],
  ])('has the newspaper: %s', async (route, expected) => {
    expect(await count(route)).toBe(expected);
  });

  it('shows pictures in articles, in several sizes', async () => {
    const [post] = (await (
      await fetch(`${site.restRoot}wp/v2/posts?slug=the-piano-in-the-customs-house`)
    ).json()) as [{ content: { rendered: string } }];
    const { src = '', srcset = '' } =
      /<img(?=[^>]* src="(?<src>[^"]+)")(?=[^>]* srcset="(?<srcset>[^"]+)")/.exec(post.content.rendered)
        ?.groups ?? {};
    expect((await fetch(src)).headers.get('content-type')).toBe('image/jpeg');
    expect(srcset.split(',')).toHaveLength(5);
  });

  it('answers HEAD with all its links', async () => {
    const [post] = (await (await fetch(`${site.restRoot}wp/v2/posts?per_page=1`)).json()) as [
      { id: number; link: string },
    ];
    const { headers } = await fetch(post.link, { method: 'HEAD' });
    expect(headers.get('link')).toContain(`<${site.restRoot}>; rel="https://api.w.org/"`);
    expect(headers.get('link')).toContain(`<${site.restRoot}wp/v2/posts/${post.id}>; rel="alternate"`);
  });

  it('lets users sign in with application passwords', async () => {
    const { username, applicationPassword } = site.users['editor'] ?? {
      username: '',
      applicationPassword: '',
    };
    const authorization = `Basic ${Buffer.from(`${username}:${applicationPassword}`).toString('base64')}`;
    const response = await fetch(`${site.restRoot}wp/v2/users/me?context=edit`, {
      headers: { authorization },
    });
    expect(await response.json()).toMatchObject({ slug: 'editor', roles: ['editor'] });
  });

  it('runs PHP, and forgets what it did', async () => {
    const before = await total();
    await site.php(`wp_insert_post(['post_title' => 'Passing', 'post_status' => 'publish']);`);
    expect(await total()).toBe(before + 1);
    await site.reset();
    expect(await total()).toBe(before);
  });

  it('forgets uploads, and takes them again', async () => {
    const upload = `echo wp_json_encode(wp_upload_bits('passing.txt', null, 'Passing'));`;
    const first = await site.phpJson<{ url: string; error: unknown }>(upload);
    expect(first.error).toBe(false);
    await site.reset();
    expect((await fetch(first.url)).status).toBe(404);
    expect(await site.phpJson(upload)).toEqual(first);
    await site.reset();
  });

  it('installs code as a must-use plugin, with its addresses, until it is reset', async () => {
    await site.plugin(
      `add_action('init', fn() => register_post_type('leaflet', ['public' => true, 'show_in_rest' => true]));`,
    );
    await site.php(
      `wp_insert_post(['post_type' => 'leaflet', 'post_name' => 'tides', 'post_title' => 'Tides', 'post_status' => 'publish']);`,
    );
    expect(await count('leaflet')).toBe(1);
    expect((await fetch(`${site.url}/leaflet/tides/`)).status).toBe(200);
    await site.reset();
    expect((await fetch(`${site.restRoot}wp/v2/leaflet`)).status).toBe(404);
  });

  it('says what PHP threw', async () => {
    await expect(site.php('throw new Exception("on purpose");')).rejects.toThrow('on purpose');
  });
});

describe.each(['index.php', 'plain'] as const)('with %s permalinks', (permalinks) => {
  let site: TestSite;
  beforeAll(async () => {
    site = await startSite({ permalinks });
  });
  afterAll(() => site.close());

  it('answers at its REST root, and nowhere else', async () => {
    expect((await fetch(site.restRoot)).status).toBe(200);
    expect((await fetch(`${site.url}/wp-json/`)).status).toBe(404);
  });
});
