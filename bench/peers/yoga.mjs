// node yoga.mjs PEERS FILE [cached]: Yoga answers the benchmark's query with the data of a file, with its response cache if asked.
import { createServer } from 'node:http';
import { listen } from './listen.mjs';
import { require, resolvers, typeDefs } from './schema.mjs';

const { createSchema, createYoga } = require('graphql-yoga');
const { useResponseCache } = require('@graphql-yoga/plugin-response-cache');

const isCached = process.argv[4] === 'cached';
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  plugins: isCached ? [useResponseCache({ session: () => null, ttl: 3_600_000 })] : [],
  logging: false,
});
listen(createServer(yoga));
