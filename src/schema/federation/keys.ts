import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { virtualTypes } from '../kit/base/virtual-nodes.ts';
import type { Graph } from '../kit/graph/graph.ts';

/** Fields of a type whose values name one node each. A reference has one of them. */
export type Keys = readonly string[];

/** Virtual nodes that no id leads to, since REST lists none. */
const unlisted: ReadonlySet<string> = new Set(['EnqueuedScript', 'EnqueuedStylesheet']);

/** The keys of documents. WordPress never changes or reuses an id of its database, and it is unique in each kind. */
const documentKeys: Keys = ['id', 'databaseId'];

/** The keys of other nodes. Slugs and URIs are no keys: the editor changes them, and several documents may have one. */
const nodeKeys: Keys = ['id'];

/** Returns the object types of all nodes that the graph finds by a key, with their keys. */
export function entityTypes(graph: Graph) {
  const { builder, site } = graph;
  const isImplemented = (name: string) => builder.configStore.hasConfig(name);
  const documents = [...site.resources.values()].flatMap((resource) => graph.objectTypes(resource));
  const menus = [menuResource, menuItemResource].map((resource) => graph.objectType(resource));
  const virtual = virtualTypes.filter((name) => !unlisted.has(name) && isImplemented(name));
  return [
    ...documents.map((ref) => ({ ref, keys: documentKeys })),
    ...[...menus, ...virtual.map((name) => graph.virtualType(name))].map((ref) => ({ ref, keys: nodeKeys })),
  ];
}
