import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/cli/doctor.ts';
import { type Discovery, discoverSite } from '../../src/site/discover.ts';
import { parseUri, uriOf } from '../../src/site/permalinks.ts';
import { text } from '../../src/wordpress/document.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import type { UpstreamRequest } from '../../src/wordpress/upstream.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

const discoveries: Discovery[] = [];

afterEach(() => {
  for (const { rest } of discoveries.splice(0)) rest.close();
});

/** Discovers a site. Returns the discovery and the requests that it sent. */
async function discover(address: string) {
  const requests: UpstreamRequest[] = [];
  const discovery = await discoverSite(address, { onRequest: (request) => requests.push(request) });
  discoveries.push(discovery);
  return { ...discovery, requests };
}

/** Returns the error with which a call rejects. Returns a text if the call succeeds. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'it was answered',
    (error: unknown) => error,
  );
}

describe('a WordPress', () => {
  let wordpress: TestSite;

  beforeAll(async () => {
    wordpress = await startSite({ permalinks: 'pretty' });
  });

  afterAll(() => wordpress.close());

  it('takes five requests and one for each collection, whichever of its URLs is given', async () => {
    const { site, findings, requests } = await discover(wordpress.url);
    expect(site).toMatchObject({
      root: { url: `${wordpress.url}/wp-json/`, style: 'path' },
      home: wordpress.url,
      address: wordpress.url,
      permalinks: 'pretty',
      version: wordpress.version,
    });
    expect([findings.rootSource, findings.versionSource, findings.notes]).toEqual([
      'header',
      'generator',
      [],
    ]);
    // Discovery requests post types and taxonomies in parallel, so the order of their collections varies.
    expect(requests.map(({ method, route }) => `${method} ${route}`).sort()).toEqual(
      [
        'GET /',
        'GET /',
        'GET /',
        ...['categories', 'comments', 'genres', 'media', 'pages', 'posts', 'reviews', 'tags', 'taxonomies'],
        ...['types', 'users'],
      ].map((name) => (name.startsWith('GET') ? name : `GET /wp/v2/${name}`)),
    );
    const bare = wordpress.url.slice('http://'.length);
    for (const address of [`${wordpress.url}/wp-json/wp/v2/posts/1`, `${wordpress.url}/wp-admin/`, bare]) {
      const { root, version, fingerprint } = (await discover(address)).site;
      expect([root, version, fingerprint]).toEqual([site.root, site.version, site.fingerprint]);
    }
  });

  it('has a resource for each of its collections', async () => {
    const { site } = await discover(wordpress.url);
    const rows = [...site.resources.values()];
    expect(rows.map(({ name, typeName, route }) => `${name} ${typeName} ${route}`)).toEqual([
      'post Post /wp/v2/posts',
      'page Page /wp/v2/pages',
      'attachment MediaItem /wp/v2/media',
      'category Category /wp/v2/categories',
      'post_tag Tag /wp/v2/tags',
      'user User /wp/v2/users',
      'comment Comment /wp/v2/comments',
      'review Review /wp/v2/reviews',
      'genre Genre /wp/v2/genres',
    ]);
    for (const { route, properties, parameters } of rows) {
      expect(site.routes.has(route)).toBe(true);
      expect(properties.has('id')).toBe(true);
      expect(parameters.get('orderby')?.values).toContain('id');
    }
    const { post, page, category, review, genre } = Object.fromEntries(site.resources);
    expect(post?.linked).toEqual(['category', 'post_tag']);
    expect([post?.properties.has('sticky'), page?.properties.has('menu_order')]).toEqual([true, true]);
    expect([category?.linked, genre?.linked, review?.linked]).toEqual([['post'], ['review'], ['genre']]);
    expect([page?.hierarchical, post?.hierarchical]).toEqual([true, false]);
  });

  it('has another fingerprint if, and only if, its description changed', async () => {
    const before = (await discover(wordpress.url)).site.fingerprint;
    await wordpress.php("update_option('blogname', 'Renamed');");
    const renamed = (await discover(wordpress.url)).site;
    expect(renamed.name).toBe('Renamed');
    await wordpress.php("update_option('pressql_test_block_users', 'all');");
    const blocked = (await discover(wordpress.url)).site.fingerprint;
    expect(new Set([before, renamed.fingerprint, blocked]).size).toBe(3);
    await wordpress.reset();
    expect((await discover(wordpress.url)).site.fingerprint).toBe(before);
  });

  it('has the front page that the REST index names, in versions that name it', async () => {
    const page = Number(await wordpress.php("echo get_posts(['post_type' => 'page'])[0]->ID;"));
    await wordpress.php(`update_option('show_on_front', 'page'); update_option('page_on_front', ${page});`);
    const { site } = await discover(wordpress.url);
    await wordpress.reset();
    const isTold = Number.parseFloat(wordpress.version) >= 6.8;
    expect(site.front).toEqual(isTold ? { shows: 'page', pageOnFront: page, pageForPosts: 0 } : null);
  });

  it('may hide its list of users', async () => {
    await wordpress.php("update_option('pressql_test_block_users', 'list');");
    const { site, rest } = await discover(wordpress.url);
    const error = await failureOf(rest.list('/wp/v2/users'));
    const verdicts = await verdictsOn(wordpress.url);
    await wordpress.reset();
    expect(site.resources.get('user')?.properties.has('avatar_urls')).toBe(true);
    expect(error).toBeInstanceOf(WordPressError);
    expect(error).toMatchObject({
      kind: 'forbidden',
      message: 'Sorry, you are not allowed to list users.',
      details: { restCode: 'rest_user_cannot_view', status: 401 },
    });
    expect(verdicts).toContain('note Visitors: users: closed: Sorry, you are not allowed to list users.');
  });

  it('may have no route for users: the schema has the users of a stock WordPress, and a note explains it', async () => {
    await wordpress.php("update_option('pressql_test_block_users', 'all');");
    const { site, rest, findings } = await discover(wordpress.url);
    const error = await failureOf(rest.list('/wp/v2/users'));
    await wordpress.reset();
    expect(site.resources.get('user')).toMatchObject({ typeName: 'User', route: '/wp/v2/users' });
    expect(error).toMatchObject({ kind: 'not-found', details: { restCode: 'rest_no_route' } });
    expect(findings.notes).toEqual([
      { message: '/wp/v2/users is switched off.', advice: expect.stringContaining('Authors come from') },
    ]);
  });

  it('may have switched off its REST API: the error quotes the site’s message', async () => {
    await wordpress.php("update_option('pressql_test_rest_off', 1);");
    const error = await failureOf(discover(wordpress.url));
    await wordpress.reset();
    expect(error).toMatchObject({
      kind: 'rest-off',
      report: `The REST API at ${wordpress.url}/wp-json/ is closed to visitors: "You are not currently logged in." (rest_not_logged_in, 401).`,
      advice: expect.stringContaining('the plugin that disables the REST API'),
    });
  });
});

describe.each([
  ['pretty', 'pretty', /^\/wp-json\/$/, 'path'],
  ['index.php', 'index', /^\/index\.php\/wp-json\/$/, 'path'],
  ['plain', 'plain', /^\/(index\.php)?\?rest_route=\/$/, 'query'],
] as const)('with %s permalinks', (permalinks, known, root, style) => {
  let wordpress: TestSite;

  beforeAll(async () => {
    wordpress = await startSite({ permalinks });
  });

  afterAll(() => wordpress.close());

  it('discovery finds the REST root and reads from it', async () => {
    const { site, rest } = await discover(`${wordpress.url}/`);
    expect([site.permalinks, site.root.style]).toEqual([known, style]);
    expect(site.root.url.slice(wordpress.url.length)).toMatch(root);
    const { documents, total } = await rest.list('/wp/v2/posts', { per_page: 2, _fields: ['id', 'link'] });
    expect(documents).toHaveLength(2);
    expect(total).toBeGreaterThan(50);
  });

  it('a page names its REST route, and the link of the document leads to the page', async () => {
    const { site, rest } = await discover(wordpress.url);
    const { documents } = await rest.list('/wp/v2/posts', { per_page: 1, _fields: ['id', 'link'] });
    const link = text(documents[0], 'link') ?? '';
    const id = documents[0]?.id;
    expect(await rest.head(link)).toEqual({
      status: 200,
      location: null,
      isWordPress: true,
      isOtherWordPress: false,
      isSingular: true,
      route: `/wp/v2/posts/${id}`,
    });
    const address = parseUri(site, uriOf(site, link));
    expect(address).toMatchObject(known === 'plain' ? { candidates: [{ id }] } : { uri: uriOf(site, link) });
    expect((await rest.head(`${wordpress.url}/no-such-page-at-all/`)).route).toBeNull();
  });

  it('`pressql doctor` has no bad findings', async () => {
    const verdicts = (await verdictsOn(wordpress.url)).filter((verdict) => !verdict.includes(' Speed: '));
    expect(verdicts).toEqual([expect.stringMatching(/^note Visitors: menus: closed: /)]);
  });
});

/** Returns the findings of `pressql doctor` that are not good. */
async function verdictsOn(address: string): Promise<readonly string[]> {
  const verdicts: string[] = [];
  for await (const { topic, verdict, finding } of diagnose(address)) {
    if (verdict !== 'good') verdicts.push(`${verdict} ${topic}: ${finding}`);
  }
  return verdicts;
}
