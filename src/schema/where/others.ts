import type { Ordering } from '../../loading/collection.ts';
import { isRecord, list, text } from '../../wordpress/document.ts';
import { InputError } from '../errors.ts';
import { toDatabaseId } from '../relay/global-id.ts';
import { asList, id, ids, idsOfSlugs, noop, plain, refused, scalar, type WhereRow } from './rows.ts';
import { commentStatusesOf, commentStatusFilter } from './status.ts';

const noFilter = "WordPress' REST API has no such filter.";

/** `where` of connections to users. */
export const userWhere: readonly WhereRow[] = [
  plain('exclude', '[Int]', 'exclude', 'Users without these database ids.'),
  plain(
    'hasPublishedPosts',
    '[ContentTypeEnum]',
    'has_published_posts',
    'Users who have published content of these types.',
  ),
  plain('include', '[Int]', 'include', 'Users of these database ids.'),
  refused('login', 'String', `${noFilter} Use \`nicename\`.`),
  refused('loginIn', '[String]', `${noFilter} Use \`nicenameIn\`.`),
  refused('loginNotIn', '[String]', noFilter),
  plain('nicename', 'String', 'slug', 'The user of this slug.'),
  plain('nicenameIn', '[String]', 'slug', 'Users of these slugs.'),
  {
    argument: 'nicenameNotIn',
    type: '[String]',
    description: 'Users but those of these slugs.',
    filter: async (value, { resource, loaders }) => {
      const found = await idsOfSlugs(asList(value).map(String), resource, loaders);
      return found.length > 0 ? { exclude: found } : {};
    },
  },
  {
    argument: 'orderby',
    type: '[UsersConnectionOrderbyInput]',
    description: 'What to order by; the slug unless given.',
  },
  plain('role', 'UserRoleEnum', 'roles', 'Users of this role; for those who may list users.'),
  plain('roleIn', '[UserRoleEnum]', 'roles', 'Users of one of these roles; for those who may list users.'),
  refused('roleNotIn', '[UserRoleEnum]', noFilter),
  plain('search', 'String', 'search', 'Users in whose name this occurs.'),
  refused('searchColumns', '[UsersConnectionSearchColumnEnum]', noFilter),
];

/** `where` of connections to comments. */
export const commentWhere: readonly WhereRow[] = [
  refused('authorEmail', 'String', noFilter),
  ids('authorIn', 'author', 'Comments by these users; for those who may edit posts.'),
  ids('authorNotIn', 'author_exclude', 'Comments not by these users; for those who may edit posts.'),
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
      const contents = [...loaders.site.resources.values()].filter(({ kind }) => kind === 'content');
      const found = await Promise.all(
        contents.map((content) => idsOfSlugs([String(value)], content, loaders)),
      );
      return found.flat().length > 0 ? { post: found.flat() } : 'nothing';
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
  noop('includeUnapproved', '[ID]', 'For signed-in moderators; no difference to visitors.'),
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
      return statuses.length > 0 ? commentStatusFilter(statuses, scope) : 'nothing';
    },
  },
  {
    argument: 'statusIn',
    type: '[CommentStatusEnum]',
    description: 'Comments of these statuses; visitors see approved ones.',
    filter: commentStatusFilter,
  },
  id('userId', 'ID', 'author', 'Comments by this user; for those who may edit posts.'),
];

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

type Orderings = Readonly<Record<string, Omit<Ordering, 'direction' | 'ties'> | null>>;

const unordered = (name: string, orderby = name) => ({ name, orderby, keyset: null });

/** `orderby` of terms. */
export const termOrderings: Orderings = {
  COUNT: { ...unordered('count'), number: 'count' },
  DESCRIPTION: unordered('description'),
  NAME: unordered('name'),
  SLUG: unordered('slug'),
  TERM_GROUP: unordered('term_group'),
  TERM_ID: unordered('id'),
  TERM_ORDER: null,
};

/** `orderby` of users. */
export const userOrderings: Orderings = {
  DISPLAY_NAME: unordered('name'),
  EMAIL: unordered('email'),
  LOGIN: unordered('slug'),
  LOGIN_IN: null,
  NICE_NAME: unordered('slug'),
  NICE_NAME_IN: unordered('include_slugs'),
  REGISTERED: unordered('registered_date'),
  URL: unordered('url'),
};

const commentDate = { path: 'date', after: 'after', before: 'before' };

/** `orderby` of comments; null: REST can't order so. */
export const commentOrderings: Orderings = {
  COMMENT_AGENT: null,
  COMMENT_APPROVED: null,
  COMMENT_AUTHOR: null,
  COMMENT_AUTHOR_EMAIL: null,
  COMMENT_AUTHOR_IP: null,
  COMMENT_AUTHOR_URL: null,
  COMMENT_CONTENT: null,
  COMMENT_DATE: { name: 'date', orderby: 'date', keyset: commentDate },
  COMMENT_DATE_GMT: { name: 'date', orderby: 'date', keyset: commentDate },
  COMMENT_ID: unordered('id'),
  COMMENT_IN: unordered('include'),
  COMMENT_KARMA: null,
  COMMENT_PARENT: unordered('parent'),
  COMMENT_POST_ID: unordered('post'),
  COMMENT_TYPE: unordered('type'),
  USER_ID: null,
};

/** Terms by name, as in WPGraphQL; another `orderby` without `order` is descending there. */
export function termOrdering(where: Readonly<Record<string, unknown>>): Ordering {
  const field = where['orderby'] ?? 'NAME';
  const order = where['order'] ?? (field === 'NAME' ? 'ASC' : 'DESC');
  return pick(termOrderings, { field, order, of: 'terms' });
}

/** Users by slug: WPGraphQL's order by login name, which REST hides. */
export function userOrdering(where: Readonly<Record<string, unknown>>): Ordering {
  const last = asList(where['orderby']).at(-1);
  const { field = 'LOGIN', order = 'ASC' } = isRecord(last) ? last : {};
  return pick(userOrderings, { field, order: order ?? 'ASC', of: 'users' });
}

/** Comments newest first, as in WPGraphQL. */
export function commentOrdering(where: Readonly<Record<string, unknown>>): Ordering {
  const { orderby: field = 'COMMENT_DATE', order = 'DESC' } = where;
  return pick(commentOrderings, { field: field ?? 'COMMENT_DATE', order: order ?? 'DESC', of: 'comments' });
}

function pick(
  orderings: Orderings,
  { field, order, of }: { field: unknown; order: unknown; of: string },
): Ordering {
  const ordering = orderings[String(field)];
  if (!ordering) {
    throw new InputError(
      `\`where.orderby\` can't be ${String(field)} for ${of}: WordPress' REST API has no such ordering.`,
    );
  }
  return { ...ordering, direction: order === 'DESC' ? 'desc' : 'asc', ties: 'desc' };
}
