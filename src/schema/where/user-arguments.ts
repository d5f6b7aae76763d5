import { InputError } from '../kit/base/errors.ts';
import {
  type ArgumentScope,
  asList,
  type Filter,
  idsOfSlugs,
  noSuchFilter,
  parameterArgument,
  unsupportedArgument,
  type WhereRow,
} from '../kit/where/rows.ts';

/** REST's names of columns to search. Null if REST lacks the column, or silently ignores it for visitors. */
const columns: Readonly<Record<string, string | null>> = {
  EMAIL: null,
  ID: 'id',
  LOGIN: 'username',
  NICENAME: 'slug',
  URL: null,
};

/**
 * Returns the filter for the columns to search.
 *
 * @throws InputError if REST cannot search a column
 */
function searchColumnsFilter(value: unknown, { resource, argument }: ArgumentScope): Filter {
  const names = asList(value).map((column) => columns[String(column)] ?? null);
  if (names.length === 0) return {};
  if (resource.parameters.has('search_columns') && !names.includes(null)) {
    return { search_columns: names.filter((column) => column !== null) };
  }
  const supported = Object.keys(columns).filter((column) => columns[column]);
  throw new InputError(
    `\`${argument}\` can't be answered: WordPress' REST API only searches ${supported.join(', ')}, and only since WordPress 6.8.`,
  );
}

/** The arguments of `where` on connections to users. */
export const userWhere: readonly WhereRow[] = [
  parameterArgument('exclude', '[Int]', 'exclude', 'Users with other database ids than these.'),
  parameterArgument(
    'hasPublishedPosts',
    '[ContentTypeEnum]',
    'has_published_posts',
    'Users with published content of these types.',
  ),
  parameterArgument('include', '[Int]', 'include', 'Users with these database ids.'),
  unsupportedArgument('login', 'String', `${noSuchFilter} Use \`nicename\`.`),
  unsupportedArgument('loginIn', '[String]', `${noSuchFilter} Use \`nicenameIn\`.`),
  unsupportedArgument('loginNotIn', '[String]', noSuchFilter),
  parameterArgument('nicename', 'String', 'slug', 'The user with this slug.'),
  parameterArgument('nicenameIn', '[String]', 'slug', 'Users with these slugs.'),
  {
    argument: 'nicenameNotIn',
    type: '[String]',
    description: 'Users with other slugs than these.',
    filter: async (value, { resource, loaders }) => {
      const ids = await idsOfSlugs(asList(value).map(String), resource, loaders);
      return ids.length > 0 ? { exclude: ids } : {};
    },
  },
  {
    argument: 'orderby',
    type: '[UsersConnectionOrderbyInput]',
    description: 'The value to order by. The default is the slug.',
  },
  parameterArgument(
    'role',
    'UserRoleEnum',
    'roles',
    'Users with this role. Only users who may list users can use it.',
  ),
  parameterArgument(
    'roleIn',
    '[UserRoleEnum]',
    'roles',
    'Users with one of these roles. Only users who may list users can use it.',
  ),
  unsupportedArgument('roleNotIn', '[UserRoleEnum]', noSuchFilter),
  parameterArgument('search', 'String', 'search', 'Users whose name contains this text.'),
  {
    argument: 'searchColumns',
    type: '[UsersConnectionSearchColumnEnum]',
    description:
      'The values that `search` looks at: `ID`, `LOGIN` and `NICENAME`, since WordPress 6.8. Others are an error.',
    filter: searchColumnsFilter,
  },
];
