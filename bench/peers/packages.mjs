// The peers of the benchmarks, as packages of npm.
import { installPeers } from './install.mjs';

/** Installs Yoga with its response cache. */
export const installYoga = () =>
  installPeers(['graphql@16', 'graphql-yoga@5', '@graphql-yoga/plugin-response-cache@3']);

/** Installs mercurius, which serves GraphQL from fastify. */
export const installMercurius = () => installPeers(['graphql@16', 'fastify@5', 'mercurius@16']);

/** Installs GraphQL Mesh, which composes a graph from REST APIs, and Hive Gateway, which serves it. */
export const installHive = () =>
  installPeers([
    'graphql@16',
    '@graphql-mesh/compose-cli@1',
    '@omnigraph/json-schema@0.112',
    '@graphql-mesh/transport-rest@0.12',
    '@graphql-mesh/utils@0.107',
    '@graphql-mesh/cache-inmemory-lru@0.11',
    '@graphql-hive/gateway-runtime@2',
  ]);
