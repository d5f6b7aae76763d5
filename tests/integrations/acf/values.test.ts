import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from '../../graph/gateway.ts';
import { json, plugin } from './site.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'first' | 'other' | 'page' | 'image' | 'second' | 'user', number>> & {
  readonly terms: readonly number[];
};

beforeAll(async () => {
  gateway = await startGateway({ acf: json, prepare: (site) => site.plugin(plugin) });
  ids = await gateway.site.phpJson(`
    [$first, $other] = get_posts(['numberposts' => 2, 'fields' => 'ids']);
    [$page] = get_posts(['post_type' => 'page', 'numberposts' => 1, 'fields' => 'ids']);
    [$image, $second] = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 2, 'fields' => 'ids']);
    $terms = get_terms(['taxonomy' => 'category', 'number' => 2, 'fields' => 'ids']);
    $user = (int) get_post_field('post_author', $first);
    echo json_encode(compact('first', 'other', 'page', 'image', 'second', 'terms', 'user'));`);
});
afterAll(() => gateway.close());

const storyOf = async (selection: string, id = ids.first) => {
  const { post } = await gateway.data<{ post: { story: Record<string, unknown> } }>(
    `{ post(id: "${id}", idType: DATABASE_ID) { story { ${selection} } } }`,
  );
  return post.story;
};
const node = (databaseId: number) => ({ node: { databaseId } });
const nodes = (...databaseIds: readonly number[]) => ({
  nodes: databaseIds.map((databaseId) => ({ databaseId })),
});

describe('a field group', () => {
  it('has the values that WPGraphQL for ACF returns, and asks for its fields alone', async () => {
    const story =
      await storyOf(`fieldGroupName subtitle price stars mood tags featured link { url title target }
      place { streetAddress latitude longitude zoom postCode city } day moment hour box { note }`);
    expect(story).toEqual({
      fieldGroupName: 'Story',
      subtitle: 'A lamp',
      price: 12.5,
      stars: 4,
      mood: ['calm', 'Calm'],
      tags: ['a', 'b'],
      featured: true,
      link: { url: 'https://a.example/', title: 'T', target: '' },
      place: {
        streetAddress: 'Rua 1',
        latitude: 51.5,
        longitude: -1.25,
        zoom: '14',
        postCode: '10115',
        city: null,
      },
      day: '2026-05-14T00:00:00+00:00',
      moment: '2026-05-14T13:30:00+00:00',
      hour: '1:30 pm',
      box: { note: 'In a box' },
    });
    const [request, ...others] = gateway.sent;
    expect(others).toEqual([]);
    expect(request && fieldsOf(request)).toEqual(
      expect.arrayContaining(['acf.subtitle', 'acf.place', 'acf.box', 'acf.day']),
    );
    expect(request && fieldsOf(request)).not.toContain('acf.rows');
  });

  it('has nulls for empty values, but groups as objects and false for a switch', async () => {
    const empty = await storyOf(
      `subtitle body price stars mood tags featured link { url } place { city } day hero { node { id } } related { nodes { id } }
       topics { nodes { id } } folks { nodes { id } } box { note more { nodes { id } } } rows { name } sections { __typename }`,
      ids.other,
    );
    const { featured, stars, box, ...others } = empty;
    expect({ featured, stars, box }).toEqual({ featured: false, stars: 0, box: { note: null, more: null } });
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('has media, content, terms and users, also in groups, rows and layouts, with one request for each type', async () => {
    const story =
      await storyOf(`hero { node { databaseId } } gallery { nodes { databaseId } } lead { node { databaseId } }
      related { nodes { databaseId } } links { nodes { databaseId } } topics { nodes { databaseId __typename } }
      folks { nodes { databaseId } } box { more { nodes { databaseId } } }
      rows { picture { node { databaseId } } more { nodes { databaseId } } person { nodes { databaseId } } day }
      sections { __typename ... on StorySectionsBigPictureLayout { picture { node { databaseId } } } }`);
    expect(story).toMatchObject({
      hero: node(ids.image),
      gallery: nodes(ids.second, ids.image),
      lead: node(ids.other),
      related: nodes(ids.page, ids.other),
      links: nodes(ids.page),
      topics: { nodes: ids.terms.map((databaseId) => ({ databaseId, __typename: 'Category' })) },
      folks: nodes(ids.user),
      box: { more: nodes(ids.other) },
      rows: [0, 1].map(() => ({
        picture: node(ids.image),
        more: nodes(ids.other),
        person: nodes(ids.user),
        day: '2026-05-14T00:00:00+00:00',
      })),
    });
    const routes = gateway.sent.map(({ route }) => route);
    for (const route of ['/wp/v2/media', '/wp/v2/users', '/wp/v2/categories', '/wp/v2/pages']) {
      expect(routes.filter((each) => each === route)).toHaveLength(1);
    }
    expect(routes.filter((each) => each === '/wp/v2/posts')).toHaveLength(2);
  });

  it('pages its connections with the cursors of WPGraphQL', async () => {
    const { related } = await storyOf(
      'related(first: 1) { nodes { databaseId } pageInfo { hasNextPage endCursor } }',
    );
    const endCursor = Buffer.from(`arrayconnection:${ids.page}`).toString('base64');
    expect(related).toEqual({ ...nodes(ids.page), pageInfo: { hasNextPage: true, endCursor } });
    const next = await storyOf(`related(first: 1, after: "${endCursor}") { nodes { databaseId } }`);
    expect(next['related']).toEqual(nodes(ids.other));
  });

  it('has texts as ACF formats them, from one more request that names no user', async () => {
    const story = await storyOf(
      `body film box { body } rows { body person { nodes { databaseId } } } folks { nodes { databaseId } }
       sections { ... on StorySectionsBigPictureLayout { body } ... on StorySectionsQuoteLayout { who { nodes { name } } } }`,
    );
    expect(story).toMatchObject({
      body: '<p>One</p>\n<p>Two</p>\n',
      film: '<iframe></iframe>',
      box: { body: '<p>In</p>\n<p>box</p>\n' },
      rows: [{ body: '<p>One</p>\n<p>Two a</p>\n' }, { body: '<p>One</p>\n<p>Two b</p>\n' }],
    });
    const formatted = gateway.sent.filter(({ query }) => query['acf_format'] === 'standard');
    expect(formatted.map(fieldsOf)).toEqual([
      [
        'acf.body',
        'acf.box.body',
        'acf.film',
        'acf.rows.0.body',
        'acf.rows.1.body',
        'acf.sections.1.body',
        'id',
      ],
    ]);
    expect(JSON.stringify(story)).not.toContain('private@mail.example');
  });

  it('has an error in place of a layout that the JSON does not declare, beside the others', async () => {
    const { data, errors } = await gateway.ask<{ post: { story: { stale: readonly unknown[] } } }>(
      `{ post(id: "${ids.first}", idType: DATABASE_ID) { story { stale { __typename } } } }`,
    );
    expect(data?.post.story.stale).toEqual([{ __typename: 'StoryStaleKnownLayout' }, null]);
    expect(errors).toMatchObject([
      { message: expect.stringContaining("Export ACF's JSON again"), path: ['post', 'story', 'stale', 1] },
    ]);
  });

  it('has cloned fields: beside its own without a prefix, in an object with one', async () => {
    expect(await storyOf('copied copy { copied __typename } ... on Copied_Fields { again: copied }')).toEqual(
      {
        copied: 'Copy',
        again: 'Copy',
        copy: { copied: 'Prefixed copy', __typename: 'StoryCopy' },
      },
    );
  });
});

describe('field groups on other nodes', () => {
  it('are on templates, users, terms, comments and all content', async () => {
    const data = await gateway.data(`{
      pages(first: 1) { nodes { template { ... on DefaultTemplate { widePage { wideNote } } } } }
      user(id: "${ids.user}", idType: DATABASE_ID) { person { personNote } }
      categories(first: 1) { nodes { topic { termNote } } }
      comments(first: 1) { nodes { remark { commentNote } } }
      contentNode(id: "${ids.first}", idType: DATABASE_ID) { ... on WithAcfEverywhere { everywhere { subtitle } } }
    }`);
    expect(data).toEqual({
      pages: { nodes: [{ template: { widePage: { wideNote: 'On a template' } } }] },
      user: { person: { personNote: 'About' } },
      categories: { nodes: [{ topic: { termNote: 'Term' } }] },
      comments: { nodes: [{ remark: { commentNote: 'Said' } }] },
      contentNode: { everywhere: { subtitle: 'A lamp' } },
    });
  });

  it('are null with a notice where ACF has no REST field: on media, options pages and closed groups', async () => {
    const { data, errors, extensions } = await gateway.ask(`{
      mediaItems(first: 1) { nodes { credits { photographer } } }
      footerOptions { id pageTitle menuTitle footer { footerNote } }
      post(id: "${ids.first}", idType: DATABASE_ID) { closed { closedNote } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      mediaItems: { nodes: [{ credits: { photographer: null } }] },
      footerOptions: {
        id: Buffer.from('acf_options_page:footer').toString('base64'),
        pageTitle: 'Footer options',
        menuTitle: 'Footer options',
        footer: { footerNote: null },
      },
      post: { closed: { closedNote: null } },
    });
    const messages = extensions?.pressql?.notices?.map(({ field, message }) => [field, message]);
    expect(messages).toEqual([
      [
        'MediaItem.credits',
        expect.stringContaining('ACF does not show the field group "Credits" of MediaItem'),
      ],
      ['FooterOptions.footer', expect.stringContaining('field group "Footer" of FooterOptions')],
      ['Post.closed', expect.stringContaining('Switch on "Show in REST API"')],
    ]);
  });
});
