import { resourcesOf } from '../../site/site.ts';
import { type Document, integer, list, text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
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

/** The arguments of `where` on connections to comments. */
export const commentWhere: readonly WhereRow[] = [
  unsupportedArgument('authorEmail', 'String', noSuchFilter),
  authorArgument('authorIn', '[ID]', 'Comments by these users.'),
  authorArgument('authorNotIn', '[ID]', 'Comments not by these users.', { excludes: true }),
  documentArgument('authorUrl', 'String', 'author_url', 'Comments by authors with this website.'),
  idsArgument('commentIn', 'include', 'Comments with these ids.'),
  idsArgument('commentNotIn', 'exclude', 'Comments with other ids than these.'),
  parameterArgument(
    'commentType',
    'String',
    'type',
    'Comments of this type. Only users who may edit posts can use other types than `comment`.',
  ),
  documentArgument('commentTypeIn', '[String]', 'type', 'Comments of these types that the client may see.'),
  documentArgument('commentTypeNotIn', 'String', 'type', 'Comments of any type but this.', {
    excludes: true,
  }),
  unsupportedArgument('contentAuthor', '[ID]', noSuchFilter),
  unsupportedArgument('contentAuthorIn', '[ID]', noSuchFilter),
  unsupportedArgument('contentAuthorNotIn', '[ID]', noSuchFilter),
  idArgument('contentId', 'ID', 'post', 'Comments on the content with this id.'),
  idsArgument('contentIdIn', 'post', 'Comments on content with one of these ids.'),
  documentArgument('contentIdNotIn', '[ID]', 'post', 'Comments on content with none of these ids.', {
    excludes: true,
    isId: true,
  }),
  {
    argument: 'contentName',
    type: 'String',
    description: 'Comments on content with this slug.',
    filter: async (value, { loaders }) => {
      const contents = resourcesOf(loaders.site, 'content');
      const idsByType = await Promise.all(
        contents.map((content) => idsOfSlugs([String(value)], content, loaders)),
      );
      const posts = idsByType.flat();
      return posts.length > 0 ? { post: posts } : matchesNone;
    },
  },
  unsupportedArgument('contentParent', 'Int', noSuchFilter),
  {
    argument: 'contentStatus',
    type: '[PostStatusEnum]',
    description:
      'Comments on content with these statuses, for visitors. They see comments on published content and on files, whose status is `INHERIT`. For signed-in users it is an error.',
    documentFilter: (value, { argument, loaders }) => {
      // Editors also see comments on drafts, and the REST document of a comment does not have the status of its content.
      if (loaders.isSignedIn) throw new InputError(`\`${argument}\` can't be answered: ${noSuchFilter}`);
      const statuses = asList(value).map(String);
      return {
        paths: ['_links.up'],
        isRare: false,
        matches: (document) => statuses.includes(statusForVisitors(contentTypeOf(document))),
      };
    },
  },
  {
    argument: 'contentType',
    type: '[ContentTypeEnum]',
    description: 'Comments on content of these types.',
    documentFilter: (value) => {
      const types = asList(value).map(String);
      return {
        paths: ['_links.up'],
        isRare: false,
        matches: (document) => types.includes(contentTypeOf(document)),
      };
    },
  },
  ignoredArgument(
    'includeUnapproved',
    '[ID]',
    'moderators use `status` to list comments that await approval.',
  ),
  unsupportedArgument('karma', 'Int', noSuchFilter),
  {
    argument: 'order',
    type: 'OrderEnum',
    description: 'The direction of `orderby`. The default is descending.',
  },
  {
    argument: 'orderby',
    type: 'CommentsConnectionOrderbyEnum',
    description: 'The value to order by. The default is the date.',
  },
  idArgument(
    'parent',
    'Int',
    'parent',
    'Replies to the comment with this id. 0 stands for comments that are not replies.',
  ),
  idsArgument('parentIn', 'parent', 'Replies to one of these comments.'),
  idsArgument('parentNotIn', 'parent_exclude', 'Comments that do not reply to these.'),
  parameterArgument('search', 'String', 'search', 'Comments that contain these words.'),
  {
    argument: 'status',
    type: 'String',
    description: 'Comments with this status, a value of `WP_Comment_Query`: `approve`, `hold`, `all` …',
    deprecated: 'Deprecated in favor of statusIn',
    filter: (value, scope) => {
      const statuses = commentStatusesOf(String(value));
      return statuses.length > 0 ? commentStatusFilter(statuses, scope) : matchesNone;
    },
  },
  {
    argument: 'statusIn',
    type: '[CommentStatusEnum]',
    description: 'Comments with these statuses. Visitors get approved comments only.',
    filter: commentStatusFilter,
  },
  authorArgument('userId', 'ID', 'Comments by this user.'),
];

/**
 * Returns an argument that filters comments by author. WordPress applies the filter for users who may edit posts. For all
 * other clients, the gateway filters the comments.
 */
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
      const isFiltered = authors.length === 0 || (await canFilterComments(scope.loaders));
      return isFiltered ? null : isByAuthors(authors, excludes);
    },
  };
}

/**
 * Returns the filter for comments by some users.
 *
 * @param excludes - whether to exclude the comments of these users instead. @default false
 */
export function isByAuthors(authors: readonly number[], excludes = false): RowFilter {
  return {
    paths: ['author'],
    isRare: !excludes,
    matches: (document) => authors.includes(integer(document, 'author') ?? 0) !== excludes,
  };
}

/** Returns an argument that the gateway compares with a field of each comment. */
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
      const values = asList(value).map((each) =>
        String(isId ? toDatabaseId(toScalar(each), `where.${argument}`) : each),
      );
      return {
        paths: [path],
        isRare: !excludes,
        matches: (document) => values.includes(String(document[path] ?? '')) !== excludes,
      };
    },
  };
}

/** Returns WordPress' name of the type of the content that a comment is on. Reads `_links.up`. */
function contentTypeOf(comment: Document): string {
  return text(list(comment, '_links', 'up')[0], 'post_type') ?? '';
}

/** Returns the status of content whose comments visitors see. A file has the status of what it is attached to. */
function statusForVisitors(contentType: string): string {
  return contentType === 'attachment' ? 'inherit' : 'publish';
}
