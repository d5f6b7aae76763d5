// node yoga.mjs PEERS FILE: Yoga with its response cache answers the benchmark's query with the data of a file. Prints its port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'index.js'));
const { createSchema, createYoga } = require('graphql-yoga');
const { useResponseCache } = require('@graphql-yoga/plugin-response-cache');
const { data } = JSON.parse(readFileSync(process.argv[3], 'utf8'));

const typeDefs = /* GraphQL */ `
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
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers: { Query: { posts: () => data.posts } } }),
  plugins: [useResponseCache({ session: () => null, ttl: 3_600_000 })],
  logging: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
