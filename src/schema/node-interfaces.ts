import { previewFields } from './content/preview.ts';
import { typeNameOf } from './kit/base/virtual-nodes.ts';
import { identityFields } from './kit/fields/node-fields.ts';
import { type EntityFields, type Graph, interfaceNamed } from './kit/graph/graph.ts';

/** Implements the interfaces that all kinds of nodes share. Each kind implements their fields itself. */
export function implementNodeInterfaces(graph: Graph): void {
  const node = interfaceNamed(graph, 'Node');
  const identified = interfaceNamed(graph, 'DatabaseIdentifier');
  const uniform = interfaceNamed(graph, 'UniformResourceIdentifiable');
  node.implement({
    description: 'An object with a globally unique id.',
    resolveType: typeNameOf,
    fields: (t) => ({ id: identityFields(t, 'post').id }),
  });
  identified.implement({
    description: "An object with an id in WordPress' database.",
    resolveType: typeNameOf,
    fields: (t) => ({ databaseId: identityFields(t, 'post').databaseId }),
  });
  uniform.implement({
    description: 'An object with a URL on the site.',
    interfaces: [node],
    resolveType: typeNameOf,
    fields: uniformFields,
  });
  interfaceNamed(graph, 'Previewable').implement({
    description: 'Content that can be previewed before it is published.',
    resolveType: typeNameOf,
    fields: previewFields,
  });
  interfaceNamed(graph, 'MenuItemLinkable').implement({
    description: 'Content or a term that a menu item can link to.',
    interfaces: [uniform, identified, node],
    resolveType: typeNameOf,
    fields: () => ({}),
  });
}

/** Names of all interfaces of REST documents. */
export const interfaceNames: readonly string[] = [
  'Node',
  'DatabaseIdentifier',
  'UniformResourceIdentifiable',
  'Previewable',
  'MenuItemLinkable',
  'ContentNode',
  'TermNode',
  'HierarchicalNode',
  'HierarchicalContentNode',
  'HierarchicalTermNode',
  'Commenter',
];

function uniformFields(t: EntityFields) {
  const kind = (description: string) => t.boolean({ nullable: false, description, resolve: () => false });
  return {
    uri: t.string({
      description: "The URL without the site's address: `/2026/05/hello/`.",
      resolve: () => null,
    }),
    isComment: kind('Whether this is a comment.'),
    isContentNode: kind('Whether this is content.'),
    isTermNode: kind('Whether this is a term.'),
    isFrontPage: kind("Whether this is the site's front page."),
    isPostsPage: kind('Whether this is the page that lists posts.'),
  };
}
