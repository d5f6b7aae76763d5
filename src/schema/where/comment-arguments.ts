import { resourcesOf } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import {
  asList,
  id,
  ids,
  idsOfSlugs,
  type Kept,
  matchesNone,
  noFilter,
  noop,
  plain,
  refused,
  scalar,
  type WhereRow,
} from '../kit/where/rows.ts';
import { commentStatusesOf, commentStatusFilter, mayFilterComments } from '../kit/where/status.ts';

/** `where` of connections to comments. */
export const commentWhere: readonly WhereRow[] = [
  refused('authorEmail', 'String', noFilter),
  byAuthor('authorIn', '[ID]', 'Comments by these users.'),
  byAuthor('authorNotIn', '[ID]', 'Comments not by these users.', { excludes: true }),
  kept('authorUrl', 'String', 'author_url', 'Comments whose author gave this website.'),
  ids('commentIn', 'include', 'Comments of these ids.'),
  ids('commentNotIn', 'exclude', 'Comments without these ids.'),
  plain(
    'commentType',
    'String',
    'type',
    'Comments of this type; other types than `comment` for those who may edit posts.',
  ),
  kept('commentTypeIn', '[String]', 'type', 'Comments of these types, among those that the site shows.'),
  kept('commentTypeNotIn', 'String', 'type', 'Comments of other types than this.', { excludes: true }),
  refused('contentAuthor', '[ID]', noFilter),
  refused('contentAuthorIn', '[ID]', noFilter),
  refused('contentAuthorNotIn', '[ID]', noFilter),
  id('contentId', 'ID', 'post', 'Comments on this content.'),
  ids('contentIdIn', 'post', 'Comments on any of these.'),
  kept('contentIdNotIn', '[ID]', 'post', 'Comments on anything but these.', { excludes: true, isId: true }),
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
  refused('contentParent', 'Int', noFilter),
  refused('contentStatus', '[PostStatusEnum]', noFilter),
  {
    argument: 'contentType',
    type: '[ContentTypeEnum]',
    description: 'Comments on content of these types.',
    keep: (value) => {
      const types = asList(value).map(String);
      return {
        paths: ['_links.up'],
        isRare: false,
        holds: (document) => types.includes(text(list(document, '_links', 'up')[0], 'post_type') ?? ''),
      };
    },
  },
  noop(
    'includeUnapproved',
    '[ID]',
    'WordPress lists comments that wait for approval to moderators, by `status`.',
  ),
  refused('karma', 'Int', noFilter),
  { argument: 'order', type: 'OrderEnum', description: 'Direction of `orderby`; descending unless given.' },
  {
    argument: 'orderby',
    type: 'CommentsConnectionOrderbyEnum',
    description: 'What to order by; the date unless given.',
  },
  id('parent', 'Int', 'parent', 'Replies to this comment; 0 for those that reply to none.'),
  ids('parentIn', 'parent', 'Replies to one of these comments.'),
  ids('parentNotIn', 'parent_exclude', 'Comments that do not reply to these.'),
  plain('search', 'String', 'search', 'Comments in which these words occur.'),
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
  byAuthor('userId', 'ID', 'Comments by this user.'),
];

/** Comments by some users: WordPress filters for those who may edit posts; for all others the comments are looked through. */
function byAuthor(
  argument: string,
  type: string,
  description: string,
  { excludes = false }: { excludes?: boolean } = {},
): WhereRow {
  const row = ids(argument, excludes ? 'author_exclude' : 'author', description);
  return {
    ...row,
    type,
    filter: async (value, scope) => {
      const filter = (await row.filter?.(value, scope)) ?? {};
      return filter === matchesNone || (await mayFilterComments(scope.loaders)) ? filter : {};
    },
    keep: async (value, scope) => {
      const authors = asList(value).map((author) => toDatabaseId(scalar(author), scope.argument));
      const isTold = authors.length === 0 || (await mayFilterComments(scope.loaders));
      return isTold ? null : writtenBy(authors, excludes);
    },
  };
}

/** Which comments are by these users, or by nobody of them. */
export function writtenBy(authors: readonly number[], excludes = false): Kept {
  return {
    paths: ['author'],
    isRare: !excludes,
    holds: (document) => authors.includes(integer(document, 'author') ?? 0) !== excludes,
  };
}

/** An argument that is compared with what the comments themselves say. */
function kept(
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
    keep: (value) => {
      const wanted = asList(value).map((each) =>
        String(isId ? toDatabaseId(scalar(each), `where.${argument}`) : each),
      );
      return {
        paths: [path],
        isRare: !excludes,
        holds: (document) => wanted.includes(String(document[path] ?? '')) !== excludes,
      };
    },
  };
}
