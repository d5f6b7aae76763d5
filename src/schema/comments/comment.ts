import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { renderedField } from '../body/formats.ts';
import { loadAny } from '../find/any-type.ts';
import { shownToNobody } from '../kit/base/availability.ts';
import type { GraphNode } from '../kit/base/virtual-nodes.ts';
import {
  byId,
  integerField,
  isNoDate,
  referenceField,
  referenceGlobalId,
  textField,
} from '../kit/fields/fields.ts';
import { address, identity, kindFlags, olderId } from '../kit/fields/node-fields.ts';
import {
  type EntityFields,
  enumNamed,
  type Graph,
  interfaceNamed,
  resourceNamed,
} from '../kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../kit/graph/page.ts';
import { asEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { readPart } from '../kit/relay/read.ts';
import { commentWhere } from '../where/comment-arguments.ts';
import { listed } from '../where/listing.ts';

/** The edge from a comment to its writer, who may be no user. */
interface CommenterEdge extends GraphRow {
  readonly comment: Entity;
}

/** WordPress' statuses of comments in the graph's words. */
const statuses: Readonly<Record<string, string>> = {
  approved: 'APPROVE',
  hold: 'HOLD',
  spam: 'SPAM',
  trash: 'TRASH',
};

/** `Comment`. */
export function implementComments(graph: Graph): void {
  const comments = resourceNamed(graph.site, 'comment');
  graph.objectOf(comments).implement({
    description: 'A comment on some content.',
    interfaces: ['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable'].map((name) =>
      interfaceNamed(graph, name),
    ),
    fields: (t) => ({
      ...identity(t, 'comment'),
      ...address(t, graph),
      ...kindFlags(t, 'comment', graph),
      commentId: olderId(t, 'Deprecated in favor of databaseId'),
      // Of comments WordPress gives `content` only when it is asked for whole.
      content: renderedField(t, graph, {
        description: 'What it says, as HTML.',
        reads: ['content'],
        html: (document) => text(document, 'content', 'rendered') || null,
        key: 'content',
      }),
      date: dateField(t, 'date', "When it was written, in the site's time zone: `2026-05-10 13:25:12`."),
      dateGmt: dateField(t, 'date_gmt', 'When it was written, in UTC.'),
      status: t.field({
        type: enumNamed(graph, 'CommentStatusEnum'),
        description: 'Whether it is shown.',
        reads: ['status'],
        resolve: ({ document }) => statuses[text(document, 'status') ?? ''] ?? null,
      }),
      approved: t.boolean({
        description: 'Whether it is shown.',
        deprecationReason: 'Deprecated in favor of the `status` field',
        reads: ['status'],
        resolve: ({ document }) => text(document, 'status') === 'approved',
      }),
      type: textField(t, 'type', '`comment`, or `pingback` and the like.'),
      agent: t.string({
        description: "The writer's browser.",
        availability: { to: 'moderators' },
        resolve: (comment, _args, { loaders }) => readAsModerator(comment, loaders, 'author_user_agent'),
      }),
      authorIp: t.string({
        description: "The writer's address.",
        availability: { to: 'moderators' },
        deprecationReason: 'Use the ipAddress field on the edge between the comment and author',
        resolve: (comment, _args, { loaders }) => readAsModerator(comment, loaders, 'author_ip'),
      }),
      karma: t.int({
        description: 'Its karma.',
        availability: shownToNobody,
        resolve: () => null,
      }),
      isRestricted: t.boolean({
        description: 'Whether part of it is kept back: from everybody but moderators.',
        resolve: async (comment, _args, { loaders }) => (await asEditor(comment, loaders, ['id'])) === null,
      }),
      parentDatabaseId: integerField(
        t,
        'parent',
        'Database id of the comment that it replies to; 0 for none.',
      ),
      parentId: referenceGlobalId(
        t,
        { path: 'parent', type: 'comment' },
        'Global id of the comment that it replies to.',
      ),
      author: authorField(t, graph),
      ...relations(t, graph, comments),
    }),
  });
}

function relations(t: EntityFields, graph: Graph, comments: Resource) {
  return {
    parent: referenceField(t, graph, {
      base: 'CommentToParentComment',
      target: 'Comment',
      path: 'parent',
      description: 'The comment that it replies to.',
      load: byId(comments),
      where: commentWhere,
    }),
    replies: connectionField(t, graph, {
      base: 'CommentToComment',
      target: 'Comment',
      description: 'Direct replies, newest first.',
      where: commentWhere,
      page: ({ document }: Entity, request) =>
        readPart(request, listed(comments), {
          partition: { parameter: 'parent', path: 'parent' },
          key: document.id,
        }),
    }),
    commentedOn: t.field({
      type: graph.connections.one('CommentToContentNode', 'ContentNode'),
      description: 'What it is a comment on.',
      reads: ['post', '_links.up'],
      resolve: async ({ document }, _args, { loaders }, info) => {
        const id = integer(document, 'post');
        const type = text(list(document, '_links', 'up')[0], 'post_type');
        const content = id ? await loadContent(id, type, { loaders, info }) : null;
        return content && toEdge(content, content.document.id);
      },
    }),
  };
}

/** What a comment is on: its link names the type, which spares asking all of them. */
function loadContent(
  id: number,
  type: string | null,
  context: { loaders: Loaders; info: GraphQLResolveInfo },
) {
  const { loaders, info } = context;
  const resource = resourcesOf(loaders.site, 'content').find(({ name }) => name === type);
  return resource
    ? loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths)
    : loadAny('content', id, context);
}

function authorField(t: EntityFields, graph: Graph) {
  const users = resourceNamed(graph.site, 'user');
  return t.field({
    type: commenterEdgeType(graph),
    description: 'Who wrote it: a user where the site shows them, else a guest of the name given.',
    reads: ['author', 'author_name', 'author_url', 'author_avatar_urls'],
    resolve: async (comment, _args, { loaders }, info): Promise<CommenterEdge> => {
      const id = integer(comment.document, 'author');
      const user = id ? await loadUser(users, id, { loaders, info }) : null;
      const node: GraphNode = user ?? { typeName: 'CommentAuthor', comment };
      return { node, cursor: null, comment };
    },
  });
}

/** The user; null where the site doesn't show them, since the comment itself says the name. */
async function loadUser(
  users: Resource,
  id: number,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
) {
  try {
    return await loaders.entities(users).load(id, projectionOf(info, users.typeName).paths);
  } catch (error) {
    if (error instanceof WordPressError && (error.kind === 'forbidden' || error.kind === 'not-found'))
      return null;
    throw error;
  }
}

function commenterEdgeType(graph: Graph) {
  return graph.builder.objectRef<CommenterEdge>('CommentToCommenterConnectionEdge').implement({
    description: 'The edge from a comment to who wrote it.',
    interfaces: graph.connections.edgeInterfaces('Commenter'),
    fields: (t) => ({
      node: t.field({
        type: graph.typeNamed('Commenter'),
        nullable: false,
        sameDocument: true,
        description: 'Who wrote it.',
        resolve: ({ node }) => node,
      }),
      name: t.string({
        description: 'The name given.',
        resolve: ({ comment }) => text(comment.document, 'author_name') || null,
      }),
      url: t.string({
        description: 'The website given; null for none.',
        resolve: ({ comment }) => text(comment.document, 'author_url') || null,
      }),
      email: t.string({
        description: 'The e-mail address given.',
        availability: { to: 'moderators' },
        resolve: ({ comment }, _args, { loaders }) => readAsModerator(comment, loaders, 'author_email'),
      }),
      ipAddress: t.string({
        description: 'Where it came from.',
        availability: { to: 'moderators' },
        resolve: ({ comment }, _args, { loaders }) => readAsModerator(comment, loaders, 'author_ip'),
      }),
    }),
  });
}

/** WPGraphQL gives comments' dates as the database has them, with a space, and `0000-00-00` for none. */
function dateField(t: EntityFields, path: 'date' | 'date_gmt', description: string) {
  return t.string({
    description,
    reads: [path],
    resolve: ({ document }) => {
      const date = text(document, path);
      return date && isNoDate(date) ? '0000-00-00 00:00:00' : (date?.replace('T', ' ') ?? null);
    },
  });
}

/** A text of a comment that moderators see; null for everybody else. */
async function readAsModerator(comment: Entity, loaders: Loaders, path: string): Promise<string | null> {
  return text(await asEditor(comment, loaders, [path]), path) || null;
}
