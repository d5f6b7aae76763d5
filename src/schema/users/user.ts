import type { Entity } from '../../loading/base/entity.ts';
import { resourcesOf } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { allRevisionsConnection } from '../content/all-revisions.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { enqueuedAssetFields } from '../kit/fields/assets.ts';
import { nullTextField, textField } from '../kit/fields/fields.ts';
import { deprecatedIdField, identityFields, kindFlags, uriField } from '../kit/fields/node-fields.ts';
import type { Types } from '../kit/graph/builder.ts';
import {
  type EntityFields,
  enumNamed,
  type Graph,
  interfaceNamed,
  resourceNamed,
  virtualInterfaces,
} from '../kit/graph/graph.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { readPart, readResources } from '../kit/relay/read.ts';
import { canFilterComments } from '../kit/where/status.ts';
import { commentWhere, isByAuthors } from '../where/comment-arguments.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { listedResource } from '../where/list-rules.ts';
import { privateFields } from './private.ts';
import { rolesConnection } from './roles.ts';

/** An avatar in one size. */
export interface AvatarImage {
  readonly url: string;
  readonly size: number;
  readonly rating: string;
  readonly forceDefault: boolean;
}

/**
 * Returns the avatar in the requested size, from the URLs by size in REST (`{ 96: url }`). Uses the URL of the nearest size,
 * and changes the size in a URL of Gravatar, which offers all sizes from 1 to 2048 pixels. Returns null without a URL.
 *
 * @param requested.size - pixels. @default 96
 */
export function avatarOf(
  urls: unknown,
  requested: {
    size?: number | null | undefined;
    rating?: string | null | undefined;
    forceDefault?: boolean | null | undefined;
  },
): AvatarImage | null {
  const size = requested.size && requested.size > 0 ? requested.size : 96;
  // Some plugins replace the object of URLs with a single URL.
  const bySize = typeof urls === 'string' && urls !== '' ? { [size]: urls } : urls;
  const entries = Object.entries(isRecord(bySize) ? bySize : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const [, nearest] =
    entries.sort(([a], [b]) => Math.abs(Number(a) - size) - Math.abs(Number(b) - size))[0] ?? [];
  if (!nearest) return null;
  const rating = requested.rating?.toLowerCase() ?? 'g';
  const forceDefault = requested.forceDefault ?? false;
  if (!URL.canParse(nearest) || !new URL(nearest).hostname.endsWith('gravatar.com')) {
    return { url: nearest, size, rating, forceDefault };
  }
  const url = new URL(nearest);
  url.searchParams.set('s', String(size));
  if (requested.rating) url.searchParams.set('r', rating);
  if (forceDefault) url.searchParams.set('f', 'y');
  return { url: url.href, size, rating, forceDefault };
}

/** Adds `Avatar`, `Commenter`, `User` and `CommentAuthor`. */
export function implementUsers(graph: Graph): void {
  const avatar = graph.builder.objectRef<AvatarImage>('Avatar').implement({
    description: 'The picture of a user or a guest.',
    fields: (t) => ({
      default: t.string({
        description: 'The default picture for people without an avatar: `mm`.',
        resolve: ({ url }) => (URL.canParse(url) ? new URL(url).searchParams.get('d') : null),
      }),
      extraAttr: t.string({
        description: 'Extra HTML attributes.',
        availability: { to: 'nobody' },
        resolve: () => null,
      }),
      forceDefault: t.boolean({
        description: 'Whether the URL is always that of the default picture.',
        resolve: (image) => image.forceDefault,
      }),
      foundAvatar: t.boolean({ description: 'Whether there is an avatar.', resolve: () => true }),
      height: t.int({ description: 'The height in pixels.', resolve: ({ size }) => size }),
      isRestricted: t.boolean({
        description: 'Always false, since avatars are public.',
        resolve: () => false,
      }),
      rating: t.string({ description: 'The highest allowed rating.', resolve: (image) => image.rating }),
      scheme: t.string({
        description: 'The requested URL scheme.',
        availability: { to: 'nobody' },
        resolve: () => null,
      }),
      size: t.int({ description: 'The width and height in pixels.', resolve: (image) => image.size }),
      url: t.string({ description: 'The URL of the picture.', resolve: ({ url }) => url }),
      width: t.int({ description: 'The width in pixels.', resolve: ({ size }) => size }),
    }),
  });
  interfaceNamed(graph, 'Commenter').implement({
    description: 'The author of a comment: a user of the site, or a guest.',
    resolveType: typeNameOf,
    interfaces: [interfaceNamed(graph, 'Node'), interfaceNamed(graph, 'DatabaseIdentifier')],
    fields: (t) => ({
      avatar: t.field({ type: avatar, description: 'The avatar.' }),
      email: nullTextField(t, 'The e-mail address.'),
      isRestricted: t.boolean({ description: 'Whether the client may not read all fields of the author.' }),
      name: textField(t, 'name', 'The display name.'),
      url: textField(t, 'url', 'The website. Null if there is none.', { emptyIsNull: true }),
    }),
  });
  const avatarArguments = (t: ArgumentFields) => ({
    size: t.arg.int({ defaultValue: 96, description: 'The width and height in pixels.' }),
    forceDefault: t.arg.boolean({ description: 'Whether to return the default picture in any case.' }),
    rating: t.arg({ type: enumNamed(graph, 'AvatarRatingEnum'), description: 'The highest allowed rating.' }),
  });

  graph.objectType(resourceNamed(graph.site, 'user')).implement({
    description: 'A user of the site. Visitors see users who have published content.',
    interfaces: ['Node', 'UniformResourceIdentifiable', 'Commenter', 'DatabaseIdentifier'].map((name) =>
      interfaceNamed(graph, name),
    ),
    fields: (t) => ({
      ...identityFields(t, 'user'),
      uri: uriField(t, graph),
      ...kindFlags(t, 'user', graph),
      userId: deprecatedIdField(t, 'Deprecated in favor of the databaseId field'),
      name: textField(t, 'name', 'The display name.'),
      slug: textField(t, 'slug', 'The slug: the part of the URL that names the user.'),
      description: textField(t, 'description', 'The biography. Null if it is empty.', {
        emptyIsNull: true,
      }),
      url: textField(t, 'url', 'The website. Null if there is none.', { emptyIsNull: true }),
      avatar: t.field({
        type: avatar,
        description: 'The avatar.',
        args: avatarArguments(t),
        reads: ['avatar_urls'],
        resolve: ({ document }, args) => avatarOf(document['avatar_urls'], args),
      }),
      ...privateFields(t),
      ...contributions(t, graph),
      ...enqueuedAssetFields(t, graph, 'User'),
      roles: rolesConnection(t, graph),
      revisions: allRevisionsConnection<Entity>(t, graph, {
        from: 'User',
        authorOf: ({ document }) => document.id,
      }),
    }),
  });
  graph.virtualType('CommentAuthor').implement({
    description: 'The author of a comment who is a guest, or a user that WordPress hides.',
    interfaces: virtualInterfaces(graph, ['Node', 'Commenter', 'DatabaseIdentifier']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The global id.',
        resolve: ({ comment }) => toGlobalId('comment_author', comment.document.id),
      }),
      databaseId: t.int({
        nullable: false,
        description: 'The database id of the comment.',
        resolve: ({ comment }) => comment.document.id,
      }),
      name: t.string({
        description: 'The name that the author gave.',
        resolve: ({ comment }) => text(comment.document, 'author_name') || null,
      }),
      url: t.string({
        description: 'The website that the author gave. Empty if there is none.',
        resolve: ({ comment }) => text(comment.document, 'author_url') ?? '',
      }),
      email: t.string({
        description: 'The e-mail address that the author gave.',
        availability: { to: 'moderators' },
        resolve: async ({ comment }, _args, { loaders }) =>
          text(await readAsEditor(comment, loaders, ['author_email']), 'author_email') || null,
      }),
      isRestricted: t.boolean({ description: 'Always false.', resolve: () => false }),
      avatar: t.field({
        type: avatar,
        description: 'The avatar.',
        args: avatarArguments(t),
        resolve: ({ comment }, args) => avatarOf(comment.document['author_avatar_urls'], args),
      }),
    }),
  });
}

type ArgumentFields = Pick<PothosSchemaTypes.ObjectFieldBuilder<Types, object>, 'arg'>;

/** Returns the connections to the content and comments of a user. */
function contributions(t: EntityFields, graph: Graph) {
  const contents = resourcesOf(graph.site, 'content').filter(({ properties }) => properties.has('author'));
  const connections = contents.map((content) => [
    content.connection,
    connectionField(t, graph, {
      base: `UserTo${content.typeName}`,
      target: content.typeName,
      description: `${content.label} by this user, newest first.`,
      where: contentWhere(content),
      page: ({ document }: Entity, request) =>
        readPart(request, listedResource(content), {
          partition: { parameter: 'author', path: 'author' },
          key: document.id,
        }),
    }),
  ]);
  const comments = resourceNamed(graph.site, 'comment');
  return {
    ...Object.fromEntries(connections),
    comments: connectionField(t, graph, {
      base: 'UserToComment',
      target: 'Comment',
      description: 'Comments by this user, newest first.',
      where: commentWhere,
      page: async ({ document: { id } }: Entity, request) => {
        if (await canFilterComments(request.loaders)) {
          return readPart(request, listedResource(comments), {
            partition: { parameter: 'author', path: 'author' },
            key: id,
          });
        }
        const documentFilter = { ...isByAuthors([id]), key: `author: ${id}` };
        return readResources(request, [{ ...listedResource(comments), documentFilter }]);
      },
    }),
  };
}
