import type { GraphQLResolveInfo } from 'graphql';
import type { Loaders } from '../../loading/loaders.ts';
import type { Resource } from '../../site/site.ts';
import type { GraphNode } from '../nodes.ts';

/** Who asks for an address, and of which resources the answer may be. */
export interface UriLookup {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
  readonly only?: readonly Resource[];
}

export async function findByUri(_input: string, _lookup: UriLookup): Promise<GraphNode | null> {
  return null;
}
