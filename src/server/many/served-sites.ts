import type { GraphQLError, GraphQLSchema } from '../../packages/graphql.ts';
import type { JoinedGraph, SiteFacts } from '../../schema/many/join.ts';

/** The sites of a joined graph, as its server sees them. */
export interface ServedSites {
  /** Returns the graph of a schema that clients see. Null for any other schema. */
  graphOf(schema: GraphQLSchema): JoinedGraph | null;
  /** Returns what the graph says about its sites. */
  facts(): readonly SiteFacts[];
  /** Returns the error for a site that cannot be read. */
  unavailable(name: string): GraphQLError;
}
