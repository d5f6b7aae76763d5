import type { Ordering } from '../../loading/collection.ts';
import { isRecord } from '../../wordpress/document.ts';
import { InputError } from '../errors.ts';
import { asList, id, ids, noop, plain, refused, type WhereRow } from './rows.ts';

const noFilter = "WordPress' REST API has no such filter.";

/** `where` of connections to terms. */
export const termWhere: readonly WhereRow[] = [
  noop('cacheDomain', 'String', "WordPress' own cache; no difference here."),
  refused('childOf', 'Int', `${noFilter} Use \`parent\`, or a term's \`children\`.`),
  refused('childless', 'Boolean', noFilter),
  refused('descriptionLike', 'String', `${noFilter} Use \`search\`.`),
  ids('exclude', 'exclude', 'Terms without these ids.'),
  refused('excludeTree', '[ID]', noFilter),
  plain('hideEmpty', 'Boolean', 'hide_empty', 'Only terms that some content has.'),
  noop('hierarchical', 'Boolean', 'Whether empty terms with filled ones below count; no difference here.'),
  ids('include', 'include', 'Terms of these ids.'),
  refused('name', '[String]', `${noFilter} Use \`slug\` or \`search\`.`),
  refused('nameLike', 'String', `${noFilter} Use \`search\`.`),
  {
    argument: 'objectIds',
    type: '[ID]',
    description: 'Terms that the content of this id has.',
    filter: (value, scope) => {
      if (asList(value).length > 1)
        throw new InputError(`\`${scope.argument}\` takes one id: WordPress' REST API can't do several.`);
      return ids('objectIds', 'post', '').filter?.(value, scope) ?? {};
    },
  },
  { argument: 'order', type: 'OrderEnum', description: 'Direction of `orderby`.' },
  {
    argument: 'orderby',
    type: 'TermObjectsConnectionOrderbyEnum',
    description: 'What to order by; the name unless given.',
  },
  refused('padCounts', 'Boolean', noFilter),
  id('parent', 'Int', 'parent', 'Terms directly below this one; 0 for the top level.'),
  plain('search', 'String', 'search', 'Terms in whose name or slug this occurs.'),
  plain('slug', '[String]', 'slug', 'Terms of these slugs.'),
  refused('termTaxonomyId', '[ID]', noFilter),
  noop('updateTermMetaCache', 'Boolean', "WordPress' own cache; no difference here."),
];

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
  refused('nicenameNotIn', '[String]', noFilter),
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
  refused('authorUrl', 'String', noFilter),
  ids('commentIn', 'include', 'Comments of these ids.'),
  ids('commentNotIn', 'exclude', 'Comments without these ids.'),
  plain(
    'commentType',
    'String',
    'type',
    'Comments of this type; other types than `comment` for those who may edit posts.',
  ),
  refused('commentTypeIn', '[String]', `${noFilter} Use \`commentType\`.`),
  refused('commentTypeNotIn', 'String', noFilter),
  refused('contentAuthor', '[ID]', noFilter),
  refused('contentAuthorIn', '[ID]', noFilter),
  refused('contentAuthorNotIn', '[ID]', noFilter),
  id('contentId', 'ID', 'post', 'Comments on this content.'),
  ids('contentIdIn', 'post', 'Comments on any of these.'),
  refused('contentIdNotIn', '[ID]', noFilter),
  refused('contentName', 'String', `${noFilter} Use \`contentId\`.`),
  refused('contentParent', 'Int', noFilter),
  refused('contentStatus', '[PostStatusEnum]', noFilter),
  refused('contentType', '[ContentTypeEnum]', noFilter),
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
    argument: 'statusIn',
    type: '[CommentStatusEnum]',
    description: 'Comments of these statuses; visitors see approved ones.',
    filter: (value) => (asList(value).map(String).includes('APPROVE') ? {} : 'nothing'),
  },
  id('userId', 'ID', 'author', 'Comments by this user; for those who may edit posts.'),
];

type Orderings = Readonly<Record<string, Omit<Ordering, 'direction' | 'ties'> | null>>;

const unordered = (name: string, orderby = name) => ({ name, orderby, keyset: null });

/** `orderby` of terms. */
export const termOrderings: Orderings = {
  COUNT: unordered('count'),
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
