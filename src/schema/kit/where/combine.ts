import type { Keep } from '../../../loading/base/collection.ts';
import { groupBy } from '../../../loading/base/lists.ts';
import type { Resource } from '../../../site/site.ts';
import { flag } from '../../../wordpress/document.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { exclusivePairs, mergeSettings, type ParameterSetting } from './merge.ts';
import { type ArgumentScope, isNotGiven, matchesNone, type WhereRow } from './rows.ts';
import { parametersOfClauses, type TermClause } from './term-clauses.ts';

/** What a `where` leaves of a collection. */
export interface CombinedFilter {
  /** REST parameters that filter. */
  readonly filter: Query;
  /** What is to be sorted out from the documents themselves. */
  readonly keeps: readonly Keep[];
}

type Where = Readonly<Record<string, unknown>>;

/** How messages call what a connection demands by itself. */
const connection = 'the connection itself';

/**
 * What all arguments given and the connection itself demand together; {@link matchesNone} if no document can meet it. No
 * argument is lost: a parameter is set once, or merged by a declared rule.
 *
 * @param implied - REST parameters that the connection itself implies
 * @throws InputError that names both arguments, where REST can't meet them together
 */
export async function combineArguments(
  rows: readonly WhereRow[],
  where: Where,
  { implied = {}, ...scope }: Omit<ArgumentScope, 'argument'> & { readonly implied?: Query },
): Promise<CombinedFilter | typeof matchesNone> {
  const demands = await Promise.all(
    rows.map(async (row) => {
      const value = where[row.argument];
      if (isNotGiven(value)) return null;
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
  for (const demand of demands) {
    if (!demand) continue;
    const { argument, filter, terms } = demand;
    if (filter === matchesNone || terms === matchesNone) return matchesNone;
    settings.push(...settingsOf(filter, argument));
    clauses.push(...terms.map((clause) => ({ ...clause, argument })));
  }
  const own = impliedTerms(implied, scope);
  clauses.push(...own.clauses);
  settings.push(...settingsOf(own.others, connection));
  const query = mergeSettings(settings, scope.resource);
  if (query === matchesNone) return matchesNone;
  const byTaxonomy = groupBy(clauses, ({ taxonomy }) => taxonomy);
  const written = await Promise.all(
    [...byTaxonomy.values()].map((each) => parametersOfClauses(each, scope.resource, scope.loaders)),
  );
  const { filter, keeps } = withoutLost(query);
  return {
    filter: Object.assign({}, filter, ...written.map((each) => each.query)),
    keeps: [...(await keepsOf(rows, where, scope)), ...keeps, ...written.flatMap((each) => each.keeps)],
  };
}

/** Whether a filter says something of a parameter, or of one that WordPress would use in its place. */
export function filtersBy(filter: Query, parameter: string): boolean {
  const names = [
    parameter,
    ...exclusivePairs.flatMap(([wanted, other]) => (wanted === parameter ? [other] : [])),
  ];
  return Object.keys(filter).some((name) => names.includes(name.replace(/\[.*$/, '')));
}

/** What several filters of documents leave; undefined for none. */
export function allOf(keeps: readonly Keep[]): Keep | undefined {
  const [first, ...others] = keeps;
  if (!first || others.length === 0) return first;
  return {
    key: keeps.map(({ key }) => key).join(', '),
    paths: keeps.flatMap(({ paths }) => paths),
    isRare: keeps.some(({ isRare }) => isRare),
    holds: (document) => keeps.every((keep) => keep.holds(document)),
  };
}

function settingsOf(filter: Query, argument: string): readonly ParameterSetting[] {
  return Object.entries(filter).flatMap(([parameter, value]) =>
    value === undefined ? [] : [{ argument, parameter, value }],
  );
}

/** What the connection demands of taxonomies, apart from the rest. */
function impliedTerms(
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

/** WordPress forgets to leave sticky posts out where ids are named (`WP_Query`: `post__in` wins over `post__not_in`). */
function withoutLost({ sticky, ...query }: Query): CombinedFilter {
  if (sticky === undefined) return { filter: query, keeps: [] };
  if (String(sticky) === 'true' || query['include'] === undefined) {
    return { filter: { ...query, sticky }, keeps: [] };
  }
  const keep: Keep = {
    key: 'isSticky: false',
    paths: ['sticky'],
    isRare: false,
    holds: (document) => flag(document, 'sticky') !== true,
  };
  return { filter: query, keeps: [keep] };
}

/** What the arguments given leave to be sorted out from the documents themselves. */
async function keepsOf(
  rows: readonly WhereRow[],
  where: Where,
  scope: { readonly resource: Resource; readonly loaders: ArgumentScope['loaders'] },
): Promise<readonly Keep[]> {
  const keeps = rows.map(async ({ argument, documentFilter: keep }): Promise<Keep[]> => {
    const value = where[argument];
    if (!keep || value === undefined || value === null) return [];
    const kept = await keep(value, { ...scope, argument: `where.${argument}` });
    return kept ? [{ ...kept, key: `${argument}: ${JSON.stringify(value)}` }] : [];
  });
  return (await Promise.all(keeps)).flat();
}
