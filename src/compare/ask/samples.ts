import { isRecord } from '../../values/json.ts';
import { CompareError } from '../read/errors.ts';
import type { Endpoint } from './endpoint.ts';
import { listName } from './type-names.ts';

/** Fields of one node of the site: `{ id, databaseId, slug, uri … }`. */
export type SampleNode = Readonly<Record<string, unknown>>;

/** Nodes of the site, by the root field that looks up one of them: `post`, `category`, `book`. */
export type SampleNodes = Readonly<Record<string, readonly SampleNode[]>>;

const contentFields = 'id databaseId slug uri title';
const termFields = 'id databaseId slug uri name';
const userFields = 'id databaseId slug uri name';

const sampleLists: Readonly<Record<string, string>> = {
  post: `posts(first: 10) { nodes { ${contentFields} date commentCount author { node { ${userFields} } } categories(first: 1) { nodes { ${termFields} } } tags(first: 1) { nodes { ${termFields} } } featuredImage { node { ${contentFields} sourceUrl } } } }`,
  page: `pages(first: 3) { nodes { ${contentFields} } }`,
  mediaItem: `mediaItems(first: 3) { nodes { ${contentFields} sourceUrl } }`,
  category: `categories(first: 3, where: { orderby: COUNT, order: DESC }) { nodes { ${termFields} } }`,
  tag: `tags(first: 3, where: { orderby: COUNT, order: DESC }) { nodes { ${termFields} } }`,
  user: `users(first: 3) { nodes { ${userFields} } }`,
  comment: 'comments(first: 3) { nodes { id databaseId } }',
  menu: 'menus(first: 3) { nodes { id databaseId slug name locations } }',
  menuItem: 'menuItems(first: 3) { nodes { id databaseId } }',
  contentType: 'contentTypes { nodes { id name graphqlSingleName graphqlPluralName } }',
  taxonomy: 'taxonomies { nodes { id name graphqlSingleName graphqlPluralName } }',
};

/** Maximum number of custom post types, and of custom taxonomies, to read samples of. */
const maxTypes = 10;

/**
 * Reads a few nodes of each kind from WPGraphQL. A kind that WPGraphQL refuses has no nodes.
 *
 * Posts with the most terms, images and comments come first, and the categories, tags and users of these posts precede
 * others. Documents that combine several filters then have results.
 */
export async function readSampleNodes(wpgraphql: Endpoint): Promise<SampleNodes> {
  const samples = { ...(await readLists(wpgraphql, sampleLists)) };
  const typeLists: Record<string, string> = {};
  for (const [kind, fields] of [
    ['contentType', 'id databaseId slug uri'],
    ['taxonomy', termFields],
  ] as const) {
    const customTypes = (samples[kind] ?? []).flatMap(
      ({ graphqlSingleName: singular, graphqlPluralName: plural }) =>
        typeof singular === 'string' && typeof plural === 'string' && !(singular in sampleLists)
          ? [[singular, plural] as const]
          : [],
    );
    for (const [singular, plural] of customTypes.slice(0, maxTypes)) {
      typeLists[singular] = `${listName(singular, plural)}(first: 3) { nodes { ${fields} } }`;
    }
  }
  Object.assign(samples, await readLists(wpgraphql, typeLists));
  const posts = [...(samples['post'] ?? [])].sort((a, b) => connectionCount(b) - connectionCount(a));
  const ofPosts = (key: string) => posts.flatMap((post) => firstNode(post, key));
  return {
    ...samples,
    post: posts,
    category: [...ofPosts('categories'), ...(samples['category'] ?? [])],
    tag: [...ofPosts('tags'), ...(samples['tag'] ?? [])],
    user: [...ofPosts('author'), ...(samples['user'] ?? [])],
    mediaItem: [...ofPosts('featuredImage'), ...(samples['mediaItem'] ?? [])],
  };
}

/** Reads lists in one request. If WPGraphQL refuses it, sends one request for each list. */
async function readLists(
  wpgraphql: Endpoint,
  lists: Readonly<Record<string, string>>,
): Promise<Record<string, readonly SampleNode[]>> {
  const names = Object.keys(lists);
  if (names.length === 0) return {};
  try {
    const { answer } = await wpgraphql.query(
      `{ ${names.map((name) => `${name}: ${lists[name]}`).join(' ')} }`,
    );
    const { data } = answer;
    if (data) return Object.fromEntries(names.map((name) => [name, nodesOf(data[name])]));
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
  }
  if (names.length === 1) return {};
  const samples: Record<string, readonly SampleNode[]> = {};
  for (const [name, list] of Object.entries(lists)) {
    Object.assign(samples, await readLists(wpgraphql, { [name]: list }));
  }
  return samples;
}

function nodesOf(connection: unknown): readonly SampleNode[] {
  const nodes: unknown = isRecord(connection) ? connection['nodes'] : null;
  return Array.isArray(nodes) ? nodes.filter(isRecord) : [];
}

/** Returns the first node of a connection of a post, as a list. Returns an empty list if the connection has no node. */
function firstNode(post: SampleNode, key: string): readonly SampleNode[] {
  const connection = post[key];
  if (!isRecord(connection)) return [];
  const { node, nodes } = connection;
  const [first]: unknown[] = Array.isArray(nodes) ? nodes : [node];
  return isRecord(first) ? [first] : [];
}

/** Returns how many connections of a post have nodes. */
function connectionCount(post: SampleNode): number {
  const connections = ['categories', 'tags', 'author', 'featuredImage'];
  const comments = Number(post['commentCount'] ?? 0) > 0 ? 1 : 0;
  return connections.filter((key) => firstNode(post, key).length > 0).length + comments;
}
