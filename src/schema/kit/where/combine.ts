import type { DocumentFilter } from '../../../loading/base/collection.ts';
import { groupBy } from '../../../loading/base/lists.ts';
import type { Resource } from '../../../site/site.ts';
import { flag } from '../../../wordpress/document.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { exclusivePairs, mergeSettings, type ParameterSetting } from './merge.ts';
import { type ArgumentScope, isNotGiven, matchesNone, type WhereRow } from './rows.ts';
import { parametersOfClauses, type TermClause } from './term-clauses.ts';

/** The filter of a collection: REST parameters, and filters that the gateway applies to documents. */
export interface CombinedFilter {
  /** REST parameters that filter. */
  readonly filter: Query;
  /** Filters that REST has no parameters for. */
  readonly documentFilters: readonly DocumentFilter[];
}

type Where = Readonly<Record<string, unknown>>;

/** The name, in error messages, of the filter that a connection requires. */
const connection = 'the connection itself';

/**
 * Combines the arguments of `where` with the filter that the connection requires. No argument is ignored: `mergeSettings`
 * merges several values of one parameter. Returns {@link matchesNone} if no document can meet all of them.
 *
 * @param implied - REST parameters that the connection requires
 * @throws InputError if REST cannot combine two arguments. The message names both
 */
export async function combineArguments(
  rows: readonly WhereRow[],
  where: Where,
  { implied = {}, ...scope }: Omit<ArgumentScope, 'argument'> & { readonly implied?: Query },
): Promise<CombinedFilter | typeof matchesNone> {
  const given = rows.filter((row) => !isNotGiven(where[row.argument]));
  const demands = await Promise.all(
    given.map(async (row) => {
      const value = where[row.argument];
      const argument = `where.${row.argument}`;
      const [filter = {}, terms = []] = await Promise.all([
        row.filter?.(value, { ...scope, argument }),
        row.terms?.(value, { ...scope, argument }),
      ]);
      return { argument, filter, terms };
    }),
  );
  const settings: ParameterSetting[] = [];
  const clauses: TermClause[] = [];
  for (const { argument, filter, terms } of demands) {
    if (filter === matchesNone || terms === matchesNone) return matchesNone;
    settings.push(...settingsOf(filter, `\`${argument}\``));
    clauses.push(...terms.map((clause) => ({ ...clause, argument })));
  }
  const required = splitTerms(implied, scope);
  clauses.push(...required.clauses);
  settings.push(...settingsOf(required.others, connection));
  const query = mergeSettings(settings, scope.resource);
  if (query === matchesNone) return matchesNone;
  const byTaxonomy = groupBy(clauses, ({ taxonomy }) => taxonomy);
  const termFilters = await Promise.all(
    [...byTaxonomy.values()].map((each) => parametersOfClauses(each, scope.resource, scope.loaders)),
  );
  const { filter, documentFilters: stickyFilters } = splitSticky(query);
  return {
    filter: Object.assign({}, filter, ...termFilters.map((each) => each.query)),
    documentFilters: [
      ...(await documentFiltersOf(rows, where, scope)),
      ...stickyFilters,
      ...termFilters.flatMap((each) => each.documentFilters),
    ],
  };
}

/** Returns whether a filter sets a parameter, or the parameter that WordPress ignores beside it. */
export function filtersBy(filter: Query, parameter: string): boolean {
  const names = [
    parameter,
    ...exclusivePairs.flatMap(([wins, ignored]) => (wins === parameter ? [ignored] : [])),
  ];
  // `tags[terms]` sets the parameter `tags`.
  return Object.keys(filter).some((name) => names.includes(name.replace(/\[.*$/, '')));
}

/** Returns the filter that matches documents which all given filters match. Returns undefined for an empty list. */
export function combineDocumentFilters(filters: readonly DocumentFilter[]): DocumentFilter | undefined {
  const [first, ...others] = filters;
  if (!first || others.length === 0) return first;
  return {
    key: filters.map(({ key }) => key).join(', '),
    paths: filters.flatMap(({ paths }) => paths),
    isRare: filters.some(({ isRare }) => isRare),
    matches: (document) => filters.every((filter) => filter.matches(document)),
  };
}

function settingsOf(filter: Query, source: string): readonly ParameterSetting[] {
  return Object.entries(filter).flatMap(([parameter, value]) =>
    value === undefined ? [] : [{ source, parameter, value }],
  );
}

/** Splits the parameters that a connection requires into clauses about terms and all others. */
function splitTerms(
  implied: Query,
  { resource, loaders }: Omit<ArgumentScope, 'argument'>,
): { clauses: readonly TermClause[]; others: Query } {
  const taxonomies = resource.linked.flatMap((name) => loaders.site.resources.get(name) ?? []);
  const clauses: TermClause[] = [];
  const others: Record<string, Query[string]> = {};
  for (const [parameter, value] of Object.entries(implied)) {
    const taxonomy = taxonomies.find(({ kind, restBase }) => kind === 'term' && restBase === parameter);
    if (taxonomy && typeof value === 'object') {
      const ids = value.map(Number);
      clauses.push({ argument: connection, taxonomy, ids, match: 'any', withDescendants: false });
    } else {
      others[parameter] = value;
    }
  }
  return { clauses, others };
}

/**
 * Turns `sticky: false` into a filter of documents if `include` is present. REST maps both to ids, and WordPress then
 * ignores the excluded ones (`post__in` precedes `post__not_in` in `WP_Query`).
 */
function splitSticky({ sticky, ...query }: Query): CombinedFilter {
  if (sticky === undefined) return { filter: query, documentFilters: [] };
  if (String(sticky) === 'true' || query['include'] === undefined) {
    return { filter: { ...query, sticky }, documentFilters: [] };
  }
  const notSticky: DocumentFilter = {
    key: 'isSticky: false',
    paths: ['sticky'],
    isRare: false,
    matches: (document) => flag(document, 'sticky') !== true,
  };
  return { filter: query, documentFilters: [notSticky] };
}

/** Returns the filters of documents for the arguments that have a value. */
async function documentFiltersOf(
  rows: readonly WhereRow[],
  where: Where,
  scope: { readonly resource: Resource; readonly loaders: ArgumentScope['loaders'] },
): Promise<readonly DocumentFilter[]> {
  const filters = rows.map(async ({ argument, documentFilter }): Promise<DocumentFilter[]> => {
    const value = where[argument];
    if (!documentFilter || value === undefined || value === null) return [];
    const filter = await documentFilter(value, { ...scope, argument: `where.${argument}` });
    return filter ? [{ ...filter, key: `${argument}: ${JSON.stringify(value)}` }] : [];
  });
  return (await Promise.all(filters)).flat();
}
