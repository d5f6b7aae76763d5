import type { Keep } from '../../../loading/base/collection.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { mostRead, readWhole } from '../../../loading/pages/whole.ts';
import { termsPath } from '../../../site/overlaps.ts';
import type { Resource } from '../../../site/site.ts';
import { integer, integers } from '../../../wordpress/document.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { InputError } from '../base/errors.ts';

/** What content must have of one taxonomy. */
export interface TermClause {
  /** `where.categoryIn`, for messages. */
  readonly argument: string;
  readonly taxonomy: Resource;
  readonly ids: readonly number[];
  /** Whether content must have any of the terms, all of them, or none. */
  readonly match: 'any' | 'all' | 'none';
  /** Whether terms below these count as well. */
  readonly withDescendants: boolean;
}

/** Clauses as REST takes them, and what is left to be sorted out from the documents. */
export interface ClauseParameters {
  readonly query: Query;
  readonly keeps: readonly Keep[];
}

/**
 * Clauses of one taxonomy as REST parameters. REST takes one clause that demands terms and one that excludes some. Of
 * several that demand, those that name single terms become one with `operator=AND`; further ones are left to the
 * documents, which say their terms.
 *
 * @throws InputError for a taxonomy that is too large to find the terms below others
 */
export async function parametersOfClauses(
  clauses: readonly TermClause[],
  content: Resource,
  loaders: Loaders,
): Promise<ClauseParameters> {
  const [demanding, excluding] = [true, false].map((demands) =>
    clauses.filter(({ match }) => (match !== 'none') === demands),
  );
  const excluded = await merged(excluding ?? [], loaders);
  const [wanted, ...others] = await demanded(demanding ?? [], loaders);
  return {
    query: { ...(excluded ? parametersOf(excluded) : {}), ...(wanted ? parametersOf(wanted) : {}) },
    keeps: others.map((clause) => keepOf(clause, termsPath(content, clause.taxonomy))),
  };
}

/** All excluding clauses as one. */
async function merged(clauses: readonly TermClause[], loaders: Loaders): Promise<TermClause | undefined> {
  const [first, ...others] = clauses;
  if (!first || others.length === 0) return first;
  const whole = await Promise.all(clauses.map((clause) => withTermsBelow(clause, loaders)));
  return { ...first, withDescendants: false, ids: unique(whole.flatMap(({ ids }) => ids)) };
}

/** Demanding clauses, those that REST takes as one at first. */
async function demanded(clauses: readonly TermClause[], loaders: Loaders): Promise<readonly TermClause[]> {
  const [first, ...others] = clauses;
  if (!first || others.length === 0) return clauses;
  const whole = await Promise.all(clauses.map((clause) => withTermsBelow(clause, loaders)));
  const isSimple = ({ ids, match }: TermClause) => match === 'all' || ids.length === 1;
  const simple = whole.filter(isSimple);
  const ids = unique(simple.flatMap((clause) => clause.ids));
  const together: TermClause[] =
    simple.length > 0 ? [{ ...first, withDescendants: false, match: 'all', ids }] : [];
  return [...together, ...whole.filter((clause) => !isSimple(clause))];
}

function parametersOf({
  taxonomy: { restBase, hierarchical },
  ids,
  match,
  withDescendants,
}: TermClause): Query {
  const parameter = match === 'none' ? `${restBase}_exclude` : restBase;
  const isBelow = withDescendants && hierarchical;
  if (!isBelow && (match !== 'all' || ids.length === 1)) return { [parameter]: ids };
  return {
    [`${parameter}[terms]`]: ids.join(','),
    ...(match === 'all' ? { [`${parameter}[operator]`]: 'AND' } : {}),
    ...(isBelow ? { [`${parameter}[include_children]`]: true } : {}),
  };
}

function keepOf({ argument, ids }: TermClause, path: string): Keep {
  return {
    key: `${argument.replace(/^where\./, '')}: ${ids.join(',')}`,
    paths: [path],
    isRare: true,
    holds: (document) => integers(document, path).some((id) => ids.includes(id)),
  };
}

/** A clause with the terms below its own written out. */
async function withTermsBelow(clause: TermClause, loaders: Loaders): Promise<TermClause> {
  const { taxonomy, argument, ids, withDescendants } = clause;
  if (!withDescendants || !taxonomy.hierarchical) return { ...clause, withDescendants: false };
  const paths = new Set(['id', 'parent']);
  const { documents, total } = await readWhole(loaders.rest, { resource: taxonomy, filter: {} }, { paths });
  if (total > documents.length) {
    throw new InputError(
      `\`${argument}\` can't be combined with another argument for ${taxonomy.plural} here: which of ${total} ${taxonomy.plural} stand below others can't be read, more than ${mostRead} aren't looked through.`,
    );
  }
  const found = new Set(ids);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const document of documents) {
      if (found.has(integer(document, 'parent') ?? 0)) found.add(document.id);
    }
  }
  return { ...clause, withDescendants: false, ids: [...found] };
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
