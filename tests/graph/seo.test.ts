import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLdOf } from '../../src/integrations/seo/head.ts';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

/*
 * The demo WordPress doesn't contain Yoast SEO and Rank Math. `test-fields.php` registers fields and a route that return the
 * same data.
 */
let gateway: TestGateway;
let images: readonly { id: number; url: string }[];
beforeAll(async () => {
  gateway = await startGateway();
  images = await gateway.site.phpJson(`
    $images = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 2]);
    foreach (get_posts(['numberposts' => 8]) as $post) set_post_thumbnail($post, $images[0]->ID);
    foreach (get_posts(['numberposts' => 2, 'offset' => 8]) as $post) delete_post_thumbnail($post);
    update_option('pressql_test_og_image', preg_replace('/(\\.\\w+)$/', '-1024x683$1', wp_get_attachment_url($images[0]->ID)));
    echo json_encode(array_map(fn($image) => ['id' => $image->ID, 'url' => wp_get_attachment_url($image->ID)], $images));`);
});
afterAll(() => gateway.close());

const use = async (plugin: string) => {
  await gateway.site.php(`update_option('pressql_test_fields', '${plugin}');`);
  await gateway.pressql.refresh();
};
const sent = () => gateway.sent.map(({ route }) => route).sort();
const first = async <Data>(selection: string) => {
  const { posts } = await gateway.data<{ posts: { nodes: { databaseId: number; seo: Data }[] } }>(
    `{ posts(first: 1) { nodes { databaseId seo { ${selection} } } } }`,
  );
  const [post] = posts.nodes;
  if (!post) throw new Error('The demo has posts');
  return post;
};

describe('a site without an SEO plugin', () => {
  it('has no type `PostTypeSEO`', () => {
    expect(gateway.pressql.schema.getType('PostTypeSEO')).toBeUndefined();
  });
});

describe('Yoast SEO', () => {
  beforeAll(() => use('yoast'));

  it('returns texts, and an empty text for each that the head lacks', async () => {
    const { databaseId: id, seo } = await first(`title metaDesc metaRobotsNoindex metaRobotsNofollow canonical
      opengraphTitle opengraphDescription opengraphUrl opengraphSiteName opengraphType opengraphPublishedTime
      twitterTitle twitterCardType focuskw cornerstone readingTime fullHead`);
    expect(seo).toEqual({
      title: `SEO of post ${id} & more`,
      metaDesc: `All of post ${id}`,
      metaRobotsNoindex: 'index',
      metaRobotsNofollow: 'nofollow',
      canonical: `https://seo.test/post/${id}/`,
      opengraphTitle: `Shared post ${id}`,
      opengraphDescription: '',
      opengraphUrl: `https://seo.test/post/${id}/`,
      opengraphSiteName: 'The Harbour Lantern',
      opengraphType: 'article',
      opengraphPublishedTime: '2026-05-10T13:25:12+00:00',
      twitterTitle: '',
      twitterCardType: 'summary_large_image',
      focuskw: null,
      cornerstone: null,
      readingTime: 5,
      // Without the tags that WordPress adds to a page itself, as in WPGraphQL. A classic theme leaves the title to Yoast.
      fullHead: expect.stringMatching(
        new RegExp(
          `^(<title>SEO of post ${id} &amp; more</title>\\n)?<link rel="canonical" href="https://seo.test/post/${id}/" />$`,
        ),
      ),
    });
    expect(sent()).toEqual(['/wp/v2/posts']);
  });

  it('adds only the selected parts of the head to the request', async () => {
    await first('title metaRobotsNoindex schema { raw }');
    expect(gateway.sent.flatMap(fieldsOf)).toEqual([
      'id',
      'yoast_head_json.robots.index',
      'yoast_head_json.schema',
      'yoast_head_json.title',
    ]);
  });

  it('returns the schema, its types and its breadcrumbs', async () => {
    const { databaseId: id, seo } = await first<{ schema: { raw: string } }>(
      'schema { raw pageType articleType } breadcrumbs { text url }',
    );
    expect(JSON.parse(seo.schema.raw)).toMatchObject({ '@context': 'https://schema.org' });
    expect(seo).toMatchObject({
      schema: { pageType: ['WebPage', 'FAQPage'], articleType: ['Article'] },
      breadcrumbs: [
        { text: 'Home', url: 'https://seo.test/' },
        { text: 'The post', url: `https://seo.test/post/${id}/` },
      ],
    });
    // As PHP's `json_encode` writes them, and so WPGraphQL Yoast SEO.
    expect(jsonLdOf({ schema: { name: 'Café “two” 🎩/' } })).toBe(
      '{"name":"Caf\\u00e9 \\u201ctwo\\u201d \\ud83c\\udfa9/"}',
    );
  });

  it('returns images as media items: featured images with one request, others by their URL', async () => {
    const { posts } = await gateway.data<{ posts: { nodes: { seo: unknown }[] } }>(
      '{ posts(first: 10) { nodes { seo { opengraphImage { databaseId sourceUrl } twitterImage { id } } } } }',
    );
    expect(posts.nodes.map(({ seo }) => seo)).toEqual(
      Array(10).fill({
        opengraphImage: { databaseId: images[0]?.id, sourceUrl: images[0]?.url },
        twitterImage: null,
      }),
    );
    expect(sent()).toEqual(['/wp/v2/media', '/wp/v2/media', '/wp/v2/media', '/wp/v2/posts']);
    await gateway.data('{ posts(first: 8) { nodes { seo { opengraphImage { sourceUrl } } } } }');
    expect(sent()).toEqual(['/wp/v2/media', '/wp/v2/posts']);
  });

  it('is a field of terms, of users and of the interface `ContentNode`', async () => {
    const data = await gateway.data<
      Record<string, { nodes: { databaseId: number; seo: { title: string } }[] }>
    >(
      `{ contentNodes(first: 1, where: { contentTypes: [PAGE] }) { nodes { databaseId seo { title } } }
         categories(first: 1) { nodes { databaseId seo { title schema { raw } } } }
         users(first: 1) { nodes { databaseId seo { title language social { facebook } schema { pageType } } } } }`,
    );
    const titles = Object.values(data).map(({ nodes: [node] }) => [node?.seo.title, node?.databaseId]);
    expect(titles.map(([title]) => title)).toEqual(
      ['page', 'category', 'user'].map((type, index) => `SEO of ${type} ${titles[index]?.[1]} & more`),
    );
    expect(data['users']?.nodes[0]?.seo).toMatchObject({
      language: null,
      social: { facebook: '' },
      schema: { pageType: ['WebPage', 'FAQPage'] },
    });
  });

  it('has null in each field if the document has no head', async () => {
    const { mediaItems } = await gateway.data<{ mediaItems: { nodes: { seo: unknown }[] } }>(
      '{ mediaItems(first: 1) { nodes { seo { title fullHead breadcrumbs { text } schema { raw } } } } }',
    );
    expect(mediaItems.nodes[0]?.seo).toEqual({
      title: null,
      fullHead: null,
      breadcrumbs: null,
      schema: { raw: null },
    });
  });
});

describe('Rank Math', () => {
  beforeAll(() => use('rank-math'));

  it('has the same fields, read from the tags of the head with one request for each post', async () => {
    const { posts } = await gateway.data<{
      posts: { nodes: { link: string; seo: Record<string, unknown> }[] };
    }>(
      `{ posts(first: 2) { nodes { link seo { title metaDesc metaRobotsNoindex metaRobotsNofollow canonical
        opengraphTitle opengraphType opengraphImage { databaseId } twitterTitle readingTime
        schema { pageType articleType } fullHead } } } }`,
    );
    const [post] = posts.nodes;
    expect(post?.seo).toMatchObject({
      title: 'Rank & Math',
      metaDesc: "It's described",
      metaRobotsNoindex: 'index',
      metaRobotsNofollow: 'nofollow',
      canonical: post?.link,
      opengraphTitle: 'Shared',
      opengraphType: 'article',
      opengraphImage: { databaseId: images[0]?.id },
      twitterTitle: '',
      readingTime: 2,
      schema: { pageType: ['WebPage'], articleType: ['BlogPosting'] },
      fullHead: expect.stringContaining('<meta property="og:title" content="Shared" />'),
    });
    expect(sent()).toEqual(['/rankmath/v1/getHead', '/rankmath/v1/getHead', '/wp/v2/media', '/wp/v2/posts']);
  });

  it('has the fields of WPGraphQL for Rank Math, from the same request', async () => {
    const { seo } = await first<Record<string, unknown>>(`
      ... on RankMathSeo {
        title description robots focusKeywords canonicalUrl breadcrumbTitle breadcrumbs { text url isHidden }
        jsonLd { raw }
        openGraph {
          title description locale siteName type url alternateLocales
          image { url secureUrl type width height }
          articleMeta { section tags author }
          facebookMeta { appId }
          productMeta { price }
          slackEnhancedData { label data }
          twitterMeta { card title ipadApp { name } }
        }
      }
      ... on RankMathContentNodeSeo { isPillarContent seoScore { score } }`);
    expect(seo).toEqual({
      title: 'Rank & Math',
      description: "It's described",
      robots: ['nofollow', 'index', 'max-snippet:-1'],
      focusKeywords: null,
      canonicalUrl: expect.stringMatching(/^http/),
      breadcrumbTitle: null,
      breadcrumbs: null,
      jsonLd: { raw: expect.stringMatching(/^<script type="application\/ld\+json".*<\/script>$/) },
      openGraph: {
        title: 'Shared',
        description: null,
        locale: 'EN_US',
        siteName: 'Tom & Co',
        type: 'article',
        url: null,
        alternateLocales: null,
        image: {
          url: expect.stringContaining('-1024x683'),
          secureUrl: null,
          type: 'image/jpeg',
          width: 1024,
          height: null,
        },
        articleMeta: { section: 'Harbour', tags: ['fog', 'sea'], author: null },
        facebookMeta: null,
        productMeta: null,
        slackEnhancedData: [
          { label: 'Written by', data: 'Noor' },
          { label: 'Time to read', data: '2 minutes' },
        ],
        twitterMeta: { card: 'SUMMARY_LARGE_IMAGE', title: null, ipadApp: null },
      },
      isPillarContent: null,
      seoScore: null,
    });
    expect(sent()).toEqual(['/rankmath/v1/getHead', '/wp/v2/posts']);
  });

  it('has them for terms and users, too', async () => {
    const { categories, users } = await gateway.data<{
      categories: { nodes: { seo: object }[] };
      users: { nodes: { seo: object }[] };
    }>(`{
      categories(first: 1) { nodes { seo { canonicalUrl openGraph { type } } } }
      users(first: 1) { nodes { seo { robots ... on RankMathUserSeo { facebookProfileUrl twitterUserName additionalProfiles } } } }
    }`);
    expect(categories.nodes[0]?.seo).toEqual({
      canonicalUrl: expect.stringContaining('/category/'),
      openGraph: { type: 'article' },
    });
    expect(users.nodes[0]?.seo).toEqual({
      robots: ['nofollow', 'index', 'max-snippet:-1'],
      facebookProfileUrl: null,
      twitterUserName: null,
      additionalProfiles: null,
    });
  });
});
