// The part of the schema that the benchmark's query reads, and its data in memory, for peers that have no WordPress.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , folder, file] = process.argv;

/** Loads a package of the peers. */
export const require = createRequire(join(folder, 'index.js'));

export const typeDefs = /* GraphQL */ `
  type Query { posts(first: Int): Posts }
  type Posts { nodes: [Post!]! }
  type Post { title: String date: String slug: String author: Author categories: Categories featuredImage: Image }
  type Author { node: User! }
  type User { name: String }
  type Categories { nodes: [Category!]! }
  type Category { name: String }
  type Image { node: MediaItem! }
  type MediaItem { sourceUrl: String altText: String }
`;

const { nodes } = JSON.parse(readFileSync(file, 'utf8')).data.posts;

export const resolvers = { Query: { posts: (_, { first }) => ({ nodes: nodes.slice(0, first) }) } };
