import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import type { Site } from '../site/site.ts';

/** The graph of one site. */
export function buildSchema(site: Site): GraphQLSchema {
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'RootQuery',
      fields: { siteName: { type: GraphQLString, resolve: () => site.name } },
    }),
  });
}
