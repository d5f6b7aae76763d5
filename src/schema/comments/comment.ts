import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { renderedField } from '../body/formats.ts';
import { loadOfAnyType } from '../find/any-type.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import type { GraphNode } from '../kit/base/virtual-nodes.ts';
import {
  integerField,
  isZeroDate,
  loadById,
  referenceField,
  referenceGlobalId,
  textField,
} from '../kit/fields/fields.ts';
import { addressFields, deprecatedIdField, identityFields, kindFlags } from '../kit/fields/node-fields.ts';
import {
  type EntityFields,
  enumNamed,
  type Graph,
  interfaceNamed,
  resourceNamed,
} from '../kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../kit/graph/page.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { readPart } from '../kit/relay/read.ts';
import { commentWhere } from '../where/comment-arguments.ts';
import { listedResource } from '../where/list-rules.ts';

/** The edge from a comment to its author: a user or a guest. */
interface CommenterEdge extends GraphRow {
  readonly comment: Entity;
}

/** The enum values of `CommentStatusEnum`, by the comment statuses of REST. */
const statuses: Readonly<Record<string, string>> = {
  approved: 'APPROVE',
  hold: 'HOLD',
  spam: 'SPAM',
  trash: 'TRASH',
};

/** Adds the fields of `Comment`. */
export function implementComments(graph: Graph): void {
  const comments = resourceNamed(graph.site, 'comment');
  graph.objectType(comments).implement({
    description: 'A comment on content.',
    interfaces: ['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable'].map((name) =>
      interfaceNamed(graph, name),
    ),
    fields: (t) => ({
      ...identityFields(t, 'comment'),
      ...addressFields(t, graph),
      ...kindFlags(t, 'comment', graph),
      commentId: deprecatedIdField(t, 'Deprecated in favor of databaseId'),
      // WordPress leaves `content` of comments out if `_fields` names only a part of it.
      content: renderedField(t, graph, {
        description: 'The text of the comment as HTML.',
        reads: ['content'],
        html: (document) => text(document, 'content', 'rendered') || null,
        key: 'content',
      }),
      date: dateField(t, 'date', "The date of the comment in the site's time zone: `2026-05-10 13:25:12`."),
      dateGmt: dateField(t, 'date_gmt', 'The date of the comment in UTC.'),
      status: t.field({
        type: enumNamed(graph, 'CommentStatusEnum'),
        description: 'The status of the comment. Visitors see approved comments only.',
        reads: ['status'],
        resolve: ({ document }) => statuses[text(document, 'status') ?? ''] ?? null,
      }),
      approved: t.boolean({
        description: 'Whether the comment is approved.',
        deprecationReason: 'Deprecated in favor of the `status` field',
        reads: ['status'],
        resolve: ({ document }) => text(document, 'status') === 'approved',
      }),
      type: textField(t, 'type', 'The type of the comment: `comment`, `pingback` or `trackback`.'),
      agent: t.string({
        description: "The user agent of the author's browser.",
        availability: { to: 'moderators' },
        resolve: (comment, _args, { loaders }) => readAsModerator(comment, loaders, 'author_user_agent'),
      }),
      authorIp: t.string({
        description: "The author's IP address.",
        availability: { to: 'moderators' },
        deprecationReason: 'Use the ipAddress field on the edge between the comment and author',
        resolve: (comment, _args, { loaders }) => readAsModerator(comment, loaders, 'author_ip'),
      }),
      karma: t.int({
        description: 'The karma of the comment.',
        availability: alwaysNull,
        resolve: () => null,
      }),
      isRestricted: t.boolean({
        description: 'Whether the client may not read all fields of the comment. False for moderators.',
        resolve: async (comment, _args, { loaders }) =>
          (await readAsEditor(comment, loaders, ['id'])) === null,
      }),
      parentDatabaseId: integerField(
        t,
        'parent',
        'The database id of the comment that this one replies to. 0 if it is no reply.',
      ),
      parentId: referenceGlobalId(
        t,
        { path: 'parent', type: 'comment' },
        'The global id of the comment that this one replies to. Null if it is no reply.',
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
      description: 'The comment that this one replies to. Null if it is no reply.',
      load: loadById(comments),
      where: commentWhere,
    }),
    replies: connectionField(t, graph, {
      base: 'CommentToComment',
      target: 'Comment',
      description: 'The direct replies, newest first.',
      where: commentWhere,
      page: ({ document }: Entity, request) =>
        readPart(request, listedResource(comments), {
          partition: { parameter: 'parent', path: 'parent' },
          key: document.id,
        }),
    }),
    commentedOn: t.field({
      type: graph.connections.one('CommentToContentNode', 'ContentNode'),
      description: 'The content that the comment is on.',
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

/** Loads the content that a comment is on. The comment's link names the post type; without it, loads from all post types. */
function loadContent(
  id: number,
  type: string | null,
  context: { loaders: Loaders; info: GraphQLResolveInfo },
) {
  const { loaders, info } = context;
  const resource = resourcesOf(loaders.site, 'content').find(({ name }) => name === type);
  return resource
    ? loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths)
    : loadOfAnyType('content', id, context);
}

function authorField(t: EntityFields, graph: Graph) {
  const users = resourceNamed(graph.site, 'user');
  return t.field({
    type: commenterEdgeType(graph),
    description: 'The author of the comment: a user, or a `CommentAuthor` if WordPress shows no user.',
    reads: ['author', 'author_name', 'author_url', 'author_avatar_urls'],
    resolve: async (comment, _args, { loaders }, info): Promise<CommenterEdge> => {
      const id = integer(comment.document, 'author');
      const user = id ? await loadUser(users, id, { loaders, info }) : null;
      const node: GraphNode = user ?? { typeName: 'CommentAuthor', comment };
      return { node, cursor: null, comment };
    },
  });
}

/** Loads a user. Returns null if WordPress hides the user, since the comment itself contains the author's name. */
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
    description: 'The edge from a comment to its author.',
    interfaces: graph.connections.edgeInterfaces('Commenter'),
    fields: (t) => ({
      node: t.field({
        type: graph.typeNamed('Commenter'),
        nullable: false,
        sameDocument: true,
        description: 'The author of the comment.',
        resolve: ({ node }) => node,
      }),
      name: t.string({
        description: 'The name that the author gave.',
        resolve: ({ comment }) => text(comment.document, 'author_name') || null,
      }),
      url: t.string({
        description: 'The website that the author gave. Null if there is none.',
        resolve: ({ comment }) => text(comment.document, 'author_url') || null,
      }),
      email: t.string({
        description: 'The e-mail address that the author gave.',
        availability: { to: 'moderators' },
        resolve: ({ comment }, _args, { loaders }) => readAsModerator(comment, loaders, 'author_email'),
      }),
      ipAddress: t.string({
        description: 'The IP address of the author.',
        availability: { to: 'moderators' },
        resolve: ({ comment }, _args, { loaders }) => readAsModerator(comment, loaders, 'author_ip'),
      }),
    }),
  });
}

/** Returns a field for a date in the database's format, as WPGraphQL does: with a space, and `0000-00-00 00:00:00` for no date. */
function dateField(t: EntityFields, path: 'date' | 'date_gmt', description: string) {
  return t.string({
    description,
    reads: [path],
    resolve: ({ document }) => {
      const date = text(document, path);
      return date && isZeroDate(date) ? '0000-00-00 00:00:00' : (date?.replace('T', ' ') ?? null);
    },
  });
}

/** Reads a text of a comment that only moderators may read. Returns null to other users and to visitors. */
async function readAsModerator(comment: Entity, loaders: Loaders, path: string): Promise<string | null> {
  return text(await readAsEditor(comment, loaders, [path]), path) || null;
}
