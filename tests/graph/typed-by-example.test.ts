import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSchema, validateSchema } from '../../src/packages/graphql.ts';
import { buildSchema } from '../../src/schema/build.ts';
import { joinGraphs } from '../../src/schema/many/join.ts';
import { exampleContent, exampleFields } from './example-fields.ts';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Record<'author' | 'reader' | 'post' | 'draft' | 'page' | 'media' | 'genre' | 'book', number>;
let discovery: readonly string[];
const notes: string[] = [];

beforeAll(async () => {
  gateway = await startGateway({
    typedByExample: [
      'meta_box',
      'book.pods_author',
      'book.pods_related',
      'pods_cover',
      'book.pods_sequel=book',
      'pods_unset',
      'pods_count',
      'book.meta.place',
      'meta_box.related=post',
      'book.title',
      'book.meta.plcae',
      'nope',
      'pods_count=nothing',
    ],
    onNote: (line) => notes.push(line),
    prepare: async (site) => {
      await site.plugin(exampleFields);
      const made: Record<string, string | number> = await site.phpJson(exampleContent);
      ids = Object.fromEntries(Object.entries(made).map(([key, id]) => [key, Number(id)])) as typeof ids;
    },
  });
  discovery = gateway.sent
    .filter(({ query }) => query['per_page'] === '20')
    .map(({ route, query }) => `${route}?${new URLSearchParams(query)}`)
    .map(decodeURIComponent);
});
afterAll(() => gateway.close());

const typeOf = (name: string): readonly string[] => {
  const type = gateway.pressql.schema.getType(name);
  const fields = type && 'getFields' in type ? Object.values(type.getFields()) : [];
  return fields.map((field) => `${field.name}: ${'type' in field ? field.type : ''}`).sort();
};

const bookNamed = async (slug: string, selection: string) => {
  const answer = await gateway.ask<{ book: Record<string, unknown> }>(
    `{ book(id: "${slug}", idType: SLUG) { ${selection} } }`,
  );
  return { ...answer, book: answer.data.book };
};

describe('fields that are typed by example', () => {
  it('take one request for each type, with their keys alone', () => {
    expect([...discovery].sort()).toEqual([
      '/wp/v2/book?_fields=id,meta.place,meta_box,pods_author,pods_count,pods_cover,pods_related,pods_sequel,pods_unset&per_page=20',
      '/wp/v2/genre?_fields=id,meta_box&per_page=20',
    ]);
  });

  it('have the types of all examples, and nodes for objects of WordPress and ids', () => {
    expect(typeOf('Book').filter((field) => /^(pods|metaBox)/.test(field))).toEqual([
      'metaBox: BookMetaBox',
      'podsAuthor: [User]',
      'podsCount: Int',
      'podsCover: [MediaItem]',
      'podsRaw: JSON',
      'podsRelated: [ContentNode]',
      'podsSequel: [Book]',
      'podsUnset: JSON',
    ]);
    expect(typeOf('BookMetaBox')).toEqual([
      '_2ndHand: Boolean',
      'authorId: String',
      'authorNode: User',
      'byDay: JSON',
      'chapters: [BookMetaBoxChapters]',
      'contact: BookMetaBoxContact',
      'field_ba272c: String',
      'gallery: [MediaItem]',
      'isbn: String',
      'map: BookMetaBoxMap',
      'noImage: JSON',
      'rating: Float',
      'related: [Post]',
      'single: MediaItem',
      'subtitle: JSON',
      'topic: TermNode',
    ]);
    expect(typeOf('BookMetaBoxChapters')).toEqual(['notes: [String]', 'pages: Int', 'title: String']);
    expect(typeOf('BookMetaBoxContact')).toEqual(['name: String']);
    expect(typeOf('BookMetaPlace')).toEqual(['city: String', 'stops: [Int]']);
    expect(typeOf('GenreMetaBox')).toEqual(['color: String']);
  });

  it('tell the operator which names have no effect, and why', () => {
    expect(notes.map((line) => line.replace(/\. .*$/, '')).sort()).toEqual([
      '"pods_unset" of `typedByExample` stays JSON: the newest 20 documents that visitors can read have no value by which it could be typed',
      '`typedByExample` names "book.meta.plcae", but "meta" has no part "plcae"',
      '`typedByExample` names "book.title", but no document has this field',
      '`typedByExample` names "nope", but no document has this field',
      '`typedByExample` names "pods_count=nothing", but the site has no type, taxonomy or kind "nothing"',
    ]);
  });

  it('have values and nodes, which take one request for each type', async () => {
    const { book, errors, extensions } = await bookNamed(
      'whole',
      `podsCount podsUnset meta { place { city stops } }
      podsAuthor { databaseId email } podsCover { databaseId } podsSequel { title }
      podsRelated { __typename databaseId ... on Post { title content } ... on Page { title } }
      metaBox {
        rating isbn subtitle field_ba272c _2ndHand byDay noImage authorId
        map { latitude zoom } gallery { databaseId } single { databaseId } topic { name }
        related { title } authorNode { databaseId } chapters { title pages notes } contact { name }
      }`,
    );
    const media = { databaseId: ids.media };
    expect({ book, errors }).toEqual({
      book: {
        podsCount: 7,
        podsUnset: false,
        meta: { place: { city: 'Agra', stops: [1, 2] } },
        podsAuthor: [{ databaseId: ids.author, email: null }, null],
        podsCover: [media],
        podsSequel: [{ title: 'Plain' }],
        podsRelated: [
          { __typename: 'Post', databaseId: ids.post, title: 'Related', content: null },
          null,
          { __typename: 'Page', databaseId: ids.page, title: 'A page' },
        ],
        metaBox: {
          rating: 4,
          isbn: '978',
          subtitle: '',
          field_ba272c: '5',
          _2ndHand: true,
          byDay: { '2026-01-01': 3, '2026-01-02': 4 },
          noImage: false,
          authorId: String(ids.author),
          map: { latitude: '27.1', zoom: '' },
          gallery: [media],
          single: media,
          topic: { name: 'Mystery' },
          related: [{ title: 'Related' }],
          authorNode: { databaseId: ids.author },
          chapters: [
            { title: 'One', pages: null, notes: ['a', ''] },
            { title: 'Two', pages: 12, notes: null },
          ],
          contact: { name: 'Ann' },
        },
      },
      errors: undefined,
    });
    expect(
      extensions?.pressql.notices.filter(({ reason }) => reason === 'UPSTREAM_INVALID_ANSWER'),
    ).toBeFalsy();
    expect(gateway.sent.map(({ route }) => route).sort()).toEqual([
      '/wp/v2/book',
      '/wp/v2/book',
      '/wp/v2/genre',
      '/wp/v2/media',
      '/wp/v2/pages',
      '/wp/v2/posts',
      '/wp/v2/users',
    ]);
  });

  it('are null or empty for the empty values of PHP', async () => {
    const { book, errors } = await bookNamed(
      'plain',
      'podsAuthor { databaseId } podsRelated { id } podsSequel { id } podsCount metaBox { rating }',
    );
    expect({ book, errors }).toEqual({
      book: { podsAuthor: null, podsRelated: null, podsSequel: [], podsCount: null, metaBox: null },
      errors: undefined,
    });
  });

  it('show nothing private, neither in the schema nor in values', async () => {
    const sdl = printSchema(gateway.pressql.schema);
    for (const name of ['userEmail', 'userPass', 'postPassword', 'postContent', 'draftOnly'])
      expect(sdl).not.toContain(name);
    const { book } = await bookNamed(
      'whole',
      'podsAuthor { name email } podsRelated { id } metaBox { contact { name } }',
    );
    expect(JSON.stringify(book)).not.toMatch(/leak@|ann@|Unseen|secret/);
  });

  it('show nothing private where they stay JSON', async () => {
    const { book } = await bookNamed('whole', 'podsRaw');
    expect(book['podsRaw']).toMatchObject({ owner: [{ ID: ids.author, display_name: 'Name' }] });
    expect(JSON.stringify(book)).not.toMatch(/leak@|hash|login|secret/);
  });

  it('work in a subgraph and in a graph of several sites', () => {
    const { site, schema } = gateway.pressql;
    expect(validateSchema(buildSchema(site, { federation: true }))).toEqual([]);
    const other = buildSchema({
      ...site,
      resources: new Map(
        [...site.resources].map(([name, row]) => [name, { ...row, customFields: new Map() }]),
      ),
    });
    const joined = joinGraphs(
      ['a', 'b'],
      [
        { name: 'a', schema },
        { name: 'b', schema: other },
      ],
    );
    expect(validateSchema(joined.schema)).toEqual([]);
    expect(printSchema(joined.schema)).toContain('podsAuthor: [User]');
  });
});

describe('values that differ from the examples', () => {
  it('are null with a notice at their place, and fail no query', async () => {
    await gateway.site.php("update_option('pressql_later', 1);");
    const query =
      'title podsCount podsAuthor { name } metaBox { rating map { zoom } chapters { title pages } isbn }';
    const { book, errors, extensions } = await bookNamed('whole', query);
    expect({ book, errors }).toEqual({
      book: {
        title: 'Whole',
        podsCount: null,
        podsAuthor: [null],
        metaBox: {
          rating: null,
          map: null,
          chapters: [
            { title: 'One', pages: null },
            { title: null, pages: 12 },
          ],
          isbn: '978',
        },
      },
      errors: undefined,
    });
    const notices = extensions?.pressql.notices ?? [];
    expect(notices.map(({ path, field }) => `${path.slice(1).join('.')} ${field}`)).toEqual([
      'podsCount Book.podsCount',
      'podsAuthor.0 Book.podsAuthor',
      'metaBox.rating BookMetaBox.rating',
      'metaBox.map BookMetaBox.map',
      'metaBox.chapters.1.title BookMetaBoxChapters.title',
    ]);
    expect(new Set(notices.map(({ reason }) => reason))).toEqual(new Set(['UPSTREAM_INVALID_ANSWER']));
    expect(notices[0]?.message).toBe(
      '`podsCount` should be a number, as its examples show. WordPress sent another value, which is left out. Register the field with a JSON schema, or restart the gateway, which then finds its type by the values of now.',
    );
  });

  it('change no type while the gateway runs', async () => {
    const before = gateway.pressql.site.fingerprint;
    await gateway.ask('{ __typename }');
    await gateway.pressql.refresh();
    expect(gateway.pressql.site.fingerprint).toBe(before);
    const again = gateway.sent.filter(({ query }) => query['per_page'] === '20');
    // Only the field that has no type yet is looked for again.
    expect(again.map(({ query }) => query['_fields'])).toEqual(['id,pods_unset']);
  });
});
