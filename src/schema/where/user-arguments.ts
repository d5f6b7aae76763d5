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

/** REST's words for columns. Those that it refuses visitors silently, or doesn't know, are null. */
const columns: Readonly<Record<string, string | null>> = {
  EMAIL: null,
  ID: 'id',
  LOGIN: 'username',
  NICENAME: 'slug',
  URL: null,
};

/** @throws InputError for a column that WordPress doesn't search */
function searchColumnsFilter(value: unknown, { resource, argument }: ArgumentScope): Filter {
  const wanted = asList(value).map((column) => columns[String(column)] ?? null);
  if (wanted.length === 0) return {};
  if (resource.parameters.has('search_columns') && !wanted.includes(null)) {
    return { search_columns: wanted.filter((column) => column !== null) };
  }
  const known = Object.keys(columns).filter((column) => columns[column]);
  throw new InputError(
    `\`${argument}\` can't be answered: WordPress' REST API searches ${known.join(', ')}, since WordPress 6.8.`,
  );
}

/** `where` of connections to users. */
export const userWhere: readonly WhereRow[] = [
  parameterArgument('exclude', '[Int]', 'exclude', 'Users without these database ids.'),
  parameterArgument(
    'hasPublishedPosts',
    '[ContentTypeEnum]',
    'has_published_posts',
    'Users who have published content of these types.',
  ),
  parameterArgument('include', '[Int]', 'include', 'Users of these database ids.'),
  unsupportedArgument('login', 'String', `${noSuchFilter} Use \`nicename\`.`),
  unsupportedArgument('loginIn', '[String]', `${noSuchFilter} Use \`nicenameIn\`.`),
  unsupportedArgument('loginNotIn', '[String]', noSuchFilter),
  parameterArgument('nicename', 'String', 'slug', 'The user of this slug.'),
  parameterArgument('nicenameIn', '[String]', 'slug', 'Users of these slugs.'),
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
  parameterArgument('role', 'UserRoleEnum', 'roles', 'Users of this role; for those who may list users.'),
  parameterArgument(
    'roleIn',
    '[UserRoleEnum]',
    'roles',
    'Users of one of these roles; for those who may list users.',
  ),
  unsupportedArgument('roleNotIn', '[UserRoleEnum]', noSuchFilter),
  parameterArgument('search', 'String', 'search', 'Users in whose name this occurs.'),
  {
    argument: 'searchColumns',
    type: '[UsersConnectionSearchColumnEnum]',
    description:
      'Where `search` looks: `ID`, `LOGIN` and `NICENAME`, since WordPress 6.8; others are an error.',
    filter: searchColumnsFilter,
  },
];
