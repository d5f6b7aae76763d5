import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

/*
 * The demo WordPress contains no SEO plugin. Must-use plugins play them with the routes, keys and values that the real ones have:
 * Yoast SEO's `get_head` and the field `yoast_head_json` of types, All in One SEO's `aioseo_head_json`, and SEOPress' `posts`.
 */

const yoast = `
  function test_yoast_json($url) {
    $home = home_url('/');
    return ['title' => 'Home - The Lantern', 'description' => 'News &amp; tides', 'robots' => ['index' => 'index', 'follow' => 'follow'], 'canonical' => $url,
      'og_title' => 'The Lantern', 'og_description' => 'News', 'og_site_name' => 'The Lantern', 'article_publisher' => 'https://www.facebook.com/lantern',
      'og_image' => [['width' => 1200, 'height' => 675, 'url' => get_option('test_image'), 'type' => 'image/jpeg']], 'twitter_card' => 'summary_large_image', 'twitter_site' => '@lantern_news',
      'schema' => ['@context' => 'https://schema.org', '@graph' => [
        ['@type' => 'BreadcrumbList', '@id' => $home . '#breadcrumb', 'itemListElement' => [['@type' => 'ListItem', 'position' => 1, 'name' => 'Start']]],
        ['@type' => 'WebSite', '@id' => $home . '#website', 'url' => $home, 'name' => 'The Lantern &amp; Co', 'publisher' => ['@id' => $home . '#organization'], 'inLanguage' => 'en-US'],
        ['@type' => 'Organization', '@id' => $home . '#organization', 'name' => 'Lantern Ltd', 'logo' => ['@type' => 'ImageObject', '@id' => $home . '#/schema/logo/image/', 'url' => get_option('test_image')], 'image' => ['@id' => $home . '#/schema/logo/image/'],
          'sameAs' => ['https://www.facebook.com/lantern', 'https://x.com/lantern_news', 'https://www.instagram.com/lantern', 'https://en.wikipedia.org/wiki/Lantern', 'https://mastodon.example/@lantern']],
      ]]];
  }
  add_action('rest_api_init', function () {
    register_rest_route('yoast/v1', 'get_head', ['methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn($request) => [
      'html' => '<title>Home</title><meta name="google-site-verification" content="proof" /><meta name="p:domain_verify" content="pin" />', 'json' => test_yoast_json($request['url']), 'status' => 200]]);
    register_rest_field('type', 'yoast_head_json', ['get_callback' => fn($type) => $type['slug'] === 'post' ? ['title' => 'All posts', 'robots' => ['index' => 'noindex', 'follow' => 'follow'], 'canonical' => home_url('/blog/'), 'schema' => ['@graph' => []]] : null]);
    register_rest_field('type', 'yoast_head', ['get_callback' => fn($type) => $type['slug'] === 'post' ? '<meta name="robots" content="index" /><link rel="next" href="/2" />' : null]);
    foreach (['post', 'page'] as $type) register_rest_field($type, 'yoast_head_json', ['get_callback' => fn($post) => ['title' => 'One', 'robots' => ['index' => 'noindex', 'follow' => 'follow'], 'schema' => ['@graph' => [['@type' => 'WebPage']]]]]);
    register_rest_field('user', 'yoast_head_json', ['get_callback' => fn($user) => ['schema' => ['@graph' => [
      ['@type' => 'Organization', 'sameAs' => ['https://www.facebook.com/lantern']],
      ['@type' => 'Person', 'name' => $user['name'], 'sameAs' => ['http://author.example', 'https://www.facebook.com/author', 'https://x.com/author', 'https://soundcloud.com/author'], 'mainEntityOfPage' => ['@id' => 'x']]]]]]);
  });`;

const aioseo = `
  add_action('rest_api_init', function () {
    register_rest_field('post', 'aioseo_head', ['get_callback' => fn() => '<title>By AIOSEO</title>']);
    register_rest_field('post', 'aioseo_head_json', ['get_callback' => fn($post) => ['title' => 'By AIOSEO', 'description' => 'Text &amp; more', 'canonical_url' => $post['link'], 'robots' => 'noindex, nofollow, max-image-preview:large', 'keywords' => '', 'og:title' => 'Shared', 'og:type' => 'article', 'article:published_time' => '2026-05-10T13:25:12+00:00', 'og:image' => get_option('test_image'), 'twitter:card' => 'summary',
      'schema' => ['@context' => 'https://schema.org', '@graph' => [['@type' => 'BlogPosting'], ['@type' => 'BreadcrumbList', 'itemListElement' => [['@type' => 'ListItem', 'name' => 'Home', 'item' => 'https://seo.test/']]]]]]]);
  });`;

const seopress = `
  add_action('rest_api_init', function () {
    register_rest_route('seopress/v1', '/posts/(?P<id>\\\\d+)', ['methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn($request) => ['title' => 'By SEOPress ' . $request['id'], 'description' => 'Text', 'canonical' => '', 'target_kw' => '', 'robots' => ['noindex' => true, 'nofollow' => false, 'noimageindex' => false, 'noarchive' => false, 'nosnippet' => false],
      'og' => ['title' => 'Shared', 'description' => '', 'image' => get_option('test_image'), 'attachment_id' => ''], 'twitter' => ['title' => '', 'description' => '', 'image' => '']]]);
  });`;

let gateway: TestGateway;
let image: { id: number; url: string };
beforeAll(async () => {
  gateway = await startGateway();
  image = await gateway.site.phpJson(`
    $image = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 1])[0];
    update_option('test_image', wp_get_attachment_url($image->ID));
    echo json_encode(['id' => $image->ID, 'url' => wp_get_attachment_url($image->ID)]);`);
});
afterAll(() => gateway.close());

const use = async (plugin: string) => {
  await gateway.site.plugin(plugin);
  await gateway.pressql.refresh();
};

describe("Yoast SEO's data of the site", () => {
  beforeAll(() => use(yoast));

  it('has the publisher, the profiles and the images, with one request for the head', async () => {
    const { seo } = await gateway.data<{ seo: unknown }>(
      `{ seo { schema { companyName personName companyOrPerson siteName siteUrl homeUrl inLanguage logo { databaseId } personLogo { id } }
        openGraph { defaultImage { altText sourceUrl } frontPage { title description } }
        social { facebook { url } instagram { url } linkedIn { url } mySpace { url } pinterest { url metaTag }
          twitter { username cardType } wikipedia { url } youTube { url } otherSocials }
        webmaster { googleVerify msVerify } meta { homepage { title description } notFound { title } }
        breadcrumbs { homeText enabled } redirects { target } } }`,
    );
    expect(seo).toEqual({
      schema: {
        companyName: 'Lantern Ltd',
        personName: null,
        companyOrPerson: 'company',
        siteName: 'The Lantern & Co',
        siteUrl: gateway.pressql.site.url,
        homeUrl: gateway.pressql.site.home,
        inLanguage: 'en-US',
        logo: { databaseId: image.id },
        personLogo: null,
      },
      openGraph: {
        defaultImage: { altText: expect.any(String), sourceUrl: image.url },
        frontPage: { title: 'The Lantern', description: 'News' },
      },
      social: {
        facebook: { url: 'https://www.facebook.com/lantern' },
        instagram: { url: 'https://www.instagram.com/lantern' },
        linkedIn: { url: '' },
        mySpace: { url: '' },
        pinterest: { url: '', metaTag: 'pin' },
        twitter: { username: 'lantern_news', cardType: 'summary_large_image' },
        wikipedia: { url: 'https://en.wikipedia.org/wiki/Lantern' },
        youTube: { url: '' },
        otherSocials: ['https://mastodon.example/@lantern'],
      },
      webmaster: { googleVerify: 'proof', msVerify: '' },
      meta: {
        homepage: { title: 'Home - The Lantern', description: 'News & tides' },
        notFound: { title: null },
      },
      breadcrumbs: { homeText: 'Start', enabled: null },
      redirects: null,
    });
    expect(gateway.sent.filter(({ route }) => route === '/yoast/v1/get_head')).toHaveLength(1);
  });

  it('has the archives of content types, with one request for each', async () => {
    const { seo } = await gateway.data<{ seo: { contentTypes: unknown } }>(
      `{ seo { contentTypes { post { archive { title metaRobotsNoindex metaRobotsFollow archiveLink fullHead hasArchive } schema { raw } }
        page { archive { title metaDesc metaRobotsNoindex hasArchive } } } } }`,
    );
    expect(seo.contentTypes).toEqual({
      post: {
        archive: {
          title: 'All posts',
          metaRobotsNoindex: true,
          metaRobotsFollow: 'follow',
          archiveLink: `${gateway.pressql.site.home}/blog/`,
          fullHead: '<link rel="next" href="/2" />',
          hasArchive: true,
        },
        schema: { raw: '{"@graph":[]}' },
      },
      page: { archive: { title: null, metaDesc: null, metaRobotsNoindex: null, hasArchive: false } },
    });
    const types = gateway.sent.filter(({ route }) => route.startsWith('/wp/v2/types/'));
    expect(types.map(fieldsOf)).toEqual(Array(2).fill(['slug', 'yoast_head', 'yoast_head_json']));
  });

  it('has breadcrumbs of documents that search engines must not list, and a reading time of 0', async () => {
    const [parent, child] = await gateway.site.phpJson<readonly number[]>(`
      $parent = wp_insert_post(['post_type' => 'page', 'post_title' => 'Parent &amp; co', 'post_status' => 'publish']);
      echo json_encode([$parent, wp_insert_post(['post_type' => 'page', 'post_title' => 'Child', 'post_parent' => $parent, 'post_status' => 'publish'])]);`);
    const { page } = await gateway.data<{ page: { seo: { breadcrumbs: unknown } } }>(
      `{ page(id: "${child}", idType: DATABASE_ID) { seo { readingTime breadcrumbs { text url } } } }`,
    );
    const linkOf = (id: number | undefined) =>
      gateway.site.phpJson<string>(`echo json_encode(get_permalink(${id}));`);
    expect(page.seo).toEqual({
      readingTime: 0,
      breadcrumbs: [
        { text: 'Start', url: `${gateway.pressql.site.home}/` },
        { text: 'Parent & co', url: await linkOf(parent) },
        { text: 'Child', url: await linkOf(child) },
      ],
    });
  });

  it("has the users' profiles", async () => {
    const { users } = await gateway.data<{ users: { nodes: { seo: unknown }[] } }>(
      '{ users(first: 1) { nodes { seo { social { facebook twitter soundCloud youTube } } } } }',
    );
    expect(users.nodes[0]?.seo).toEqual({
      social: {
        facebook: 'https://www.facebook.com/author',
        twitter: 'author',
        soundCloud: 'https://soundcloud.com/author',
        youTube: '',
      },
    });
  });
});

const fields = `title metaDesc metaRobotsNoindex metaRobotsNofollow canonical opengraphTitle opengraphType
  opengraphImage { databaseId } twitterCardType breadcrumbs { text } fullHead`;

describe('All in One SEO', () => {
  beforeAll(() => use(aioseo));

  it('has the same fields, read with the document', async () => {
    const { posts } = await gateway.data<{ posts: { nodes: { link: string; seo: unknown }[] } }>(
      `{ posts(first: 1) { nodes { link seo { ${fields} opengraphPublishedTime schema { articleType } } } } }`,
    );
    expect(posts.nodes[0]?.seo).toEqual({
      title: 'By AIOSEO',
      metaDesc: 'Text & more',
      metaRobotsNoindex: 'noindex',
      metaRobotsNofollow: 'nofollow',
      canonical: posts.nodes[0]?.link,
      opengraphTitle: 'Shared',
      opengraphType: 'article',
      opengraphImage: { databaseId: image.id },
      opengraphPublishedTime: '2026-05-10T13:25:12+00:00',
      twitterCardType: 'summary',
      breadcrumbs: [{ text: 'Home' }],
      fullHead: '<title>By AIOSEO</title>',
      schema: { articleType: ['BlogPosting'] },
    });
    const reads = gateway.sent.filter(({ route }) => route === '/wp/v2/posts');
    expect(reads).toHaveLength(1);
    expect(fieldsOf(reads[0] as never)).toContain('aioseo_head_json');
  });

  it('says nothing about a site whose home page is a list', async () => {
    expect(await gateway.data('{ seo { schema { siteName } } }')).toEqual({ seo: null });
  });
});

describe('SEOPress', () => {
  beforeAll(() => use(seopress));

  it('has the same fields, with one request for each document', async () => {
    const { posts } = await gateway.data<{
      posts: { nodes: { databaseId: number; link: string; seo: unknown }[] };
    }>(`{ posts(first: 2) { nodes { databaseId link seo { ${fields} } } } }`);
    expect(posts.nodes.map(({ seo }) => seo)).toEqual(
      posts.nodes.map(({ databaseId, link }) => ({
        title: `By SEOPress ${databaseId}`,
        metaDesc: 'Text',
        metaRobotsNoindex: 'noindex',
        metaRobotsNofollow: 'follow',
        canonical: link,
        opengraphTitle: 'Shared',
        opengraphType: '',
        opengraphImage: { databaseId: image.id },
        twitterCardType: '',
        breadcrumbs: [],
        fullHead: null,
      })),
    );
    expect(gateway.sent.filter(({ route }) => route.startsWith('/seopress/v1/posts/'))).toHaveLength(2);
  });
});
