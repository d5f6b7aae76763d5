import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

/*
 * The demo WordPress registers the fields (`test-fields.php`) in the shapes that plugins use. ACF itself is not
 * installed.
 */
let gateway: TestGateway;
let post: number;
beforeAll(async () => {
  gateway = await startGateway();
  post = Number(
    await gateway.site.php(`
      update_option('pressql_test_fields', 'meta,rest');
      $id = wp_insert_post(['post_title' => 'Fields', 'post_status' => 'publish']);
      foreach ([
        'steps' => [['title' => 'Mix', 'minutes' => 5, 'tools' => ['bowl'], 'place' => ['city' => 'Agra']], ['title' => 'Bake', 'minutes' => 40, 'tools' => []]],
        'score' => '4.5', 'is_featured' => '1', 'mood' => 'calm', '_yoast_wpseo_title' => 'T', '2nd_title' => 'S',
        'prix_été' => '5 €', 'цена' => '6 ₽', 'byLine' => 'one', 'by_line' => 'two', 'by-line' => 'three', 'a.b' => 'dotted',
        'anything' => ['deep' => ['er' => 1]],
      ] as $key => $value) update_post_meta($id, $key, $value);
      foreach (['X', 'Y'] as $alias) add_post_meta($id, 'alias', $alias);
      echo $id;`),
  );
  await gateway.pressql.refresh();
});
afterAll(() => gateway.close());

const onPost = (selection: string) => `{ post(id: "${post}", idType: DATABASE_ID) { ${selection} } }`;
const ofPost = async <Data>(selection: string) =>
  (await gateway.data<{ post: Data }>(onPost(selection))).post;

const typeOf = async (typeName: string) => {
  const { __type } = await gateway.data<{
    __type: { fields: { name: string; description: string; type: TypeRef }[] };
  }>(
    `{ __type(name: "${typeName}") { fields { name description type { name ofType { name ofType { name } } } } } }`,
  );
  return new Map(
    __type.fields.map(({ name, type, description }) => [name, { type: shown(type), description }]),
  );
};

interface TypeRef {
  readonly name: string | null;
  readonly ofType: TypeRef | null;
}

const shown = ({ name, ofType }: TypeRef): string => name ?? `[${ofType ? shown(ofType) : ''}]`;

describe('registered meta', () => {
  it('has a typed field for each key', async () => {
    const hasFootnotes = await gateway.site.phpJson<boolean>(
      "echo json_encode(registered_meta_key_exists('post', 'footnotes', 'post'));",
    );
    const fields = await typeOf('PostMeta');
    expect(Object.fromEntries([...fields].map(([name, { type }]) => [name, type]))).toEqual({
      _2ndTitle: 'String',
      aB: 'String',
      alias: '[String]',
      anything: 'JSON',
      byLine: 'String',
      byLine2: 'String',
      byLine3: 'String',
      field_ba272c: 'String',
      // WordPress registers this field itself since 6.3.
      ...(hasFootnotes ? { footnotes: 'String' } : {}),
      isFeatured: 'Boolean',
      location: 'PostMetaLocation',
      mood: 'String',
      prixEte: 'String',
      readingMinutes: 'Int',
      score: 'Float',
      sources: '[String]',
      steps: '[PostMetaSteps]',
      subtitle: 'String',
      yoastWpseoTitle: 'String',
    });
    expect(fields.get('mood')?.description).toBe('How it sounds. One of `calm`, `loud`.');
    expect((await typeOf('PostMetaSteps')).get('title')?.description).toBe('What to do.');
  });

  it('has the values, including nested ones', async () => {
    const { meta } = await ofPost<{ meta: Record<string, unknown> }>(`meta {
      score isFeatured mood alias anything _2ndTitle yoastWpseoTitle prixEte field_ba272c byLine byLine2 byLine3 aB
      steps { title minutes tools place { city } } location { city } sources subtitle
    }`);
    expect(meta).toEqual({
      score: 4.5,
      isFeatured: true,
      mood: 'calm',
      alias: ['X', 'Y'],
      anything: { deep: { er: 1 } },
      _2ndTitle: 'S',
      yoastWpseoTitle: 'T',
      prixEte: '5 €',
      field_ba272c: '6 ₽',
      byLine: 'one',
      byLine2: 'three',
      byLine3: 'two',
      aB: 'dotted',
      steps: [
        { title: 'Mix', minutes: 5, tools: ['bowl'], place: { city: 'Agra' } },
        { title: 'Bake', minutes: 40, tools: [], place: null },
      ],
      location: null,
      sources: [],
      subtitle: '',
    });
  });

  it('requests only the selected keys, and no further request', async () => {
    await ofPost('title meta { score steps { title } }');
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/posts']);
    expect(gateway.sent.flatMap(fieldsOf)).toEqual(['id', 'meta.score', 'meta.steps', 'title.rendered']);
  });

  it('is available unchanged as JSON, by key or as a whole', async () => {
    const { one, dotted, all } = await ofPost<{
      one: unknown;
      dotted: unknown;
      all: Record<string, unknown>;
    }>(
      'one: metaValue(key: "score") dotted: metaValue(key: "a.b") none: metaValue(key: "nope") all: metaValue',
    );
    expect([one, dotted, all['mood']]).toEqual([4.5, 'dotted', 'calm']);
    await ofPost('metaValue(key: "score")');
    expect(gateway.sent.flatMap(fieldsOf)).toEqual(['id', 'meta.score']);
  });

  it('works for terms, users, comments and media, whose `meta` the gateway reads as a whole', async () => {
    await gateway.site.php(`
      update_term_meta(get_term_by('slug', 'harbour', 'category')->term_id, 'color', '#123456');
      foreach (get_users() as $user) update_user_meta($user->ID, 'city', 'Agra');
      foreach (get_comments(['fields' => 'ids']) as $id) update_comment_meta($id, 'stars', 3);
      foreach (get_posts(['post_type' => 'attachment', 'numberposts' => -1, 'fields' => 'ids']) as $id) update_post_meta($id, 'credit', 'Noor');`);
    const data = await gateway.data(`{
      category(id: "harbour", idType: SLUG) { meta { color } }
      users(first: 1) { nodes { meta { city } } }
      comments(first: 1) { nodes { meta { stars } } }
      mediaItems(first: 1) { nodes { meta { credit } } }
    }`);
    expect(data).toEqual({
      category: { meta: { color: '#123456' } },
      users: { nodes: [{ meta: { city: 'Agra' } }] },
      comments: { nodes: [{ meta: { stars: 3 } }] },
      mediaItems: { nodes: [{ meta: { credit: 'Noor' } }] },
    });
    const fields = Object.fromEntries(gateway.sent.map((sent) => [sent.route, fieldsOf(sent)]));
    expect(fields).toEqual({
      '/wp/v2/categories': ['id', 'meta', 'slug'],
      // The default order of users is by login. Visitors see the slug, which is made from the login.
      '/wp/v2/users': ['id', 'meta', 'slug'],
      '/wp/v2/comments': ['id', 'meta'],
      '/wp/v2/media': ['id', 'meta.credit'],
    });
    // `MediaItemMeta` is WPGraphQL's type for the metadata of the camera.
    expect([...(await typeOf('MediaItemMetaFields')).keys()]).toContain('credit');
  });
});

describe('fields that plugins register', () => {
  it('have the types of their JSON schemas, or JSON if they have no schema', async () => {
    const fields = await typeOf('Post');
    const names = Object.entries({
      readingTimeField: 'Int',
      numberUnion: 'Float',
      objectNone: 'PostObjectNone',
      listGaps: '[Int]',
      flagText: 'Boolean',
      mixed: 'JSON',
      linksField: '[String]',
      blob: 'JSON',
      databaseIdField: 'Int',
      uriField: 'String',
    });
    for (const [name, type] of names) expect([name, fields.get(name)?.type]).toEqual([name, type]);
    expect(fields.get('readingTimeField')?.description).toBe('Minutes to read.');
    expect(fields.has('editorsField')).toBe(false);
  });

  it('convert values to the types of the schema', async () => {
    const data =
      await ofPost(`readingTimeField numberText numberNone numberUnion textNumber objectNone { name }
      flagText mixed linksField databaseIdField uriField blob databaseId`);
    expect(data).toEqual({
      readingTimeField: 4,
      numberText: 12,
      numberNone: null,
      numberUnion: 1.5,
      textNumber: '7',
      objectNone: null,
      flagText: true,
      mixed: { a: 1 },
      linksField: ['https://a.test'],
      databaseIdField: 5,
      uriField: 'mine',
      blob: { ids: ['thing'] },
      databaseId: post,
    });
    expect(gateway.sent).toHaveLength(1);
  });

  it('return an error at the path of each value that does not match the schema', async () => {
    const { data, errors } = await gateway.ask<{ post: unknown }>(
      onPost('numberLarge numberBad objectList { name } listGaps'),
    );
    expect(data.post).toEqual({
      numberLarge: null,
      numberBad: null,
      objectList: null,
      listGaps: [1, null, 3],
    });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]).sort()).toEqual([
      ['post.listGaps.1', 'UNEXPECTED_VALUE'],
      ['post.numberBad', 'UNEXPECTED_VALUE'],
      ['post.numberLarge', 'UNEXPECTED_VALUE'],
      ['post.objectList', 'UNEXPECTED_VALUE'],
    ]);
    expect(errors?.find(({ path }) => path?.includes('numberBad'))?.message).toBe(
      `The field "number_bad" must be a number, according to the site's JSON schema. WordPress returned "many".`,
    );
  });

  it('work for terms, users, comments and media', async () => {
    const data = await gateway.data<
      Record<string, { nodes: { databaseId: number; badge: { name: string } }[] }>
    >(
      `{ ${['categories', 'users', 'comments', 'mediaItems']
        .map((list) => `${list}(first: 1) { nodes { databaseId badge { name } } }`)
        .join(' ')} }`,
    );
    const names = Object.values(data).map(({ nodes: [node] }) => [node?.badge.name, node?.databaseId]);
    expect(names.map(([name]) => name)).toEqual(
      ['category', 'user', 'comment', 'attachment'].map((type, index) => `${type} ${names[index]?.[1]}`),
    );
  });
});

describe('a site that changes its fields', () => {
  it('gets another schema', async () => {
    const before = gateway.pressql.site.fingerprint;
    expect(await gateway.pressql.refresh()).toBe(false);
    await gateway.site.php("update_option('pressql_test_fields', '');");
    expect(await gateway.pressql.refresh()).toBe(true);
    expect(gateway.pressql.site.fingerprint).not.toBe(before);
    expect((await typeOf('PostMeta')).has('mood')).toBe(false);
    expect((await typeOf('Post')).has('readingTimeField')).toBe(false);
  });
});
