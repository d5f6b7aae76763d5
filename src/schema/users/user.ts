import type { Entity } from '../../loading/base/entity.ts';
import { resourcesOf } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { allRevisionsConnection } from '../content/all-revisions.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import { type CommentAuthorNode, typeNameOf } from '../kit/base/virtual-nodes.ts';
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

/** Avatars as REST shows them (`{ 96: url }`), in the size asked for. Gravatar makes any size from 1 to 2048 pixels. */
export function avatarOf(
  urls: unknown,
  wanted: {
    size?: number | null | undefined;
    rating?: string | null | undefined;
    forceDefault?: boolean | null | undefined;
  },
): AvatarImage | null {
  const size = wanted.size && wanted.size > 0 ? wanted.size : 96;
  // Plugins leave one address in place of one for each size.
  const bySize = typeof urls === 'string' && urls !== '' ? { [size]: urls } : urls;
  const known = Object.entries(isRecord(bySize) ? bySize : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const [, nearest] =
    known.sort(([a], [b]) => Math.abs(Number(a) - size) - Math.abs(Number(b) - size))[0] ?? [];
  if (!nearest) return null;
  const rating = wanted.rating?.toLowerCase() ?? 'g';
  const forceDefault = wanted.forceDefault ?? false;
  if (!URL.canParse(nearest) || !new URL(nearest).hostname.endsWith('gravatar.com')) {
    return { url: nearest, size, rating, forceDefault };
  }
  const url = new URL(nearest);
  url.searchParams.set('s', String(size));
  if (wanted.rating) url.searchParams.set('r', rating);
  if (forceDefault) url.searchParams.set('f', 'y');
  return { url: url.href, size, rating, forceDefault };
}

/** `Avatar`, `Commenter`, `User` and `CommentAuthor`. */
export function implementUsers(graph: Graph): void {
  const avatar = graph.builder.objectRef<AvatarImage>('Avatar').implement({
    description: 'A picture that stands for a person.',
    fields: (t) => ({
      default: t.string({
        description: 'What is shown for those who have none.',
        resolve: ({ url }) => (URL.canParse(url) ? new URL(url).searchParams.get('d') : null),
      }),
      extraAttr: t.string({
        description: 'Further HTML attributes.',
        availability: { to: 'nobody' },
        resolve: () => null,
      }),
      forceDefault: t.boolean({
        description: 'Whether the default is always shown.',
        resolve: (image) => image.forceDefault,
      }),
      foundAvatar: t.boolean({ description: 'Whether there is an avatar.', resolve: () => true }),
      height: t.int({ description: 'Pixels down.', resolve: ({ size }) => size }),
      isRestricted: t.boolean({
        description: 'Whether it is kept back; avatars never are.',
        resolve: () => false,
      }),
      rating: t.string({ description: 'The highest rating allowed.', resolve: (image) => image.rating }),
      scheme: t.string({
        description: 'The URL scheme asked for.',
        availability: { to: 'nobody' },
        resolve: () => null,
      }),
      size: t.int({ description: 'Pixels across and down.', resolve: (image) => image.size }),
      url: t.string({ description: 'Its address.', resolve: ({ url }) => url }),
      width: t.int({ description: 'Pixels across.', resolve: ({ size }) => size }),
    }),
  });
  interfaceNamed(graph, 'Commenter').implement({
    description: 'Whoever wrote a comment: a user of the site, or a guest.',
    resolveType: typeNameOf,
    interfaces: [interfaceNamed(graph, 'Node'), interfaceNamed(graph, 'DatabaseIdentifier')],
    fields: (t) => ({
      avatar: t.field({ type: avatar, description: 'Their picture.' }),
      email: nullTextField(t, 'Their e-mail address.'),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.' }),
      name: textField(t, 'name', 'Their name.'),
      url: textField(t, 'url', 'Their website.', { emptyIsNull: true }),
    }),
  });
  const avatarArguments = (t: ArgumentFields) => ({
    size: t.arg.int({ defaultValue: 96, description: 'Pixels across and down.' }),
    forceDefault: t.arg.boolean({ description: 'Always show the default.' }),
    rating: t.arg({ type: enumNamed(graph, 'AvatarRatingEnum'), description: 'The highest rating allowed.' }),
  });

  graph.objectType(resourceNamed(graph.site, 'user')).implement({
    description: 'A user of the site. Visitors see those who have published something.',
    interfaces: ['Node', 'UniformResourceIdentifiable', 'Commenter', 'DatabaseIdentifier'].map((name) =>
      interfaceNamed(graph, name),
    ),
    fields: (t) => ({
      ...identityFields(t, 'user'),
      uri: uriField(t, graph),
      ...kindFlags(t, 'user', graph),
      userId: deprecatedIdField(t, 'Deprecated in favor of the databaseId field'),
      name: textField(t, 'name', 'The name shown.'),
      slug: textField(t, 'slug', 'The part of the address that names them.'),
      description: textField(t, 'description', 'What they say of themselves; null when empty.', {
        emptyIsNull: true,
      }),
      url: textField(t, 'url', 'Their website; null when empty.', { emptyIsNull: true }),
      avatar: t.field({
        type: avatar,
        description: 'Their picture.',
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
  graph.builder.objectRef<CommentAuthorNode>('CommentAuthor').implement({
    description: 'A guest who wrote a comment, or a user whom the site does not show.',
    interfaces: virtualInterfaces(graph, ['Node', 'Commenter', 'DatabaseIdentifier']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        resolve: ({ comment }) => toGlobalId('comment_author', comment.document.id),
      }),
      databaseId: t.int({
        nullable: false,
        description: 'The database id of the comment.',
        resolve: ({ comment }) => comment.document.id,
      }),
      name: t.string({
        description: 'The name given.',
        resolve: ({ comment }) => text(comment.document, 'author_name') || null,
      }),
      url: t.string({
        description: 'The website given; empty for none.',
        resolve: ({ comment }) => text(comment.document, 'author_url') ?? '',
      }),
      email: t.string({
        description: 'Their e-mail address.',
        availability: { to: 'moderators' },
        resolve: async ({ comment }, _args, { loaders }) =>
          text(await readAsEditor(comment, loaders, ['author_email']), 'author_email') || null,
      }),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.', resolve: () => false }),
      avatar: t.field({
        type: avatar,
        description: 'Their picture.',
        args: avatarArguments(t),
        resolve: ({ comment }, args) => avatarOf(comment.document['author_avatar_urls'], args),
      }),
    }),
  });
}

type ArgumentFields = Pick<PothosSchemaTypes.ObjectFieldBuilder<Types, object>, 'arg'>;

/** What a user has written. */
function contributions(t: EntityFields, graph: Graph) {
  const contents = resourcesOf(graph.site, 'content').filter(({ properties }) => properties.has('author'));
  const own = contents.map((content) => [
    content.plural,
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
    ...Object.fromEntries(own),
    comments: connectionField(t, graph, {
      base: 'UserToComment',
      target: 'Comment',
      description: 'Comments by this user.',
      where: commentWhere,
      page: async ({ document: { id } }: Entity, request) => {
        if (await canFilterComments(request.loaders)) {
          return readPart(request, listedResource(comments), {
            partition: { parameter: 'author', path: 'author' },
            key: id,
          });
        }
        const keep = { ...isByAuthors([id]), key: `author: ${id}` };
        return readResources(request, [{ ...listedResource(comments), keep }]);
      },
    }),
  };
}
