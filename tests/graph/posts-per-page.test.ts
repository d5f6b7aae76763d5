import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { type Answer, startGateway, type TestGateway } from './gateway.ts';

type Settings = { readingSettings: { postsPerPage: number | null } };
const question = '{ readingSettings { postsPerPage } }';

/** A classic theme, of which a test writes the part that lists the posts. */
const theme = (list: string) => `
  add_action('template_redirect', function () {
    echo '<!doctype html><html><head>'; wp_head(); echo '</head><body ', body_class(), '><main>';
    ${list}
    echo '</main>'; wp_footer(); echo '</body></html>';
    exit;
  });`;
const article = `echo '<article ', post_class(), '>', get_the_title(), '</article>';`;
/** The paged query of many tutorials: it replaces WordPress' own, whose pages then differ. */
const ownQuery = `$own = new WP_Query(['posts_per_page' => 6, 'ignore_sticky_posts' => true, 'paged' => max(1, get_query_var('paged'))]);
  while ($own->have_posts()) { $own->the_post(); ${article} }`;

describe('the number of posts on a page, for visitors', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());
  afterEach(() =>
    gateway.site.php(`update_option('posts_per_page', 10); update_option('show_on_front', 'posts');`),
  );

  const set = (php: string) => gateway.site.php(php);
  const read = async () => {
    const answer: Answer<Settings> = await gateway.ask(question);
    expect(answer.errors).toBeUndefined();
    const notices = answer.extensions?.pressql.notices ?? [];
    return {
      value: answer.data.readingSettings.postsPerPage,
      notices: notices.map(({ message }) => message),
    };
  };

  it('is that of the blog, with four requests after WordPress refuses the setting', async () => {
    const both = `{ allSettings { readingSettingsPostsPerPage } again: readingSettings { postsPerPage } }`;
    expect(await gateway.ask(both)).toEqual({
      data: { allSettings: { readingSettingsPostsPerPage: 10 }, again: { postsPerPage: 10 } },
    });
    const sent = gateway.sent.map(({ method, route, query }) => `${method} ${route} ${query['paged'] ?? ''}`);
    expect(sent.sort()).toEqual([
      ...['GET / 2', 'GET /wp/v2/posts ', 'GET /wp/v2/settings ', 'HEAD / 6', 'HEAD / 7'],
    ]);
  });

  it('is that of the setting, whatever the front page is', async () => {
    await set(`update_option('posts_per_page', 1); update_option('show_on_front', 'page');
      update_option('page_on_front', get_page_by_path('about')->ID);`);
    expect(await read()).toEqual({ value: 1, notices: [] });
    await set(`update_option('posts_per_page', 40);`);
    expect(await read()).toEqual({ value: 40, notices: [] });
  });

  it('is unknown if all posts are on one page, and more than usual', async () => {
    await set(`update_option('posts_per_page', 60);`);
    const { value, notices } = await read();
    expect(value).toBeNull();
    expect(notices).toEqual([expect.stringContaining('settings')]);
    expect(gateway.sent).toHaveLength(3);
  });

  it.each<[string, string, number | null]>([
    [
      'prints other posts above and below',
      theme(`foreach (get_posts(['numberposts' => 3]) as $post) echo '<div class="post-', $post->ID, ' post type-post"></div>';
        while (have_posts()) { the_post(); ${article} }
        foreach (get_posts(['numberposts' => 5, 'orderby' => 'title']) as $post) echo '<div class="post-', $post->ID, ' post type-post"></div>';`),
      10,
    ],
    ['pages a query of its own', theme(ownQuery), null],
    [
      'has a query loop with a number of its own',
      `add_filter('render_block_data', function ($block) {
        if ($block['blockName'] === 'core/query') $block['attrs']['query'] = ['perPage' => 6, 'offset' => 0, 'inherit' => false, 'postType' => 'post', 'order' => 'desc', 'orderBy' => 'date', 'sticky' => ''];
        return $block;
      });`,
      null,
    ],
    [
      'leaves posts out of its blog',
      `add_action('pre_get_posts', fn($query) => $query->is_main_query() && $query->is_home() && $query->set('cat', -get_category_by_slug('town')->term_id));`,
      null,
    ],
    [
      'sends visitors home from missing pages',
      `add_action('template_redirect', fn() => is_404() && wp_redirect(home_url('/')) && exit, 1);`,
      null,
    ],
  ])('is right or unknown with a theme or plugin that %s', async (_, php, expected) => {
    await gateway.site.plugin(php);
    try {
      const { value, notices } = await read();
      expect(value).toBe(expected);
      expect(notices).toHaveLength(expected === null ? 1 : 0);
    } finally {
      await gateway.site.plugin('');
    }
  });

  it('is the usual one, with a notice, if so few posts are on one page', async () => {
    await set(
      `foreach (array_slice(get_posts(['numberposts' => -1]), 7) as $post) wp_trash_post($post->ID);`,
    );
    await set(`update_option('posts_per_page', 12);`);
    const { value, notices } = await read();
    expect(value).toBe(10);
    expect(notices).toEqual([expect.stringContaining("10 is WordPress' default")]);
    await set(`update_option('posts_per_page', 3);`);
    expect(await read()).toEqual({ value: 3, notices: [] });
    // WordPress adds the sticky posts to the first page alone.
    await set(`stick_post(get_posts(['numberposts' => 1, 'order' => 'ASC'])[0]->ID);`);
    expect(await read()).toEqual({ value: 3, notices: [] });
  });

  it('is not looked for if the operator says so, nor is the language', async () => {
    const other = await createPressQL({ url: gateway.site.url, settingsOnPages: false });
    const body = JSON.stringify({
      query: '{ readingSettings { postsPerPage } generalSettings { language } }',
    });
    const headers = { 'content-type': 'application/json' };
    try {
      const response = await other.fetch(
        new Request('http://gateway.test/graphql', { method: 'POST', headers, body }),
      );
      expect(await response.json()).toMatchObject({
        data: { readingSettings: { postsPerPage: null }, generalSettings: { language: null } },
      });
    } finally {
      await other.close();
    }
  });
});
