import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: readonly number[];
beforeAll(async () => {
  gateway = await startGateway({ frontendUrl: 'https://shop.example' });
  ids = await gateway.site.phpJson(`
    $make = fn($title, $date, $terms) => wp_insert_post(['post_title' => $title, 'post_status' => 'publish', 'post_date' => $date, 'post_name' => 'adjacent-' . strtolower($title), 'post_category' => $terms]);
    $red = wp_insert_term('Adjacent red', 'category')['term_id'];
    $blue = wp_insert_term('Adjacent blue', 'category')['term_id'];
    $first = $make('A', '1999-01-01 10:00:00', [$red]);
    $second = $make('B', '1999-01-01 10:00:01', [$blue]);
    $same = $make('C', '1999-01-01 10:00:01', [$red]);
    $last = $make('D', '1999-01-03 10:00:00', [$red, $blue]);
    wp_update_post(['ID' => $last, 'post_name' => 'adjacent-moved']);
    echo json_encode([$first, $second, $same, $last, $red, $blue]);`);
});
afterAll(() => gateway.close());

type Neighbours = { post: { next: { title: string } | null; previous: { title: string } | null } };

describe('the neighbours of a post', () => {
  const ask = (index: number, args = '') =>
    gateway.data<Neighbours>(
      `{ post(id: "${ids[index]}", idType: DATABASE_ID) { next${args} { title } previous${args} { title } } }`,
    );

  it('are those that WordPress finds, also among posts of one second', async () => {
    expect((await ask(1)).post).toEqual({ next: { title: 'C' }, previous: { title: 'A' } });
    expect((await ask(2)).post).toEqual({ next: { title: 'D' }, previous: { title: 'B' } });
    expect((await ask(0)).post.previous).toBeNull();
  });

  it('take one request each', async () => {
    await gateway.data(`{ post(id: "${ids[3]}", idType: DATABASE_ID) { previous { title } } }`);
    expect(gateway.sent.map(({ query }) => query['per_page'] ?? '')).toEqual(['1', '2']);
    expect(fieldsOf(gateway.sent[1] as never)).toEqual(['date', 'id', 'title.rendered']);
  });

  it('may have to share a term, or to lack one', async () => {
    expect((await ask(0, '(inSameTerm: true)')).post.next).toEqual({ title: 'C' });
    expect((await ask(1, '(inSameTerm: true)')).post).toEqual({ next: { title: 'D' }, previous: null });
    expect((await ask(0, `(excludedTerms: ["${ids[5]}"])`)).post.next).toEqual({ title: 'C' });
    expect((await ask(3, '(inSameTerm: true, taxonomy: TAG)')).post.next).toBeNull();
  });

  it('are those of each post of a list', async () => {
    const { posts } = await gateway.data<{ posts: { nodes: Neighbours['post'][] } }>(
      `{ posts(where: { in: [${ids.slice(0, 4).join()}], orderby: [{ field: DATE, order: ASC }] }) { nodes { next { title } previous { title } } } }`,
    );
    expect(posts.nodes.map(({ next }) => next?.title)).toEqual(
      expect.arrayContaining(['B', 'C', 'D', expect.any(String)]),
    );
  });
});

describe('redirect', () => {
  it.each([
    ['an old slug', 'adjacent-d'],
    ['a guessed address', 'adjacent-mov'],
  ])('names where WordPress sends the visitors of %s, with one request', async (_what, slug) => {
    const link = new URL(await gateway.site.phpJson<string>(`echo json_encode(get_permalink(${ids[3]}));`));
    const old = `${link.pathname.replace('adjacent-moved', slug)}`;
    if (!link.pathname.includes('adjacent-moved')) return;
    const { redirect } = await gateway.data<{ redirect: unknown }>(
      `{ redirect(uri: ${JSON.stringify(old)}) { to status } }`,
    );
    expect(redirect).toEqual({ to: link.pathname, status: 301 });
    expect(gateway.sent).toHaveLength(1);
  });

  it('is null for a page, and for an address without one', async () => {
    const path = new URL(await gateway.site.phpJson<string>(`echo json_encode(get_permalink(${ids[0]}));`));
    const question = `{ page: redirect(uri: ${JSON.stringify(path.pathname + path.search)}) { to }
      none: redirect(uri: "/nothing-of-this-name-at-all/") { to } }`;
    expect(await gateway.data(question)).toEqual({ page: null, none: null });
  });

  it('refuses other hosts', async () => {
    const { errors } = await gateway.ask('{ redirect(uri: "https://other.example/a/") { to } }');
    expect(errors?.[0]?.message).toContain('is on another host (other.example)');
  });
});

describe('sitemaps', () => {
  const get = async (path: string) => {
    const response = await gateway.pressql.fetch(new Request(`http://gateway.test${path}`));
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.text(),
    };
  };

  it('have the addresses of the frontend and none of WordPress', async () => {
    const index = await get('/wp-sitemap.xml');
    if (index.status === 404) return;
    expect(index).toMatchObject({ status: 200, type: expect.stringContaining('application/xml') });
    expect(index.body).toContain('<loc>https://shop.example/wp-sitemap-posts-post-1.xml</loc>');
    const posts = await get('/wp-sitemap-posts-post-1.xml');
    const path = await gateway.site.phpJson<string>(
      `echo json_encode(wp_make_link_relative(get_permalink(${ids[0]})));`,
    );
    expect(posts.body).toContain(`<loc>https://shop.example${path}</loc>`);
    for (const { body } of [index, posts]) expect(body).not.toContain(new URL(gateway.site.url).host);
  });

  it('are missing where WordPress has none', async () => {
    expect((await get('/wp-sitemap-posts-nothing-1.xml')).status).toBe(404);
    expect((await get('/wp-sitemap.txt')).status).toBe(404);
  });
});

describe('the templates of Faust', () => {
  beforeAll(async () => {
    // FaustWP 1.8 shows itself in REST by its own routes, and sends their answers to Faust's server only.
    await gateway.site.plugin(
      `add_action('rest_api_init', fn() => register_rest_route('faustwp/v1', '/authorize', ['methods' => 'POST', 'callback' => '__return_null', 'permission_callback' => '__return_false']));`,
    );
    await gateway.pressql.refresh();
  });

  it("are those of WordPress' hierarchy, and take no request of their own", async () => {
    const facts = await gateway.site.phpJson<{ page: string; category: string; user: string; file: number }>(`
      $page = get_page_by_path('about'); update_post_meta($page->ID, '_wp_page_template', 'templates/wide.php');
      $category = get_term_by('slug', 'adjacent-red', 'category');
      $file = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image/jpeg', 'numberposts' => 1])[0];
      $path = fn($link) => wp_make_link_relative($link);
      echo json_encode(['page' => $path(get_permalink($page)), 'category' => $path(get_term_link($category)), 'user' => $path(get_author_posts_url(2)), 'file' => $file->ID]);`);
    const templates = async (field: string) => {
      const { node } = await gateway.data<{ node: { templates: string[] } }>(
        `{ node: ${field} { templates } }`,
      );
      return node.templates.map((name) => name.replaceAll(/\d+/g, 'ID'));
    };
    const at = (uri: string) => `nodeByUri(uri: ${JSON.stringify(uri)})`;
    expect(await templates(`post(id: "${ids[0]}", idType: DATABASE_ID)`)).toEqual([
      ...['single-post-adjacent-a', 'single-post', 'single', 'singular', 'index'],
    ]);
    expect(gateway.sent).toHaveLength(1);
    expect(await templates(at(facts.page))).toEqual([
      'wide',
      'page-about',
      'page-ID',
      'page',
      'singular',
      'index',
    ]);
    expect(await templates(at(facts.category))).toEqual([
      ...['category-adjacent-red', 'category-ID', 'category', 'archive', 'index'],
    ]);
    expect(await templates(at(facts.user))).toEqual([
      ...[expect.stringMatching(/^author-[a-z]+$/), 'author-ID', 'author', 'archive', 'index'],
    ]);
    expect(await templates(at('/'))).toEqual(['front-page', 'home', 'index']);
    expect((await templates(`mediaItem(id: "${facts.file}", idType: DATABASE_ID)`)).slice(0, 4)).toEqual([
      ...['image-jpeg', 'jpeg', 'image', 'attachment'],
    ]);
  });
});
