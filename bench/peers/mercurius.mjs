// node mercurius.mjs PEERS FILE: mercurius, which compiles queries, answers the benchmark's query with the data of a file.
import { require, resolvers, typeDefs } from './schema.mjs';

const app = require('fastify')();
app.register(require('mercurius'), { schema: typeDefs, resolvers, jit: 1 });
console.log(`${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`);
