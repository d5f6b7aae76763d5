import { isRecord } from '../../values/json.ts';
import { CompareError } from '../read/errors.ts';
import type { Side } from './endpoint.ts';

/** Fields of something that a site has, `{ id, databaseId, slug, uri … }`. */
export type Sample = Readonly<Record<string, unknown>>;

/** What a site has of each kind, by the field of the graph that looks one up: `post`, `category`, `book`. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

const content = 'id databaseId slug uri title';
const term = 'id databaseId slug uri name';
const user = 'id databaseId slug uri name';

const lists: Readonly<Record<string, string>> = {
  post: `posts(first: 10) { nodes { ${content} date commentCount author { node { ${user} } } categories(first: 1) { nodes { ${term} } } tags(first: 1) { nodes { ${term} } } featuredImage { node { ${content} sourceUrl } } } }`,
  page: `pages(first: 3) { nodes { ${content} } }`,
  mediaItem: `mediaItems(first: 3) { nodes { ${content} sourceUrl } }`,
  category: `categories(first: 3, where: { orderby: COUNT, order: DESC }) { nodes { ${term} } }`,
  tag: `tags(first: 3, where: { orderby: COUNT, order: DESC }) { nodes { ${term} } }`,
  user: `users(first: 3) { nodes { ${user} } }`,
  comment: 'comments(first: 3) { nodes { id databaseId } }',
  menu: 'menus(first: 3) { nodes { id databaseId slug name locations } }',
  menuItem: 'menuItems(first: 3) { nodes { id databaseId } }',
  contentType: 'contentTypes { nodes { id name graphqlSingleName graphqlPluralName } }',
  taxonomy: 'taxonomies { nodes { id name graphqlSingleName graphqlPluralName } }',
};

/** Most types and taxonomies of a plugin that are read. */
const mostTypes = 10;

/**
 * Reads some of each kind of content from WPGraphQL; of a kind that it refuses, nothing.
 * The posts with the most beside them come first, so that filters that a document combines find something.
 */
export async function readSamples(wpgraphql: Side): Promise<Samples> {
  const samples = { ...(await readLists(wpgraphql, lists)) };
  const typeLists: Record<string, string> = {};
  for (const [kind, fields] of [
    ['contentType', 'id databaseId slug uri'],
    ['taxonomy', term],
  ] as const) {
    const own = (samples[kind] ?? []).flatMap(({ graphqlSingleName: one, graphqlPluralName: many }) =>
      typeof one === 'string' && typeof many === 'string' && !(one in lists) ? [[one, many] as const] : [],
    );
    for (const [one, many] of own.slice(0, mostTypes)) {
      typeLists[one] = `${many}(first: 3) { nodes { ${fields} } }`;
    }
  }
  Object.assign(samples, await readLists(wpgraphql, typeLists));
  const posts = [...(samples['post'] ?? [])].sort((a, b) => richness(b) - richness(a));
  const beside = (key: string) => posts.flatMap((post) => besidePost(post, key));
  return {
    ...samples,
    post: posts,
    category: [...beside('categories'), ...(samples['category'] ?? [])],
    tag: [...beside('tags'), ...(samples['tag'] ?? [])],
    user: [...beside('author'), ...(samples['user'] ?? [])],
    mediaItem: [...beside('featuredImage'), ...(samples['mediaItem'] ?? [])],
  };
}

/** Reads lists in one request, or in one for each where WPGraphQL refuses some of them. */
async function readLists(
  wpgraphql: Side,
  wanted: Readonly<Record<string, string>>,
): Promise<Record<string, readonly Sample[]>> {
  const names = Object.keys(wanted);
  if (names.length === 0) return {};
  try {
    const { answer } = await wpgraphql.ask(
      `{ ${names.map((name) => `${name}: ${wanted[name]}`).join(' ')} }`,
    );
    const { data } = answer;
    if (data) return Object.fromEntries(names.map((name) => [name, nodesIn(data[name])]));
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
  }
  if (names.length === 1) return {};
  const each: Record<string, readonly Sample[]> = {};
  for (const [name, list] of Object.entries(wanted)) {
    Object.assign(each, await readLists(wpgraphql, { [name]: list }));
  }
  return each;
}

function nodesIn(connection: unknown): readonly Sample[] {
  const nodes: unknown = isRecord(connection) ? connection['nodes'] : null;
  return Array.isArray(nodes) ? nodes.filter(isRecord) : [];
}

function besidePost(post: Sample, key: string): readonly Sample[] {
  const connection = post[key];
  if (!isRecord(connection)) return [];
  const { node, nodes } = connection;
  const [first]: unknown[] = Array.isArray(nodes) ? nodes : [node];
  return isRecord(first) ? [first] : [];
}

function richness(post: Sample): number {
  const parts = ['categories', 'tags', 'author', 'featuredImage'];
  const comments = Number(post['commentCount'] ?? 0) > 0 ? 1 : 0;
  return parts.filter((key) => besidePost(post, key).length > 0).length + comments;
}
