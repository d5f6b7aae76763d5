import type { Change } from '../../cache/changes.ts';
import type { ChangeEvent } from '../../cache/events.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { resourcesOf } from '../../site/site.ts';
import type { Context } from '../kit/base/context.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import { enumNamed, type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { addChangeTypes, type ShownChange } from './change-types.ts';

/** Adds the subscriptions: `contentChanged`, `contentPublished`, `commentAdded`. */
export function addSubscriptions(graph: Graph): void {
  const { builder, site } = graph;
  const types = addChangeTypes(graph);
  const contents = resourcesOf(site, 'content').map(({ name }) => name);
  const typesDescription = 'Types of content. Default: all.';
  builder.subscriptionType({
    name: 'RootSubscription',
    description: 'The root of all subscriptions, which are sent as server-sent events (beyond WPGraphQL).',
    fields: (t) => ({
      contentChanged: t.field({
        type: types.content,
        description: 'Each change of content that visitors see: published, changed, removed.',
        args: {
          types: t.arg({ type: [enumNamed(graph, 'ContentTypeEnum')], description: typesDescription }),
          ids: t.arg.idList({ description: 'Database ids or global ids of documents. Default: all.' }),
        },
        subscribe: (_root, { types: names, ids }, { subscribe }) => {
          const wanted = ids && new Set(ids.map((id) => toDatabaseId(id, 'ids')));
          return subscribe({
            resources: names ?? contents,
            wants: ({ id }) => !wanted || id === null || wanted.has(id),
          });
        },
        resolve: showChange,
      }),
      contentPublished: t.field({
        type: types.content,
        description: 'Content that visitors see for the first time.',
        args: {
          types: t.arg({ type: [enumNamed(graph, 'ContentTypeEnum')], description: typesDescription }),
        },
        subscribe: (_root, { types: names }, { subscribe }) =>
          subscribe({ resources: names ?? contents, wants: isPublished }),
        resolve: showChange,
      }),
      commentAdded: t.field({
        type: types.comment,
        description: 'Comments that visitors see for the first time.',
        args: {
          contentId: t.arg.id({
            description: 'Database id or global id of the content with the comments. Default: all content.',
          }),
        },
        subscribe: (_root, { contentId }, { subscribe }) => {
          const parent = contentId ? toDatabaseId(contentId, 'contentId') : null;
          return subscribe({
            resources: ['comment'],
            wants: (change) => isPublished(change) && (parent === null || change.parent === parent),
          });
        },
        resolve: showChange,
      }),
    }),
  });

  /**
   * Returns a change with its document. Returns null for a change of a document that visitors never saw, such as a draft. The
   * server then sends no event.
   */
  async function showChange(
    { change }: ChangeEvent,
    _args: object,
    { loaders }: Context,
    info: GraphQLResolveInfo,
  ): Promise<ShownChange | null> {
    const { id, kind } = change;
    if (id === null || kind === 'removed') return { change, node: null };
    const resource = resourceNamed(site, change.resource);
    const node = await loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths);
    return node && { change, node };
  }
}

function isPublished({ kind, id }: Change): boolean {
  return kind === 'published' && id !== null;
}
