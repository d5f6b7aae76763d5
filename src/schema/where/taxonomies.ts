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

/** `where` of connections to one type that has categories. */
export const categories: readonly WhereRow[] = [
  {
    argument: 'categoryId',
    type: 'Int',
    description: 'Content in this category or one below it; a negative id leaves the category out.',
    terms: (value, scope) => {
      const category = Number(value);
      const clause = { ids: [Math.abs(category)], withDescendants: true };
      return category === 0 ? [] : termsIn('category', { ...clause, excludes: category < 0 }, scope);
    },
  },
  termRow('categoryIn', 'category', 'Content in one of these categories; those below them do not count.'),
  {
    argument: 'categoryName',
    type: 'String',
    description: 'Content in the category of this slug or one below it; several with commas.',
    terms: (value, scope) => termsOfSlugs('category', lastSegment(String(value)), scope),
  },
  termRow('categoryNotIn', 'category', 'Content in none of these categories.', { excludes: true }),
];

/** `where` of connections to one type that has tags. */
export const tags: readonly WhereRow[] = [
  {
    argument: 'tag',
    type: 'String',
    description: 'Content with the tag of this slug; several with commas.',
    terms: (value, scope) => termsOfSlugs('post_tag', String(value), scope),
  },
  {
    argument: 'tagId',
    type: 'String',
    description: 'Content with the tag of this database id.',
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
    description: 'Content with all tags of these slugs.',
    terms: (value, scope) => termsOfSlugs('post_tag', asList(value).map(String).join('+'), scope),
  },
  {
    argument: 'tagSlugIn',
    type: '[String]',
    description: 'Content with a tag of one of these slugs.',
    terms: (value, scope) => termsOfSlugs('post_tag', asList(value).map(String).join(','), scope),
  },
];

/** An argument that takes ids of terms, database or global. */
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

/** Content that has any of some terms, or none of them. Of a list of nulls nothing is left. */
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

/** WP_Query's `category_name` and `tag`: slugs with commas for any of them, with plus signs for all. Terms below count. */
async function termsOfSlugs(name: string, slugs: string, { loaders }: ArgumentScope): Promise<TermFilter> {
  const taxonomy = loaders.site.resources.get(name);
  if (!taxonomy) return matchesNone;
  const isAll = slugs.includes('+');
  const wanted = slugs.split(/[,+\s]+/).filter((slug) => slug !== '');
  const found = await idsOfSlugs(wanted, taxonomy, loaders);
  if (found.length === 0 || (isAll && found.length < wanted.length)) return matchesNone;
  if (!isAll) return [{ taxonomy, ids: found, match: 'any', withDescendants: true }];
  return taxonomy.hierarchical
    ? found.map((id) => ({ taxonomy, ids: [id], match: 'any' as const, withDescendants: true }))
    : [{ taxonomy, ids: found, match: 'all', withDescendants: false }];
}
