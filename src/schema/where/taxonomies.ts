import { toDatabaseId } from '../kit/base/global-id.ts';
import {
  type ArgumentScope,
  asList,
  idsOfSlugs,
  lastSegment,
  matchesNone,
  type TermFilter,
  toScalar,
  type WhereRow,
} from '../kit/where/rows.ts';

/** The arguments of `where` for one type of content that has categories. */
export const categories: readonly WhereRow[] = [
  {
    argument: 'categoryId',
    type: 'Int',
    description:
      'Content in the category with this id or in its descendants. A negative id excludes the category.',
    terms: (value, scope) => {
      const category = Number(value);
      const clause = { ids: [Math.abs(category)], withDescendants: true };
      return category === 0 ? [] : termsIn('category', { ...clause, excludes: category < 0 }, scope);
    },
  },
  termRow('categoryIn', 'category', 'Content in one of these categories. Their descendants do not count.'),
  {
    argument: 'categoryName',
    type: 'String',
    description:
      'Content in the category with this slug or in its descendants. Commas separate several slugs.',
    terms: (value, scope) => termsOfSlugs('category', lastSegment(String(value)), scope),
  },
  termRow('categoryNotIn', 'category', 'Content in none of these categories.', { excludes: true }),
];

/** The arguments of `where` for one type of content that has tags. */
export const tags: readonly WhereRow[] = [
  {
    argument: 'tag',
    type: 'String',
    description: 'Content with the tag that has this slug. Commas separate several slugs.',
    terms: (value, scope) => termsOfSlugs('post_tag', String(value), scope),
  },
  {
    argument: 'tagId',
    type: 'String',
    description: 'Content with the tag that has this database id.',
    terms: (value, scope) => {
      const tag = toDatabaseId(toScalar(value), scope.argument);
      return tag === 0 ? [] : termsIn('post_tag', { ids: [tag] }, scope);
    },
  },
  termRow('tagIn', 'post_tag', 'Content with one of these tags.'),
  termRow('tagNotIn', 'post_tag', 'Content with none of these tags.', { excludes: true }),
  {
    argument: 'tagSlugAnd',
    type: '[String]',
    description: 'Content with all tags that have these slugs.',
    terms: (value, scope) => termsOfSlugs('post_tag', asList(value).map(String).join('+'), scope),
  },
  {
    argument: 'tagSlugIn',
    type: '[String]',
    description: 'Content with a tag that has one of these slugs.',
    terms: (value, scope) => termsOfSlugs('post_tag', asList(value).map(String).join(','), scope),
  },
];

/** Returns an argument that takes ids of terms, database or global. */
function termRow(
  argument: string,
  taxonomy: string,
  description: string,
  { excludes = false }: { excludes?: boolean } = {},
): WhereRow {
  return {
    argument,
    type: '[ID]',
    description,
    terms: (value, scope) =>
      termsIn(
        taxonomy,
        { ids: asList(value).map((id) => toDatabaseId(toScalar(id), scope.argument)), excludes },
        scope,
      ),
  };
}

/** Returns the clause for content with any of the terms, or with none of them. If there are no ids, no content matches. */
function termsIn(
  name: string,
  {
    ids,
    withDescendants = false,
    excludes = false,
  }: { ids: readonly number[]; withDescendants?: boolean; excludes?: boolean },
  { loaders }: ArgumentScope,
): TermFilter {
  const taxonomy = loaders.site.resources.get(name);
  if (!taxonomy || ids.length === 0) return excludes ? [] : matchesNone;
  return [{ taxonomy, ids, match: excludes ? 'none' : 'any', withDescendants }];
}

/**
 * Returns the clauses for slugs in the syntax of `category_name` and `tag` in `WP_Query`: commas mean any of the terms,
 * plus signs mean all of them. Descendants count, too.
 */
async function termsOfSlugs(name: string, slugs: string, { loaders }: ArgumentScope): Promise<TermFilter> {
  const taxonomy = loaders.site.resources.get(name);
  if (!taxonomy) return matchesNone;
  const isAll = slugs.includes('+');
  const slugList = slugs.split(/[,+\s]+/).filter((slug) => slug !== '');
  const ids = await idsOfSlugs(slugList, taxonomy, loaders);
  if (ids.length === 0 || (isAll && ids.length < slugList.length)) return matchesNone;
  if (!isAll) return [{ taxonomy, ids, match: 'any', withDescendants: true }];
  return taxonomy.hierarchical
    ? ids.map((id) => ({ taxonomy, ids: [id], match: 'any' as const, withDescendants: true }))
    : [{ taxonomy, ids, match: 'all', withDescendants: false }];
}
