import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { createSchema, createYoga } from 'graphql-yoga';
import { parse } from '../../src/packages/graphql.ts';

type Fetch = (request: Request) => Promise<Response> | Response;

const typeDefs = `
  type Query { mostLiked: [Post!]! }
  type Post @key(fields: "databaseId") { databaseId: Int! likes: Int! }
`;

/** What each subgraph has, and routers leave out (Apollo Federation subgraph specification). */
const added = `
  directive @key(fields: String!) on OBJECT
  scalar _Any
  union _Entity = Post
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
`;

/** A router (Hive Gateway) of a WordPress and a service that counts likes of posts by their database ids. */
export interface Router {
  ask(query: string, service: { likes: ReadonlyMap<number, number> }): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Starts a router.
 *
 * @param sdl - the SDL of the WordPress' subgraph
 * @throws Error if it does not compose with the service
 */
export function startLikes(sdl: string, wordpress: Fetch): Router {
  let counts: ReadonlyMap<number, number> = new Map();
  const likes = createYoga({
    logging: false,
    schema: createSchema({
      typeDefs: typeDefs + added,
      resolvers: {
        Query: {
          mostLiked: () => [...counts.keys()].map((databaseId) => ({ databaseId })),
          _entities: (_root: unknown, { representations }: { representations: object[] }) => representations,
        },
        _Entity: { __resolveType: () => 'Post' },
        Post: { likes: ({ databaseId }: { databaseId: number }) => counts.get(databaseId) ?? 0 },
      },
    }),
  });
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
  const { supergraphSdl, errors } = composeServices([
    { name: 'wordpress', typeDefs: parse(sdl), url: 'http://wordpress.test/graphql' },
    { name: 'likes', typeDefs: parse(link + typeDefs), url: 'http://likes.test/graphql' },
  ]);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  const services: Readonly<Record<string, Fetch>> = {
    'wordpress.test': wordpress,
    'likes.test': (request) => likes.fetch(request),
  };
  const runtime = createGatewayRuntime({
    supergraph: supergraphSdl,
    logging: false,
    plugins: () => [
      {
        onFetch({ setFetchFn }) {
          setFetchFn(async (url, init) => {
            const request = new Request(url, init as RequestInit);
            const service = services[new URL(url).host];
            if (!service) throw new Error(`The router asked ${url}`);
            return service(request);
          });
        },
      },
    ],
  });
  return {
    async ask(query, service) {
      counts = service.likes;
      const response = await runtime.fetch('http://router.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    close: async () => {
      await runtime[Symbol.asyncDispose]();
      await likes.dispose();
    },
  };
}
