// node hive.mjs PEERS REST_ROOT [projected] [cached]: GraphQL Mesh composed over a WordPress' REST API, served by Hive Gateway.
// References are read by hand-written batches with `include=`, one for each collection. `projected` adds `_fields` with exactly
// what the benchmark's query selects, and `cached` its response cache.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listen } from './listen.mjs';

const [, , folder, endpoint, ...flags] = process.argv;
const require = createRequire(join(folder, 'index.js'));
const { getComposedSchemaFromConfig } = require('@graphql-mesh/compose-cli');
const { loadJSONSchemaSubgraph } = require('@omnigraph/json-schema');
const { DefaultLogger } = require('@graphql-mesh/utils');
const { default: InMemoryLRUCache } = require('@graphql-mesh/cache-inmemory-lru');
const { createGatewayRuntime } = require('@graphql-hive/gateway-runtime');

const integer = { type: 'integer' };
const text = { type: 'string' };
const rendered = (title) => ({ type: 'object', title, properties: { rendered: text } });

/** Returns the operation that reads a list of a collection with some fields. */
function operation({ field, query, type, properties }) {
  const fields = flags.includes('projected') ? `&_fields=${Object.keys(properties).join()}` : '';
  return {
    type: 'Query',
    field,
    method: 'GET',
    path: `/wp/v2/${field}?${query}${fields}`,
    responseSchema: { type: 'array', items: { type: 'object', title: type, properties } },
  };
}

const byIds = {
  query: 'include={args.ids}&per_page=100',
  argTypeMap: { ids: text },
};
const operations = [
  {
    ...operation({
      field: 'posts',
      query: 'per_page={args.first}',
      type: 'Post',
      properties: {
        title: rendered('Title'),
        date: text,
        slug: text,
        author: integer,
        categories: { type: 'array', items: integer },
        featured_media: integer,
      },
    }),
    argTypeMap: { first: integer },
  },
  ...[
    { field: 'users', type: 'User', properties: { id: integer, name: text } },
    { field: 'categories', type: 'Category', properties: { id: integer, name: text } },
    { field: 'media', type: 'MediaItem', properties: { id: integer, source_url: text, alt_text: text } },
  ].map((each) => ({ ...operation({ ...byIds, ...each }), argTypeMap: byIds.argTypeMap })),
];

const supergraph = await getComposedSchemaFromConfig(
  {
    subgraphs: [{ sourceHandler: loadJSONSchemaSubgraph('WordPress', { endpoint, operations }) }],
    additionalTypeDefs: `extend type Post { authorNode: User categoryNodes: [Category] image: MediaItem }`,
  },
  new DefaultLogger(),
);

/** Resolves a field with documents that all posts of an operation read by one request. */
function reference(key, field) {
  return {
    selectionSet: `{ ${key} }`,
    resolve: (root, _, context, info) =>
      context.WordPress.Query[field]({
        root,
        context,
        info,
        key: root[key] || null,
        argsFromKeys: (ids) => ({ ids: ids.join() }),
        selectionSet: (selection) => ({
          ...selection,
          selections: [...selection.selections, { kind: 'Field', name: { kind: 'Name', value: 'id' } }],
        }),
        valuesFromResults(found, ids) {
          const documents = new Map(found.map((document) => [document.id, document]));
          return ids.map((id) => documents.get(id));
        },
      }),
  };
}

const gateway = createGatewayRuntime({
  supergraph,
  additionalResolvers: {
    Post: {
      authorNode: reference('author', 'users'),
      categoryNodes: reference('categories', 'categories'),
      image: reference('featured_media', 'media'),
    },
  },
  transports: { rest: require('@graphql-mesh/transport-rest') },
  logging: false,
  ...(flags.includes('cached') && {
    cache: new InMemoryLRUCache(),
    responseCaching: { session: () => null, ttl: 3_600_000 },
  }),
});
listen(createServer(gateway));
