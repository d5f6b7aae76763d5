import type { Keep } from '../../../loading/base/collection.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { Resource } from '../../../site/site.ts';
import type { Availability } from '../../../values/availability.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { InputError } from '../base/errors.ts';
import { toDatabaseId } from '../base/global-id.ts';
import type { TermClause } from './term-clauses.ts';

/** Names of input types that `where` arguments have; a list in brackets. */
export type WhereType = string;

/** What an argument's value is turned into knows. */
export interface ArgumentScope {
  readonly resource: Resource;
  readonly loaders: Loaders;
  /** `where.authorIn`, for messages. */
  readonly argument: string;
}

/** The filter that no document can meet. */
export const matchesNone = 'matches none';

/** REST parameters that filter, or {@link matchesNone}. */
export type Filter = Query | typeof matchesNone;

/** Terms that content must have or must not have, or {@link matchesNone}. */
export type TermFilter = readonly Omit<TermClause, 'argument'>[] | typeof matchesNone;

/** A filter of documents as they come, without the name that its argument and value give it. */
export type RowFilter = Omit<Keep, 'key'>;

/** One argument of a `where` input. */
export interface WhereRow {
  readonly argument: string;
  readonly type: WhereType;
  readonly description: string;
  /** Whether the argument can be used. @default always */
  readonly availability?: Availability;
  /** What to use instead, of an argument that WPGraphQL has given up. */
  readonly deprecated?: string;
  /** The REST parameters for a value that isn't null. Absent: the argument orders, or is told elsewhere. */
  readonly filter?: (value: unknown, scope: ArgumentScope) => Filter | Promise<Filter>;
  /** Terms that content must have, or must not have, for a value that isn't null. */
  readonly terms?: (value: unknown, scope: ArgumentScope) => TermFilter | Promise<TermFilter>;
  /** Which documents are wanted for a value that isn't null, where REST has no parameter for it; null where `filter` says it. */
  readonly documentFilter?: (
    value: unknown,
    scope: ArgumentScope,
  ) => RowFilter | null | Promise<RowFilter | null>;
}

/** An argument that is a REST parameter under another name. */
export function parameterArgument(
  argument: string,
  type: WhereType,
  parameter: string,
  description: string,
): WhereRow {
  return {
    argument,
    type,
    description,
    filter: (value) =>
      Array.isArray(value)
        ? // REST takes an empty text in a list for no filter, WordPress' own queries for one that nothing meets.
          anyOf(
            parameter,
            asList(value)
              .map(String)
              .filter((item) => item !== ''),
          )
        : { [parameter]: toScalar(value) },
  };
}

/** An argument that takes ids, database or global. */
export function idsArgument(argument: string, parameter: string, description: string): WhereRow {
  return {
    argument,
    type: '[ID]',
    description,
    filter: (value, scope) =>
      anyOf(
        parameter,
        asList(value).map((id) => toDatabaseId(toScalar(id), scope.argument)),
      ),
  };
}

/** An argument of one id. */
export function idArgument(
  argument: string,
  type: WhereType,
  parameter: string,
  description: string,
): WhereRow {
  return {
    argument,
    type,
    description,
    filter: (value, scope) => {
      const wanted = toDatabaseId(toScalar(value), scope.argument);
      // WordPress takes 0 for no id at all, but for the parent of what is at the top level.
      return wanted === 0 && parameter !== 'parent' ? {} : { [parameter]: [wanted] };
    },
  };
}

/** What is any of these, or none of them; of a list of nulls nothing is left. */
function anyOf(parameter: string, wanted: readonly (string | number)[]): Filter {
  if (wanted.length > 0) return { [parameter]: wanted };
  return parameter.includes('exclude') ? {} : matchesNone;
}

/** A filter by parent, which what is flat answers itself: all of it is at the top level. */
export function parentArgument(row: WhereRow): WhereRow {
  const excludes = row.argument === 'parentNotIn';
  return {
    ...row,
    filter: async (value, scope) => {
      const filter = (await row.filter?.(value, scope)) ?? {};
      const wanted = filter === matchesNone ? [] : Object.values(filter);
      if (hasFieldOrParameter(scope.resource, 'parent') || wanted.length === 0) return filter;
      const isTop = wanted.some((ids) => String(ids).split(',').includes('0'));
      return isTop === excludes ? matchesNone : {};
    },
  };
}

/** Whether documents of a resource can have a value: its documents or its route tell of it, even where a plugin removed one. */
export function hasFieldOrParameter({ properties, parameters }: Resource, name: string): boolean {
  return properties.has(name) || parameters.has(name);
}

/** Why most arguments are refused. */
export const noSuchFilter = "WordPress' REST API has no such filter.";

/** An argument that REST can't serve: using it is an error that says so, never a list that ignores it. */
export function unsupportedArgument(argument: string, type: WhereType, why: string): WhereRow {
  return {
    argument,
    type,
    description: '',
    availability: { to: 'nobody', otherwise: 'error', because: why },
    filter: (_value, scope) => {
      throw new InputError(`\`${scope.argument}\` can't be answered: ${why}`);
    },
  };
}

/** The same arguments, for a connection that REST can't filter at all: documents that name them are understood. */
export function unsupportedArguments(rows: readonly WhereRow[], why: string): readonly WhereRow[] {
  return rows.map(({ filter: _filter, terms: _terms, documentFilter: _keep, ...row }) => ({
    ...row,
    description: '',
    availability: { to: 'nobody', otherwise: 'error', because: why },
  }));
}

/** @throws InputError where a connection that REST can't filter is to be filtered all the same */
export function refuseArguments(where: Readonly<Record<string, unknown>>, why: string): void {
  const used = Object.entries(where).find(([, value]) => !isNotGiven(value))?.[0];
  if (used) throw new InputError(`\`where.${used}\` can't be answered: ${why}`);
}

/** An argument that makes no difference to the answer, and why. */
export function ignoredArgument(argument: string, type: WhereType, because: string): WhereRow {
  return {
    argument,
    type,
    description: '',
    availability: { to: 'nobody', otherwise: 'no difference', because },
    filter: () => ({}),
  };
}

/** Whether an argument says nothing: WordPress' own queries take what is empty for not given (`WP_Query`). */
export function isNotGiven(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Ids of the documents of these slugs, for filters by slug where REST takes ids. */
export async function idsOfSlugs(
  slugs: readonly string[],
  resource: Resource,
  loaders: Loaders,
): Promise<readonly number[]> {
  const found = await Promise.all(slugs.map((slug) => loaders.slugs(resource).load(slug, new Set(['id']))));
  return found.flat().map(({ document }) => document.id);
}

/** A value that the input's type made a string, number or boolean. */
export function toScalar(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value);
}

/** A list's items that aren't null; a single value counts as a list of it. */
export function asList(value: unknown): readonly unknown[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== undefined);
}

/** The last part of a path: of `news/local/` it is `local`. */
export function lastSegment(path: string): string {
  return (
    path
      .split('/')
      .filter((segment) => segment !== '')
      .at(-1) ?? path
  );
}
