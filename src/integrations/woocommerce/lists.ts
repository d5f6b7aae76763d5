import type { GraphNode } from '../../schema/kit/base/virtual-nodes.ts';
import { arrayCursor, type GraphPage } from '../../schema/kit/graph/page.ts';
import type { ConnectionRequest } from '../../schema/kit/relay/connection-field.ts';
import { pageOfList } from '../../schema/kit/relay/list.ts';

/** Returns the requested page of a complete list of values that are no documents. Null for an empty list, as in WooGraphQL. */
export function pageOfValues(values: readonly object[], { paging, loaders }: ConnectionRequest): GraphPage {
  const rows = values.map((value, index) => ({ node: asNode(value), cursor: arrayCursor(index) }));
  return pageOfList(rows, paging, loaders.limits);
}

/** Returns a value as the node of a connection. The connection only passes it on to the resolvers of its own type. */
export function asNode(value: object): GraphNode {
  return value as unknown as GraphNode;
}
