import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

/*
 * ACF is not installed in the demo WordPress. `test-fields.php` registers the field `acf` as ACF 6.8 does, with the JSON
 * schemas of its field types (including those of ACF PRO) and with its links.
 */
let gateway: TestGateway;
let ids: Ids;

interface Ids {
  readonly post: number;
  readonly other: number;
  readonly page: number;
  readonly images: readonly number[];
  readonly terms: readonly number[];
  readonly user: number;
}

beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson<Ids>(`
    [$post, $other] = get_posts(['numberposts' => 2, 'fields' => 'ids']);
    [$page] = get_posts(['post_type' => 'page', 'numberposts' => 1, 'fields' => 'ids']);
    $images = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 2, 'fields' => 'ids']);
    $terms = get_terms(['taxonomy' => 'category', 'number' => 2, 'fields' => 'ids']);
    $user = (int) get_post_field('post_author', $post);
    update_option('pressql_test_fields', 'acf');
    update_option('pressql_test_acf', [
      'values' => [
        'hero_image' => $images[0], 'gallery' => $images, 'related' => [$other, $page], 'topics' => $terms,
        'people' => $user, 'unknown' => $other,
        'box' => ['picture' => $images[1], 'more' => [$other], 'text' => 'In a box'],
        'rows' => [['text' => 'one'], ['text' => 'two']],
        'sections' => [['acf_fc_layout' => 'quote', 'text' => 'Said'], ['acf_fc_layout' => 'big_picture', 'picture' => $images[0]]],
        'choice' => 'a', 'place' => ['lat' => '51.5', 'post_code' => 1234], 'price' => '', 'by_template' => 'shown',
      ],
      'links' => [
        ['acf:post', "/wp/v2/posts/$other"], ['acf:post', "/wp/v2/pages/$page"], ['acf:user', "/wp/v2/users/$user"],
        ['acf:term', "/wp/v2/categories/$terms[0]"], ['acf:term', "/wp/v2/categories/$terms[1]"],
      ],
    ]);
    echo json_encode(compact('post', 'other', 'page', 'images', 'terms', 'user'));`);
  await gateway.pressql.refresh();
});
afterAll(() => gateway.close());

const acfOf = async <Data>(selection: string) => {
  const { post } = await gateway.data<{ post: { acf: Data } }>(
    `{ post(id: "${ids.post}", idType: DATABASE_ID) { acf { ${selection} } } }`,
  );
  return post.acf;
};
const sent = () => gateway.sent.map(({ route }) => route).sort();

describe('fields of ACF', () => {
  it('have the types of the JSON schema of the REST route', async () => {
    const { __type } = await gateway.data<{ __type: { fields: { name: string; type: unknown }[] } }>(
      '{ __type(name: "PostAcf") { fields { name type { name ofType { name } } } } }',
    );
    const types = Object.fromEntries(__type.fields.map(({ name, type }) => [name, type]));
    const one = (name: string) => ({ name, ofType: null });
    const many = (name: string) => ({ name: null, ofType: { name } });
    expect(types).toEqual({
      box: one('PostAcfBox'),
      choice: many('String'),
      gallery: one('AcfMediaItems'),
      heroImage: one('AcfMediaItemConnectionEdge'),
      people: one('AcfReferences'),
      place: one('PostAcfPlace'),
      price: one('Float'),
      related: one('AcfReferences'),
      rows: many('PostAcfRows'),
      sections: many('PostAcfSections'),
      topics: one('AcfReferences'),
      unknown: one('AcfReferences'),
    });
  });

  it('have values: groups, rows, layouts, and single choices as lists', async () => {
    const acf = await acfOf(`box { text } rows { text } choice place { lat postCode } price
      sections { __typename ... on PostAcfSectionsQuote { text } ... on PostAcfSectionsBigPicture { picture { node { databaseId } } } }`);
    expect(acf).toEqual({
      box: { text: 'In a box' },
      rows: [{ text: 'one' }, { text: 'two' }],
      choice: ['a'],
      place: { lat: 51.5, postCode: '1234' },
      price: null,
      sections: [
        { __typename: 'PostAcfSectionsQuote', text: 'Said' },
        { __typename: 'PostAcfSectionsBigPicture', picture: { node: { databaseId: ids.images[0] } } },
      ],
    });
  });

  it('are available by key if the JSON schema lacks them', async () => {
    const { post, category } = await gateway.data<Record<string, { one: unknown; all: object }>>(
      `{ post(id: "${ids.post}", idType: DATABASE_ID) { one: acfValue(key: "by_template") }
         category(id: "harbour", idType: SLUG) { all: acfValue } }`,
    );
    expect(post?.one).toBe('shown');
    expect(category?.all).toMatchObject({ choice: 'a' });
    const [ofPost] = gateway.sent.filter(({ route }) => route === '/wp/v2/posts');
    expect(ofPost && fieldsOf(ofPost)).toEqual(['acf.by_template', 'id']);
  });
});

describe('images of ACF', () => {
  it('are media items, which one request reads', async () => {
    const acf = await acfOf(
      'heroImage { node { databaseId } } gallery { databaseIds nodes { databaseId mediaType } } box { picture { node { databaseId } } }',
    );
    const [first, second] = ids.images;
    expect(acf).toEqual({
      heroImage: { node: { databaseId: first } },
      gallery: {
        databaseIds: [first, second],
        nodes: [
          { databaseId: first, mediaType: 'image' },
          { databaseId: second, mediaType: 'image' },
        ],
      },
      box: { picture: { node: { databaseId: second } } },
    });
    expect(sent()).toEqual(['/wp/v2/media', '/wp/v2/posts']);
    const [ofPost] = gateway.sent;
    expect(ofPost && fieldsOf(ofPost)).toEqual(['acf.box', 'acf.gallery', 'acf.hero_image', 'id']);
  });
});

describe('references of ACF', () => {
  it('cost no request if the query selects only ids', async () => {
    const { related } = await acfOf<Record<string, unknown>>('related { databaseIds }');
    expect(related).toEqual({ databaseIds: [ids.other, ids.page] });
    expect(gateway.sent.flatMap(fieldsOf)).toEqual(['acf.related', 'id']);
  });

  it('have the types in the links: content of several types, terms, users', async () => {
    const acf = await acfOf<Record<string, { nodes: unknown[] }>>(
      `related { nodes { __typename ... on DatabaseIdentifier { databaseId } } }
       topics { nodes { __typename ... on DatabaseIdentifier { databaseId } } }
       people { nodes { __typename ... on DatabaseIdentifier { databaseId } } }`,
    );
    const node = (__typename: string, databaseId: number) => ({ __typename, databaseId });
    expect(acf).toEqual({
      related: { nodes: [node('Post', ids.other), node('Page', ids.page)] },
      topics: { nodes: ids.terms.map((id) => node('Category', id)) },
      people: { nodes: [node('User', ids.user)] },
    });
    expect(sent()).toEqual([
      '/wp/v2/categories',
      '/wp/v2/pages',
      '/wp/v2/posts',
      '/wp/v2/posts',
      '/wp/v2/users',
    ]);
  });

  it('have a field for each kind, so that the query needs no fragments', async () => {
    const acf = await acfOf(
      'related { contentNodes { uri } users { name } } topics { termNodes { name } } people { users { databaseId } }',
    );
    expect(acf).toMatchObject({
      related: { contentNodes: [{ uri: expect.any(String) }, { uri: expect.any(String) }], users: [] },
      topics: { termNodes: [{ name: expect.any(String) }, { name: expect.any(String) }] },
      people: { users: [{ databaseId: ids.user }] },
    });
  });

  it('return an error in groups, which have no links, unless the query selects a kind', async () => {
    const query = `{ post(id: "${ids.post}", idType: DATABASE_ID) { acf { box { text more { databaseIds nodes { id } contentNodes { databaseId } } } } } }`;
    const { data, errors } = await gateway.ask<{ post: { acf: unknown } }>(query);
    expect(data.post.acf).toEqual({
      box: {
        text: 'In a box',
        more: { databaseIds: [ids.other], nodes: null, contentNodes: [{ databaseId: ids.other }] },
      },
    });
    expect(errors?.map(({ message, path }) => [message, path?.join('.')])).toEqual([
      [
        `WordPress' REST API does not show whether the ids ${ids.other} belong to content, terms or users. Use \`contentNodes\`, \`termNodes\` or \`users\` instead of \`nodes\`.`,
        'post.acf.box.more.nodes',
      ],
    ]);
  });

  it('cost as many requests for ten posts as for one', async () => {
    await gateway.data(
      '{ posts(first: 10) { nodes { acf { heroImage { node { sourceUrl } } related { nodes { id } } people { users { name } } } } } }',
    );
    // One of the referenced posts is also one of the ten posts.
    expect(sent()).toEqual(['/wp/v2/media', '/wp/v2/pages', '/wp/v2/posts', '/wp/v2/users']);
  });
});
