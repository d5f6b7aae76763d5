import { asList, idsOfSlugs, noFilter, plain, refused, type WhereRow } from './rows.ts';

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
