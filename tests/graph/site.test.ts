import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ service: 'admin', grants: ['settings', 'themes', 'menu-locations'] });
});
afterAll(() => gateway.close());

describe('settings', () => {
  it('take one request for the selected keys', async () => {
    const answer = await gateway.data(`{
      generalSettings { title dateFormat timeFormat language startOfWeek email homeUrl }
      readingSettings { postsPerPage showOnFront }
      writingSettings { useSmilies }
      discussionSettings { defaultCommentStatus }
      permalinkSettings { structure }
      allSettings { generalSettingsTitle readingSettingsPostsPerPage }
    }`);
    expect(answer).toMatchObject({
      generalSettings: {
        title: 'The Harbour Lantern',
        dateFormat: 'F j, Y',
        timeFormat: 'g:i a',
        language: 'en_US',
        startOfWeek: 1,
        email: null,
      },
      readingSettings: { postsPerPage: 10 },
      writingSettings: { useSmilies: true },
      discussionSettings: { defaultCommentStatus: 'open' },
      permalinkSettings: { structure: null },
      allSettings: { generalSettingsTitle: 'The Harbour Lantern', readingSettingsPostsPerPage: 10 },
    });
    const keys =
      'date_format default_comment_status language posts_per_page start_of_week time_format use_smilies';
    // Before about WordPress 6.8, the REST index doesn't name the front page.
    const hidden = gateway.pressql.site.front ? [] : ['show_on_front'];
    expect(gateway.sent.map(({ route, query }) => [route, query['_fields']])).toEqual([
      ['/wp/v2/settings', [...keys.split(' '), ...hidden].sort().join(',')],
    ]);
  });

  it('show the e-mail address only to administrators', async () => {
    type Found = { generalSettings: { email: string | null } };
    const question = '{ generalSettings { email } }';
    expect((await gateway.as('admin').data<Found>(question)).generalSettings.email).toContain('@');
    expect((await gateway.as('editor').data<Found>(question)).generalSettings.email).toBeNull();
  });
});

describe('the site', () => {
  it('has its types and taxonomies without a request', async () => {
    const { contentTypes, taxonomies } = await gateway.data<
      Record<'contentTypes' | 'taxonomies', { nodes: { name: string }[] }>
    >(`{
      contentTypes { nodes { name graphqlSingleName label connectedTaxonomies { nodes { name } } } }
      taxonomies { nodes { name connectedContentTypes { nodes { name } } } }
    }`);
    expect(contentTypes.nodes).toContainEqual({
      name: 'review',
      graphqlSingleName: 'review',
      label: 'Reviews',
      connectedTaxonomies: { nodes: [{ name: 'genre' }] },
    });
    expect(taxonomies.nodes.map(({ name }) => name)).toEqual([
      'category',
      'post_tag',
      'post_format',
      'genre',
    ]);
    expect(gateway.sent).toEqual([]);
  });

  it('has the URI of a type’s archive', async () => {
    const uris = { pretty: '/reviews/', 'index.php': '/index.php/reviews/', plain: '/?post_type=review' };
    const { contentType } = await gateway.data<{ contentType: object }>(
      '{ contentType(id: "REVIEW", idType: NAME) { uri } }',
    );
    expect(contentType).toEqual({ uri: uris[gateway.site.permalinks] });
  });

  it.each([
    [
      'contentType(id: "cG9zdF90eXBlOnBvc3Q=") { name uri isFrontPage }',
      { name: 'post', uri: '/', isFrontPage: true },
    ],
    ['contentType(id: "nothing", idType: NAME) { uri }', null],
    ['taxonomy(id: "TAG", idType: NAME) { name }', { name: 'post_tag' }],
  ])('finds %s', async (field, found) => {
    const answer = await gateway.data<Record<string, unknown>>(`{ found: ${field} }`);
    expect(answer['found']).toEqual(found);
  });

  it('shows the active theme', async () => {
    const { themes } = await gateway.data<{ themes: { nodes: { id: string; name: string }[] } }>(
      '{ themes { nodes { id name version slug tags } } }',
    );
    expect(themes.nodes).toHaveLength(1);
    const { theme, node } = await gateway.data<Record<'theme' | 'node', object>>(
      `{ theme(id: "${themes.nodes[0]?.id}") { name } node(id: "${themes.nodes[0]?.id}") { __typename } }`,
    );
    expect(theme).toEqual({ name: themes.nodes[0]?.name });
    expect(node).toEqual({ __typename: 'Theme' });
  });

  it('hides plugins and roles from visitors', async () => {
    const answer = await gateway.ask('{ plugins { nodes { name } } userRoles { nodes { name } } }');
    expect(answer).toEqual({ data: { plugins: { nodes: [] }, userRoles: { nodes: [] } } });
  });

  it('has the menu locations of the theme', () => {
    const places = gateway.pressql.schema.getType('MenuLocationEnum');
    expect(JSON.stringify(places?.toConfig())).toContain('PRIMARY');
    expect(JSON.stringify(places?.toConfig())).not.toContain('SOCIAL');
  });
});

describe('terms of all taxonomies', () => {
  it('are in one order, by name, and can be read page by page', async () => {
    type Terms = {
      terms: { nodes: { name: string; slug: string; __typename: string }[]; pageInfo: { endCursor: string } };
    };
    const page = (args: string) =>
      gateway.data<Terms>(`{ terms(${args}) { nodes { __typename name slug } pageInfo { endCursor } } }`);
    const all = await page('first: 100');
    // In the database, the name of a post format is its slug.
    const names = all.terms.nodes.map(({ __typename, name, slug }) =>
      __typename === 'PostFormat' ? slug : name,
    );
    expect(names).toEqual([...names].sort(new Intl.Collator('en', { sensitivity: 'base' }).compare));
    // WordPress' REST API lists posts by format since 6.8.
    const formats = Number.parseFloat(gateway.site.version) >= 6.8 ? ['PostFormat'] : [];
    expect(new Set(all.terms.nodes.map(({ __typename }) => __typename))).toEqual(
      new Set(['Category', 'Tag', 'Genre', ...formats]),
    );
    const first = await page('first: 4');
    const next = await page(`first: 4, after: "${first.terms.pageInfo.endCursor}"`);
    expect([...first.terms.nodes, ...next.terms.nodes]).toEqual(all.terms.nodes.slice(0, 8));
    const genres = await page('first: 100, where: { taxonomies: [GENRE] }');
    expect(genres.terms.nodes).toEqual(all.terms.nodes.filter(({ __typename }) => __typename === 'Genre'));
  });

  it('can be looked up by id, slug, name and URI', async () => {
    const { category } = await gateway.data<{ category: { name: string; uri: string } }>(
      '{ category(id: "town", idType: SLUG) { name uri } }',
    );
    const { bySlug, byName, byUri, encoded } = await gateway.data<Record<string, { name: string } | null>>(`{
      bySlug: termNode(id: "town", idType: SLUG, taxonomy: CATEGORY) { name }
      byName: termNode(id: "town", idType: NAME, taxonomy: CATEGORY) { name }
      byUri: termNode(id: "${category.uri}", idType: URI) { name }
      encoded: category(id: "Food & Markets", idType: NAME) { name }
    }`);
    expect([bySlug?.name, byName?.name, byUri?.name]).toEqual(Array(3).fill(category.name));
    expect(encoded?.name).toBe('Food & Markets');
    const { errors } = await gateway.ask('{ termNode(id: "town", idType: SLUG) { name } }');
    expect(errors?.[0]?.message).toContain('"taxonomy"');
  });

  it.each([
    ['childOf', (id: number) => `childOf: ${id}`, ['Council', 'Ferries', 'Harbour']],
    ['name', () => 'name: ["town", "food & markets"]', ['Food & Markets', 'Town']],
    ['nameLike', () => 'nameLike: "arbou"', ['Harbour']],
    ['childless and childOf', (id: number) => `childless: true, childOf: ${id}`, ['Council', 'Ferries']],
  ])('are filtered by %s', async (_name, where, expected) => {
    const { category } = await gateway.data<{ category: { databaseId: number } }>(
      '{ category(id: "town", idType: SLUG) { databaseId } }',
    );
    const { categories } = await gateway.data<{ categories: { nodes: { name: string }[] } }>(
      `{ categories(where: { ${where(category.databaseId)} }) { nodes { name } } }`,
    );
    expect(categories.nodes.map(({ name }) => name)).toEqual(expected);
  });
});

describe('deprecated fields', () => {
  it('have the values of the fields that replace them', async () => {
    const { posts, pages } = await gateway.data<
      Record<'posts' | 'pages', { nodes: Record<string, unknown>[] }>
    >(
      '{ posts(first: 1) { nodes { id postId databaseId uri slug } } pages(where: { name: "about" }) { nodes { uri } } }',
    );
    const [post] = posts.nodes;
    const [about] = pages.nodes;
    const answer = await gateway.data<Record<string, unknown>>(`{
      a: postBy(id: "${post?.['id']}") { databaseId }
      b: postBy(postId: ${post?.['postId']}) { databaseId }
      c: postBy(uri: "${post?.['uri']}") { databaseId }
      d: postBy(slug: "${post?.['slug']}") { databaseId }
      e: pageBy(uri: "${about?.['uri']}") { uri }
    }`);
    const found = { databaseId: post?.['databaseId'] };
    expect(answer).toEqual({ a: found, b: found, c: found, d: found, e: about });
  });
});
