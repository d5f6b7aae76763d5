import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';
import { aioseo, seopress, yoast } from './seo-plugins.ts';

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
      metaRobotsNoindex: 'index',
      metaRobotsNofollow: 'follow',
      canonical: posts.nodes[0]?.link,
      opengraphTitle: 'Shared',
      opengraphType: 'article',
      opengraphImage: { databaseId: image.id },
      opengraphPublishedTime: '2026-05-10T13:25:12+00:00',
      twitterCardType: 'summary',
      breadcrumbs: [{ text: 'Home' }],
      fullHead: expect.stringContaining('<title>By AIOSEO</title>'),
      schema: { articleType: ['BlogPosting'] },
    });
    const reads = gateway.sent.filter(({ route }) => route === '/wp/v2/posts');
    expect(reads).toHaveLength(1);
    expect(fieldsOf(reads[0] as never)).toContain('aioseo_head_json');
    expect(gateway.sent.some(({ route }) => /posts\/\d/.test(route))).toBe(false);
  });

  it('hides no post from search engines because of another one in the list', async () => {
    await gateway.site.php("update_option('test_hidden', get_posts(['numberposts' => 1])[0]->ID);");
    const { posts } = await gateway.data<{ posts: { nodes: { seo: Record<string, string> }[] } }>(
      '{ posts(first: 3) { nodes { seo { metaRobotsNoindex fullHead } } } }',
    );
    expect(posts.nodes.map(({ seo }) => seo['metaRobotsNoindex'])).toEqual(['noindex', 'index', 'index']);
    expect(posts.nodes.map(({ seo }) => seo['fullHead']?.includes('noindex'))).toEqual([true, false, false]);
    // One request reads all three again, because only the last in its answer says `noindex`.
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/posts', '/wp/v2/posts']);
    await gateway.data('{ posts(first: 4) { nodes { seo { title opengraphTitle } } } }');
    expect(gateway.sent).toHaveLength(1);
  });

  it('reads each document alone where all say `noindex`', async () => {
    await gateway.site.php("update_option('test_hidden', -1);");
    const { posts } = await gateway.data<{ posts: { nodes: { seo: object }[] } }>(
      '{ posts(first: 3) { nodes { seo { metaRobotsNoindex metaRobotsNofollow } } } }',
    );
    expect(posts.nodes).toEqual(
      Array(3).fill({ seo: { metaRobotsNoindex: 'noindex', metaRobotsNofollow: 'nofollow' } }),
    );
    expect(gateway.sent.filter(({ route }) => /posts\/\d/.test(route))).toHaveLength(2);
    expect(gateway.sent).toHaveLength(4);
  });

  it('is read in the pages of users and in the home page', async () => {
    const { seo, users } = await gateway.data<Record<string, unknown>>(
      '{ seo { schema { siteName companyName } } users(first: 1) { nodes { seo { opengraphTitle metaRobotsNoindex } } } }',
    );
    expect(seo).toEqual({ schema: { siteName: 'The Lantern', companyName: 'Lantern & Co' } });
    expect(users).toEqual({ nodes: [{ seo: { opengraphTitle: 'Shared', metaRobotsNoindex: 'index' } }] });
  });
});

describe('SEOPress', () => {
  beforeAll(() => use(seopress));
  const query = `{ posts(first: 2) { nodes { databaseId link seo { ${fields} schema { raw } } } } }`;
  const ask = async () =>
    (await gateway.data<{ posts: { nodes: { databaseId: number; link: string; seo: unknown }[] } }>(query))
      .posts.nodes;
  const shared = {
    metaRobotsNoindex: 'noindex',
    metaRobotsNofollow: 'follow',
    opengraphTitle: 'Shared',
    breadcrumbs: [],
  };

  it('has the same fields, read in the page of each document', async () => {
    const nodes = await ask();
    expect(nodes.map(({ seo }) => seo)).toEqual(
      nodes.map(({ databaseId }) => ({
        ...shared,
        title: `Page ${databaseId}`,
        metaDesc: 'Text & more',
        canonical: 'https://seo.test/',
        opengraphType: 'article',
        opengraphImage: { databaseId: image.id },
        twitterCardType: 'summary',
        fullHead: expect.stringMatching(
          /^<meta name="description"[^<]*>\n<meta name="robots"[\s\S]*<title>Page \d+<\/title>$/,
        ),
        schema: { raw: expect.stringContaining('"@graph":[{"@type":"WebSite"') },
      })),
    );
    expect(gateway.sent.filter(({ route }) => route.startsWith('/seopress/'))).toEqual([]);
    const { seo } = await gateway.data<{ seo: unknown }>(
      '{ seo { schema { siteName companyName } social { twitter { username } } } }',
    );
    expect(seo).toEqual({
      schema: { siteName: 'The Lantern', companyName: 'Lantern & Co' },
      social: { twitter: { username: 'lantern' } },
    });
  });

  const set = async (option: string, value: string) => {
    await gateway.site.php(`update_option('${option}', '${value}');`);
    await gateway.pressql.refresh();
  };

  it('reads the pages of a site behind a proxy at the address of the site', async () => {
    await set('test_home', 'https://public.example');
    const nodes = await ask();
    expect(nodes.map(({ link }) => new URL(link).host)).toEqual(Array(2).fill('public.example'));
    expect(nodes).toMatchObject(nodes.map(({ databaseId }) => ({ seo: { title: `Page ${databaseId}` } })));
    await set('test_home', '');
  });

  /** Returns the routes of all requests but those for images. */
  const sentRoutes = () =>
    gateway.sent.flatMap(({ route }) => (route.startsWith('/wp/v2/media') ? [] : [route])).sort();
  const routesOf = (nodes: readonly { readonly databaseId: number }[]) =>
    [...nodes.map(({ databaseId }) => `/seopress/v1/posts/${databaseId}`), '/wp/v2/posts'].sort();

  it('takes nothing from the pages of a frontend at the address of the site', async () => {
    await set('test_shown', '1');
    const nodes = await ask();
    expect(nodes).toMatchObject(nodes.map(({ databaseId }) => ({ seo: { title: `Route ${databaseId}` } })));
    expect(sentRoutes()).toEqual(routesOf(nodes));
    await set('test_shown', '');
  });

  it('has the values of its routes if the site does not serve the page', async () => {
    await set('test_front', '1');
    const nodes = await ask();
    expect(nodes.map(({ seo }) => seo)).toEqual(
      nodes.map(({ databaseId, link }) => ({
        ...shared,
        title: `Route ${databaseId}`,
        metaDesc: 'Text',
        canonical: link,
        opengraphType: '',
        opengraphImage: { databaseId: image.id },
        twitterCardType: '',
        fullHead: null,
        schema: { raw: null },
      })),
    );
    expect(sentRoutes()).toEqual(routesOf(nodes));
    const { seo, tags, categories, users } = await gateway.data<Record<string, unknown>>(
      `{ seo { schema { siteName } } tags(first: 1) { nodes { seo { title } } } categories(first: 1) { nodes { seo { title } } }
        users(first: 1) { nodes { seo { title } } } }`,
    );
    expect({ seo, tags, categories, users }).toEqual({
      seo: null,
      tags: { nodes: [{ seo: { title: `${gateway.pressql.site.name}s of Lisbon` } }] },
      categories: { nodes: [{ seo: { title: '' } }] },
      users: { nodes: [{ seo: null }] },
    });
  });
});
