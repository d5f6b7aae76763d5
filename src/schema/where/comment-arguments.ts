import { resourcesOf } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import {
  asList,
  idArgument,
  idsArgument,
  idsOfSlugs,
  ignoredArgument,
  matchesNone,
  noSuchFilter,
  parameterArgument,
  type RowFilter,
  toScalar,
  unsupportedArgument,
  type WhereRow,
} from '../kit/where/rows.ts';
import { canFilterComments, commentStatusesOf, commentStatusFilter } from '../kit/where/status.ts';

/** `where` of connections to comments. */
export const commentWhere: readonly WhereRow[] = [
  unsupportedArgument('authorEmail', 'String', noSuchFilter),
  authorArgument('authorIn', '[ID]', 'Comments by these users.'),
  authorArgument('authorNotIn', '[ID]', 'Comments not by these users.', { excludes: true }),
  documentArgument('authorUrl', 'String', 'author_url', 'Comments whose author gave this website.'),
  idsArgument('commentIn', 'include', 'Comments of these ids.'),
  idsArgument('commentNotIn', 'exclude', 'Comments without these ids.'),
  parameterArgument(
    'commentType',
    'String',
    'type',
    'Comments of this type; other types than `comment` for those who may edit posts.',
  ),
  documentArgument(
    'commentTypeIn',
    '[String]',
    'type',
    'Comments of these types, among those that the site shows.',
  ),
  documentArgument('commentTypeNotIn', 'String', 'type', 'Comments of other types than this.', {
    excludes: true,
  }),
  unsupportedArgument('contentAuthor', '[ID]', noSuchFilter),
  unsupportedArgument('contentAuthorIn', '[ID]', noSuchFilter),
  unsupportedArgument('contentAuthorNotIn', '[ID]', noSuchFilter),
  idArgument('contentId', 'ID', 'post', 'Comments on this content.'),
  idsArgument('contentIdIn', 'post', 'Comments on any of these.'),
  documentArgument('contentIdNotIn', '[ID]', 'post', 'Comments on anything but these.', {
    excludes: true,
    isId: true,
  }),
  {
    argument: 'contentName',
    type: 'String',
    description: 'Comments on content of this slug.',
    filter: async (value, { loaders }) => {
      const contents = resourcesOf(loaders.site, 'content');
      const found = await Promise.all(
        contents.map((content) => idsOfSlugs([String(value)], content, loaders)),
      );
      return found.flat().length > 0 ? { post: found.flat() } : matchesNone;
    },
  },
  unsupportedArgument('contentParent', 'Int', noSuchFilter),
  unsupportedArgument('contentStatus', '[PostStatusEnum]', noSuchFilter),
  {
    argument: 'contentType',
    type: '[ContentTypeEnum]',
    description: 'Comments on content of these types.',
    documentFilter: (value) => {
      const types = asList(value).map(String);
      return {
        paths: ['_links.up'],
        isRare: false,
        holds: (document) => types.includes(text(list(document, '_links', 'up')[0], 'post_type') ?? ''),
      };
    },
  },
  ignoredArgument(
    'includeUnapproved',
    '[ID]',
    'WordPress lists comments that wait for approval to moderators, by `status`.',
  ),
  unsupportedArgument('karma', 'Int', noSuchFilter),
  { argument: 'order', type: 'OrderEnum', description: 'Direction of `orderby`; descending unless given.' },
  {
    argument: 'orderby',
    type: 'CommentsConnectionOrderbyEnum',
    description: 'What to order by; the date unless given.',
  },
  idArgument('parent', 'Int', 'parent', 'Replies to this comment; 0 for those that reply to none.'),
  idsArgument('parentIn', 'parent', 'Replies to one of these comments.'),
  idsArgument('parentNotIn', 'parent_exclude', 'Comments that do not reply to these.'),
  parameterArgument('search', 'String', 'search', 'Comments in which these words occur.'),
  {
    argument: 'status',
    type: 'String',
    description: 'Comments of this status, in the words of WordPress: `approve`, `hold`, `all` …',
    deprecated: 'Deprecated in favor of statusIn',
    filter: (value, scope) => {
      const statuses = commentStatusesOf(String(value));
      return statuses.length > 0 ? commentStatusFilter(statuses, scope) : matchesNone;
    },
  },
  {
    argument: 'statusIn',
    type: '[CommentStatusEnum]',
    description: 'Comments of these statuses; visitors see approved ones.',
    filter: commentStatusFilter,
  },
  authorArgument('userId', 'ID', 'Comments by this user.'),
];

/** Comments by some users: WordPress filters for those who may edit posts; for all others the comments are looked through. */
function authorArgument(
  argument: string,
  type: string,
  description: string,
  { excludes = false }: { excludes?: boolean } = {},
): WhereRow {
  const row = idsArgument(argument, excludes ? 'author_exclude' : 'author', description);
  return {
    ...row,
    type,
    filter: async (value, scope) => {
      const filter = (await row.filter?.(value, scope)) ?? {};
      return filter === matchesNone || (await canFilterComments(scope.loaders)) ? filter : {};
    },
    documentFilter: async (value, scope) => {
      const authors = asList(value).map((author) => toDatabaseId(toScalar(author), scope.argument));
      const isTold = authors.length === 0 || (await canFilterComments(scope.loaders));
      return isTold ? null : isByAuthors(authors, excludes);
    },
  };
}

/** Which comments are by these users, or by nobody of them. */
export function isByAuthors(authors: readonly number[], excludes = false): RowFilter {
  return {
    paths: ['author'],
    isRare: !excludes,
    holds: (document) => authors.includes(integer(document, 'author') ?? 0) !== excludes,
  };
}

/** An argument that is compared with what the comments themselves say. */
function documentArgument(
  argument: string,
  type: string,
  path: string,
  description: string,
  { excludes = false, isId = false }: { excludes?: boolean; isId?: boolean } = {},
): WhereRow {
  return {
    argument,
    type,
    description,
    documentFilter: (value) => {
      const wanted = asList(value).map((each) =>
        String(isId ? toDatabaseId(toScalar(each), `where.${argument}`) : each),
      );
      return {
        paths: [path],
        isRare: !excludes,
        holds: (document) => wanted.includes(String(document[path] ?? '')) !== excludes,
      };
    },
  };
}
