import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Term {
  readonly slug: string;
  readonly uri: string;
  readonly taxonomyName: string;
}
type Terms = {
  readonly terms: { nodes: readonly Term[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
};

const terms = (args: string) =>
  `{ terms(${args}) { nodes { slug uri taxonomyName } pageInfo { endCursor hasNextPage } } }`;

it('post formats that posts use are terms, and one request finds them', async () => {
  const { terms: found } = await gateway.data<Terms>(terms('where: { taxonomies: [POSTFORMAT] }'));
  expect(gateway.sent.length).toBe(1);
  expect(found.nodes.length).toBeGreaterThan(1);
  expect(found.nodes.every(({ taxonomyName }) => taxonomyName === 'post_format')).toBe(true);
});

it('post formats are listed among terms of other taxonomies, and can be read page by page', async () => {
  const all = (await gateway.data<Terms>(terms('first: 100'))).terms.nodes.map(({ slug }) => slug);
  expect(all).toContain('post-format-aside');
  const some = terms('first: 100, where: { taxonomies: [POSTFORMAT, CATEGORY] }');
  const kinds = new Set(
    (await gateway.data<Terms>(some)).terms.nodes.map(({ taxonomyName }) => taxonomyName),
  );
  expect([...kinds].sort()).toEqual(['category', 'post_format']);
  const seen: string[] = [];
  for (let after = '', more = true; more; ) {
    const page = (await gateway.data<Terms>(terms(`first: 15${after}`))).terms;
    seen.push(...page.nodes.map(({ slug }) => slug));
    [after, more] = [`, after: "${page.pageInfo.endCursor}"`, page.pageInfo.hasNextPage];
  }
  expect(seen).toEqual(all);
});

it('a post format can be looked up by slug and URI, and its taxonomy by id', async () => {
  const id = Buffer.from('taxonomy:post_format').toString('base64');
  const aside = '{ __typename slug }';
  const found = { __typename: 'PostFormat', slug: 'post-format-aside' };
  const data = await gateway.data(`{
    node(id: "${id}") { __typename ... on Taxonomy { name } }
    slug: termNode(id: "post-format-aside", idType: SLUG, taxonomy: POSTFORMAT) ${aside}
    uri: termNode(id: "/type/aside/", idType: URI) ${aside}
    postFormat(id: "/type/aside/", idType: URI) ${aside}
    nodeByUri(uri: "/type/aside/") { __typename uri }
    unused: nodeByUri(uri: "/type/chat/") { __typename } }`);
  expect(data).toEqual({
    node: { __typename: 'Taxonomy', name: 'post_format' },
    slug: found,
    uri: found,
    postFormat: found,
    nodeByUri: { __typename: 'PostFormat', uri: '/type/aside/' },
    unused: null,
  });
});

it.each([
  ['search: "as"', ['post-format-aside']],
  ['slug: ["post-format-video"], hideEmpty: true', ['post-format-video']],
  ['name: ["Aside"]', []],
  ['nameLike: "zzz"', []],
])('post formats can be filtered: %s', async (where, expected) => {
  type Formats = { postFormats: { nodes: readonly Term[] } };
  const { postFormats } = await gateway.data<Formats>(
    `{ postFormats(where: { ${where} }) { nodes { slug } } }`,
  );
  expect(postFormats.nodes.map(({ slug }) => slug)).toEqual(expected);
});

it('a filter of post formats that REST does not support is an error that names it', async () => {
  const { errors } = await gateway.ask('{ postFormats(where: { descriptionLike: "x" }) { nodes { slug } } }');
  expect(errors?.[0]?.message).toContain('`where.descriptionLike`');
});

it('post formats are the terms of their taxonomy', async () => {
  type Taxonomies = {
    taxonomies: { nodes: { name: string; connectedTerms: { nodes: readonly Term[] } }[] };
    taxonomy: { connectedTerms: { nodes: readonly Term[] } };
  };
  const connected = 'connectedTerms(first: 3) { nodes { slug taxonomyName } }';
  const { taxonomies, taxonomy } = await gateway.data<Taxonomies>(
    `{ taxonomies { nodes { name ${connected} } } taxonomy(id: "post_format", idType: NAME) { ${connected} } }`,
  );
  for (const { name, connectedTerms } of taxonomies.nodes) {
    expect(connectedTerms.nodes.every(({ taxonomyName }) => taxonomyName === name)).toBe(true);
  }
  expect(taxonomy.connectedTerms.nodes.length).toBeGreaterThan(1);
});
