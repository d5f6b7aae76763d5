import type { Change } from '../../cache/changes.ts';
import type { Entity } from '../../loading/base/entity.ts';
import { type GlobalIdType, toGlobalId } from '../kit/base/global-id.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';

/** A change and its document as visitors see it now. */
export interface ShownChange {
  readonly change: Change;
  /** Null if the document is no longer visible, or if any document of the type may have changed. */
  readonly node: Entity | null;
}

const kinds = {
  published: ['PUBLISHED', 'Visitors see it for the first time.'],
  changed: ['CHANGED', 'Visitors saw it before, and it differs now.'],
  removed: ['REMOVED', 'Visitors no longer see it.'],
} as const satisfies Readonly<Record<Change['kind'], readonly [string, string]>>;

/** Adds the types of the events of subscriptions. Returns the types for content and for comments. */
export function addChangeTypes(graph: Graph) {
  const { builder, site } = graph;
  const kindType = builder.enumType('ChangeKindEnum', {
    description: 'What has happened to a document (beyond WPGraphQL).',
    values: Object.fromEntries(
      Object.entries(kinds).map(([value, [name, description]]) => [name, { value, description }]),
    ),
  });
  const typeOf = (name: string, idType: GlobalIdType, target: { typeName: string; description: string }) => {
    const type = builder.objectRef<ShownChange>(name);
    type.implement({
      description: `${target.description} (beyond WPGraphQL).`,
      fields: (t) => ({
        kind: t.field({
          type: kindType,
          nullable: false,
          description: 'What has happened.',
          resolve: ({ change }) => change.kind,
        }),
        databaseId: t.int({
          description: 'Database id of the document. Null if any document of the type may have changed.',
          resolve: ({ change }) => change.id,
        }),
        id: t.id({
          description: 'Global id of the document. Null if any document of the type may have changed.',
          resolve: ({ change }) => (change.id === null ? null : toGlobalId(idType, change.id)),
        }),
        type: t.string({
          nullable: false,
          description: 'Name of the GraphQL type of the document: `Post`.',
          resolve: ({ change }) => resourceNamed(site, change.resource).typeName,
        }),
        uris: t.stringList({
          nullable: { list: false, items: false },
          description:
            'Paths of the page of the document before and after the change. Only those that the gateway knows.',
          resolve: ({ change }) => [...change.uris],
        }),
        node: t.field({
          type: graph.typeNamed(target.typeName),
          description:
            'The document as visitors see it now. Null if they no longer see it, or if any document of the type may have changed.',
          sameDocument: true,
          resolve: ({ node }) => node,
        }),
      }),
    });
    return type;
  };
  return {
    content: typeOf('ContentChange', 'post', {
      typeName: 'ContentNode',
      description: 'A change of content',
    }),
    comment: typeOf('CommentChange', 'comment', {
      typeName: 'Comment',
      description: 'A change of a comment',
    }),
  };
}
