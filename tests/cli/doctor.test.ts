import { afterEach, describe, expect, it } from 'vitest';
import { type DiagnoseOptions, diagnose, runDoctor } from '../../src/cli/doctor.ts';
import type { Integration } from '../../src/schema/integration/contract.ts';
import { applicationPassword } from '../../src/wordpress/credentials.ts';
import { type Answerer, type FakeSite, html, json, startFakeSite } from '../wordpress/fake-site.ts';

const running: FakeSite[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((site) => site.close()));
});

const forbidden = json({ code: 'rest_forbidden', message: 'Sorry, not you.' }, 401);

/** Starts a site with three posts. `overrides` replaces the answers of routes. Its pages have `body`. */
async function siteWith(overrides: Record<string, Answerer> = {}, body = ''): Promise<FakeSite> {
  const posts: Answerer = (request, response) => {
    const base = `http://${request.headers.host}`;
    const all = [3, 2, 1].map((id) => ({ id, link: `${base}/post-${id}/` }));
    const perPage = Number(/per_page=(\d+)/.exec(request.url ?? '')?.[1] ?? 10);
    json(all.slice(0, perPage), 200, { 'x-wp-total': '3' })(request, response);
  };
  const page: Answerer = (request, response) => {
    const base = `http://${request.headers.host}/wp-json/`;
    const postId = /post-(\d)/.exec(request.url ?? '')?.[1];
    const alternate = `, <${base}wp/v2/posts/${postId}>; rel="alternate"; type="application/json"`;
    const link = `<${base}>; rel="https://api.w.org/"${postId ? alternate : ''}`;
    html(`<meta name="generator" content="WordPress 6.9">${body}`, 200, { link })(request, response);
  };
  const site = await startFakeSite({
    ...overrides,
    '/wp-json/wp/v2/posts/3/revisions': forbidden,
    '/wp-json/wp/v2/posts': posts,
    '/wp-json/wp/v2/types': json({}),
    '/wp-json/wp/v2/taxonomies': json({}),
    '/wp-json/wp/v2/settings': forbidden,
    '/wp-json/wp/v2/menus': forbidden,
    '/wp-json/wp/v2/': json([{ id: 1 }], 200, { 'x-wp-total': '9' }),
    '/wp-json/': json({ name: 'The Small Times', namespaces: ['wp/v2'], routes: {} }),
    '/': page,
    ...overrides,
  });
  running.push(site);
  return site;
}

const options = { timeout: 1000, random: () => 0 };

async function checksOf(address: string, more: DiagnoseOptions = {}): Promise<Record<string, string>> {
  const checks: Record<string, string> = {};
  for await (const { topic, verdict, finding, advice } of diagnose(address, { ...options, ...more })) {
    checks[topic] = [verdict, finding, advice].filter(Boolean).join(' | ');
  }
  return checks;
}

describe('the doctor', () => {
  it('names the menus that the theme prints', async () => {
    const item = (id: number) => `<li class="menu-item menu-item-${id}"><a href="/">Home</a></li>`;
    const site = await siteWith(
      {},
      `<nav><ul id="primary-menu">${item(1)}${item(2)}</ul></nav>
       <div class="menu-legal-container"><ul id="menu-legal">${item(3)}</ul></div>`,
    );
    const found = 'printed on the home page: a menu (PRIMARY, 2 items), legal (1 item)';
    expect((await checksOf(site.url))['Menus of the theme']).toContain(`good | ${found} | `);
    expect((await checksOf(site.url, { themeMenus: false }))['Menus of the theme']).toBe(
      'good | not read: `themeMenus` is off',
    );
    const frontend = await checksOf(site.url, { frontendUrl: site.url });
    expect(frontend['Menus of the theme']).toMatch(
      /^note \| not read: the home page is not WordPress' own \| /,
    );
  });

  it('names the menus of the theme by enum values', async () => {
    const list = '<ul id="aside-menu"><li class="menu-item menu-item-1"><a href="/">Home</a></li></ul>';
    const site = await siteWith({ '/wp-json/wp/v2/menu-locations': json({ 'aside-menu': {} }) }, list);
    const menuReaders = { locations: applicationPassword('editor:abcd'), menus: null };
    expect((await checksOf(site.url, { menuReaders }))['Menus of the theme']).toContain(
      'a menu (ASIDE_MENU, 1 item)',
    );
  });

  it('says how many posts are on a page, if the pages tell it', async () => {
    const posts = [3, 2, 1].map((id) => ({ id, date: `2026-05-0${id}T07:30:00` }));
    const page = (...ids: number[]) =>
      html(
        `<meta name="generator" content="WordPress 6.9">${ids.map((id) => `<p class="post-${id} type-post"></p>`).join('')}`,
      );
    const site = await siteWith({
      '/wp-json/wp/v2/posts': json(posts, 200, { 'x-wp-total': '3' }),
      '/?post_type=post&paged=2': page(1),
      '/?post_type=post&paged=3': html('', 404),
      '/?post_type=post': page(3, 2),
    });
    expect((await checksOf(site.url))['Posts on a page']).toBe('good | 2, as the blog shows');
    expect((await checksOf(site.url, { settingsOnPages: false }))['Posts on a page']).toBe(
      'good | not read: `settingsOnPages` is off',
    );
  });

  it('reports what a site offers', async () => {
    const site = await siteWith();
    expect(await checksOf(site.url)).toMatchObject({
      'REST API': `good | ${site.url}/wp-json/, named by the Link header of the page`,
      WordPress: 'good | 6.9, shown by its pages',
      Name: 'good | The Small Times',
      Permalinks: 'good | pretty: /post-3/',
      Pages: expect.stringMatching(/^good \| name their content/),
      'Post types':
        'good | post (Post: post, posts); page (Page: page, pages); attachment (MediaItem: mediaItem, mediaItems)',
      Taxonomies: 'good | category (Category: category, categories); post_tag (Tag: tag, tags)',
      'Visitors: posts': 'good | open, 3',
      'Visitors: users': 'good | open, 9',
      'Visitors: search': 'good | open',
      'Visitors: menus': expect.stringMatching(
        /^note \| closed: Sorry, not you\. \| .*rest_menu_read_access/,
      ),
      'Menus of the theme': expect.stringMatching(/^note \| the home page prints none \| .*grant `menus`/),
      'Visitors: settings': 'good | closed, which is the default of WordPress',
      'Posts on a page': expect.stringMatching(/^note \| unknown: .* \| The grant `settings`/),
      'Visitors: revisions': 'good | closed, which is the default of WordPress',
      Totals: 'good | the X-WP-Total header is present',
      Speed: expect.stringMatching(/^good \| \d+ ms for the smallest request, \d+ ms for ten posts$/),
    });
  });

  it('gives advice on each problem', async () => {
    const site = await siteWith({
      '/wp-json/wp/v2/users': forbidden,
      '/wp-json/wp/v2/posts': (request, response) => {
        const all = [{ id: 3, link: `${site.url}/elsewhere/` }, { id: 2 }];
        json(/per_page=1&|per_page=1$/.test(request.url ?? '') ? all.slice(0, 1) : all)(request, response);
      },
      '/elsewhere/': html('', 405),
    });
    expect(await checksOf(site.url)).toMatchObject({
      Pages: expect.stringMatching(
        /^note \| answer HEAD with 405, no Link header \| `nodeByUri` looks up slugs/,
      ),
      'Visitors: users': expect.stringMatching(/^note \| closed: Sorry, not you\. \| Authors come from/),
      Totals: expect.stringMatching(/^note \| the X-WP-Total header is missing \| Configure caches/),
    });
  });

  it('lists fields without a schema, with the option that types them', async () => {
    const posts = [3, 2].map((id) => ({ id, pods_rating: { stars: id }, meta_box: { a: 1 }, jetpack: 'x' }));
    const site = await siteWith({
      '/wp-json/wp/v2/posts': json(posts),
      '/wp-json/wp/v2/pages': json([{ id: 1, meta_box: [] }]),
    });
    expect((await checksOf(site.url))['Fields by example']).toBe(
      'good | JSON, because they have no usable schema: jetpack (post); meta_box (post, page); pods_rating (post) | With `typedByExample` (--typed-by-example post.jetpack,meta_box,post.pods_rating) they get types from what visitors see.',
    );
    const topics: string[] = [];
    const typedByExample = ['post.jetpack', 'meta_box', 'post.pods_rating', 'page.meta_box'];
    for await (const { topic, finding } of diagnose(site.url, { ...options, typedByExample })) {
      if (topic === 'Fields by example' || topic === 'Note') topics.push(finding);
    }
    expect(topics).toContain('typed by example: post.jetpack, post.meta_box, post.pods_rating');
    expect(topics).toContain('JSON, because they have no usable schema: meta_box (page)');
    expect(topics.join()).toContain('"page.meta_box" of `typedByExample` stays JSON');
  });

  it('says what visitors can read of the routes of plugins', async () => {
    const route = (args: object, schema: object | null) => ({
      endpoints: [{ methods: ['GET'], args }],
      schema,
    });
    const schema = { title: 'club', type: 'object', properties: { id: { type: 'integer' } } };
    const site = await siteWith({
      '/wp-json/broken/v1': json({ code: 'rest_forbidden', message: 'No.' }, 403),
      '/wp-json/club/v1/clubs': json([{ id: 1 }]),
      '/wp-json/club/v1/me': forbidden,
      '/wp-json/club/v1': json({
        namespace: 'club/v1',
        routes: {
          '/club/v1': route({}, null),
          '/club/v1/clubs': route({ page: {}, per_page: {} }, schema),
          '/club/v1/clubs/(?P<id>\\d+)': route({}, schema),
          '/club/v1/me': route({}, null),
          '/club/v1/odd(?:/x)?': route({}, null),
        },
      }),
      '/wp-json/': json({
        name: 'x',
        namespaces: ['wp/v2', 'oembed/1.0', 'club/v1', 'broken/v1'],
        routes: {},
      }),
    });
    const found =
      '3 routes, 2 with types; visitors can read 1 of 2 that need no parameter; closed: /me (401); left out: /club/v1/odd(?:/x)? (its path has several forms)';
    const checks = await checksOf(site.url);
    expect(checks['Routes: club/v1']).toBe(
      `good | not in the graph: ${found} | With \`routes\` (--routes club/v1) the graph has them.`,
    );
    expect(checks['Routes: broken/v1']).toMatch(/^note \| /);
    expect(Object.keys(checks).filter((topic) => topic.startsWith('Routes'))).toHaveLength(2);
    expect((await checksOf(site.url, { routes: ['club/v1'] }))['Routes: club/v1']).toBe(
      `good | in the graph: ${found}`,
    );
    expect((await checksOf(site.url, { routes: ['clubs'] }))['REST API']).toMatch(
      /^bad \| `routes` names .* \| It has /,
    );
  });

  it('names the integrations that the gateway uses on the site, and those whose plugin it lacks', async () => {
    const site = await siteWith({
      '/wp-json/': json({ name: 'The Small Times', namespaces: ['wp/v2', 'booker/v1'], routes: {} }),
    });
    const booker: Integration = {
      name: 'event-booker',
      detect: ({ namespaces }) => namespaces.includes('booker/v1'),
    };
    const cinema: Integration = { name: 'cinema', detect: () => false };
    const hall: Integration = { name: 'hall', requires: ['cinema'], detect: () => true };
    const first: Integration = { name: 'first', slot: 'tickets', detect: () => true };
    const second: Integration = { name: 'second', slot: 'tickets', detect: () => true };
    const broken: Integration = { name: 'broken', detect: () => JSON.parse('1') };
    const checkOf = async (...integrations: readonly Integration[]) =>
      (await checksOf(site.url, { integrations }))['Integrations'];
    expect(await checkOf(booker, hall, cinema, first, second)).toBe(
      'good | event-booker, first; not used here: hall, cinema, second',
    );
    expect(await checkOf(broken)).toMatch(/^bad \| `detect` of the integration "broken" must return true/);
    expect((await checksOf(site.url))['Integrations']).toMatch(/^good \| none; not used here: acf, yoast, /);
  });

  it('explains why a site cannot be examined', async () => {
    const site = await startFakeSite(html('<h1>Hello</h1>'));
    running.push(site);
    expect(await checksOf(site.url)).toEqual({
      'REST API': `bad | ${site.url}/ answers, and shows no sign of WordPress. | Use the address at which visitors open the WordPress site.`,
    });
  });

  it('writes the results in columns of at most 100 characters, and exits with 0', async () => {
    const site = await siteWith();
    let text = '';
    const code = await runDoctor(site.url, { ...options, out: { write: (part) => (text += part) } });
    expect(code).toBe(0);
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      `✓ REST API             ${site.url}/wp-json/, named by the Link header of the page`,
    );
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    const shape = /^[✓!✗] .{20} \S|^ {23}( {2})?\S|^$|^[A-Z]/;
    expect(lines.filter((line) => !shape.test(line))).toEqual([]);
    expect(text).toContain('\n                       → WordPress shows menus to users who may');
    expect(text.trimEnd()).toMatch(
      /PressQL can serve this site\. \w+ results? marked ! could be improved\.$/,
    );
  });

  it('exits with 1 if the gateway cannot serve the site', async () => {
    const site = await siteWith({ '/wp-json/wp/v2/posts': forbidden });
    let text = '';
    const code = await runDoctor(site.url, { ...options, out: { write: (part) => (text += part) } });
    expect([code, text]).toEqual([1, expect.stringContaining('✗ Visitors: posts')]);
    expect(text).toContain('PressQL cannot serve this site');
  });
});
