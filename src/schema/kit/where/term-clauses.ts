import type { DocumentFilter } from '../../../loading/base/collection.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { readWhole } from '../../../loading/pages/whole.ts';
import { termsPath } from '../../../site/overlaps.ts';
import type { Resource } from '../../../site/site.ts';
import { limits } from '../../../values/limits.ts';
import { integer, integers } from '../../../wordpress/document.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { InputError } from '../base/errors.ts';

/** A condition on the terms that content has in one taxonomy. */
export interface TermClause {
  /** The argument's name for error messages: `where.categoryIn`. */
  readonly argument: string;
  readonly taxonomy: Resource;
  readonly ids: readonly number[];
  /** Whether content must have any of the terms, all of them, or none. */
  readonly match: 'any' | 'all' | 'none';
  /** Whether the descendants of these terms count, too. */
  readonly withDescendants: boolean;
}

/** The REST parameters for clauses, with filters of documents for clauses that REST cannot express. */
export interface ClauseParameters {
  readonly query: Query;
  readonly documentFilters: readonly DocumentFilter[];
}

/**
 * Returns the REST parameters for clauses of one taxonomy. REST takes one clause that requires terms and one that excludes
 * terms. Clauses that require single terms become one with `operator=AND`. Any further clauses filter the documents by
 * their terms.
 *
 * @throws InputError if the taxonomy has too many terms to find descendants in it
 */
export async function parametersOfClauses(
  clauses: readonly TermClause[],
  content: Resource,
  loaders: Loaders,
): Promise<ClauseParameters> {
  const excluding = clauses.filter(({ match }) => match === 'none');
  const requiring = clauses.filter(({ match }) => match !== 'none');
  const excluded = await mergeExcluding(excluding, loaders);
  const [required, ...others] = await mergeRequiring(requiring, loaders);
  return {
    query: { ...(excluded ? parametersOf(excluded) : {}), ...(required ? parametersOf(required) : {}) },
    documentFilters: others.map((clause) => documentFilterOf(clause, termsPath(content, clause.taxonomy))),
  };
}

/** Merges excluding clauses into one. */
async function mergeExcluding(
  clauses: readonly TermClause[],
  loaders: Loaders,
): Promise<TermClause | undefined> {
  const [first, ...others] = clauses;
  if (!first || others.length === 0) return first;
  const expanded = await Promise.all(clauses.map((clause) => expandDescendants(clause, loaders)));
  return { ...first, withDescendants: false, ids: unique(expanded.flatMap(({ ids }) => ids)) };
}

/** Merges clauses that require single terms into one, which is the first of the result. */
async function mergeRequiring(
  clauses: readonly TermClause[],
  loaders: Loaders,
): Promise<readonly TermClause[]> {
  const [first, ...others] = clauses;
  if (!first || others.length === 0) return clauses;
  const expanded = await Promise.all(clauses.map((clause) => expandDescendants(clause, loaders)));
  const isSimple = ({ ids, match }: TermClause) => match === 'all' || ids.length === 1;
  const simple = expanded.filter(isSimple);
  const ids = unique(simple.flatMap((clause) => clause.ids));
  const together: TermClause[] =
    simple.length > 0 ? [{ ...first, withDescendants: false, match: 'all', ids }] : [];
  return [...together, ...expanded.filter((clause) => !isSimple(clause))];
}

function parametersOf({
  taxonomy: { restBase, hierarchical },
  ids,
  match,
  withDescendants,
}: TermClause): Query {
  const parameter = match === 'none' ? `${restBase}_exclude` : restBase;
  const includesChildren = withDescendants && hierarchical;
  if (!includesChildren && (match !== 'all' || ids.length === 1)) return { [parameter]: ids };
  return {
    [`${parameter}[terms]`]: ids.join(','),
    ...(match === 'all' ? { [`${parameter}[operator]`]: 'AND' } : {}),
    ...(includesChildren ? { [`${parameter}[include_children]`]: true } : {}),
  };
}

function documentFilterOf({ argument, ids }: TermClause, path: string): DocumentFilter {
  return {
    key: `${argument.replace(/^where\./, '')}: ${ids.join(',')}`,
    paths: [path],
    isRare: true,
    matches: (document) => integers(document, path).some((id) => ids.includes(id)),
  };
}

/** Returns the clause with the ids of all descendants added to its own. */
async function expandDescendants(clause: TermClause, loaders: Loaders): Promise<TermClause> {
  const { taxonomy, argument, ids, withDescendants } = clause;
  if (!withDescendants || !taxonomy.hierarchical) return { ...clause, withDescendants: false };
  const paths = new Set(['id', 'parent']);
  const { documents, total } = await readWhole(loaders.rest, { resource: taxonomy, filter: {} }, { paths });
  if (total > documents.length) {
    throw new InputError(
      `\`${argument}\` can't be combined with another argument for ${taxonomy.plural} here: it needs the descendants of ${taxonomy.plural}, and the site has ${total} of them, more than the gateway reads (${limits.maxWholeCollection}).`,
    );
  }
  const allIds = new Set(ids);
  for (let size = 0; size < allIds.size; ) {
    size = allIds.size;
    for (const document of documents) {
      if (allIds.has(integer(document, 'parent') ?? 0)) allIds.add(document.id);
    }
  }
  return { ...clause, withDescendants: false, ids: [...allIds] };
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
