import type { DocumentFilter } from '../../../loading/base/collection.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { Resource } from '../../../site/site.ts';
import type { Availability } from '../../../values/availability.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { InputError } from '../base/errors.ts';
import { toDatabaseId } from '../base/global-id.ts';
import type { TermClause } from './term-clauses.ts';

/** The name of an argument's input type. Brackets denote a list: `[ID]`. */
export type WhereType = string;

/** The context in which the value of an argument becomes a filter. */
export interface ArgumentScope {
  readonly resource: Resource;
  readonly loaders: Loaders;
  /** The argument's name for error messages: `where.authorIn`. */
  readonly argument: string;
}

/** The filter that matches no document. The connection is then empty, and no request goes out. */
export const matchesNone = 'matches none';

/** REST parameters that filter, or {@link matchesNone}. */
export type Filter = Query | typeof matchesNone;

/** Clauses about the terms of content, or {@link matchesNone}. */
export type TermFilter = readonly Omit<TermClause, 'argument'>[] | typeof matchesNone;

/** A filter that the gateway applies to the documents of a response. Its key is made from the argument and value. */
export type RowFilter = Omit<DocumentFilter, 'key'>;

/** One argument of a `where` input. No function is called for null, and `filter` and `terms` not for an empty value. */
export interface WhereRow {
  readonly argument: string;
  readonly type: WhereType;
  readonly description: string;
  /** Who can use the argument. @default everybody */
  readonly availability?: Availability;
  /** The deprecation reason, if WPGraphQL deprecates the argument. */
  readonly deprecated?: string;
  /** Returns the REST parameters for a value. Absent if the argument selects the order, or one of the functions below serves it. */
  readonly filter?: (value: unknown, scope: ArgumentScope) => Filter | Promise<Filter>;
  /** Returns clauses about terms for a value. */
  readonly terms?: (value: unknown, scope: ArgumentScope) => TermFilter | Promise<TermFilter>;
  /**
   * Returns a filter of documents for a value, if REST has no parameter for it. Returns null if `filter` serves the value.
   * An empty text may be a value: it is the file name of the default template.
   */
  readonly documentFilter?: (
    value: unknown,
    scope: ArgumentScope,
  ) => RowFilter | null | Promise<RowFilter | null>;
}

/** Returns an argument whose value is passed to a REST parameter. */
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
        ? // With an empty string in a list, REST ignores the filter. WordPress' queries match no document instead.
          listFilter(
            parameter,
            asList(value)
              .map(String)
              .filter((item) => item !== ''),
          )
        : { [parameter]: toScalar(value) },
  };
}

/** Returns an argument that takes a list of ids, database or global. */
export function idsArgument(argument: string, parameter: string, description: string): WhereRow {
  return {
    argument,
    type: '[ID]',
    description,
    filter: (value, scope) =>
      listFilter(
        parameter,
        asList(value).map((id) => toDatabaseId(toScalar(id), scope.argument)),
      ),
  };
}

/** Returns an argument that takes one id, database or global. */
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
      const databaseId = toDatabaseId(toScalar(value), scope.argument);
      // WordPress ignores the id 0, except as a parent: then it selects the top level.
      return databaseId === 0 && parameter !== 'parent' ? {} : { [parameter]: [databaseId] };
    },
  };
}

/** Returns the filter for a list. If it has no items (they were all null), no document is included, and none excluded. */
function listFilter(parameter: string, items: readonly (string | number)[]): Filter {
  if (items.length > 0) return { [parameter]: items };
  return parameter.includes('exclude') ? {} : matchesNone;
}

/** Returns an argument about parents that also works for flat types: their documents are all at the top level. */
export function parentArgument(row: WhereRow): WhereRow {
  const excludes = row.argument === 'parentNotIn';
  return {
    ...row,
    filter: async (value, scope) => {
      const filter = (await row.filter?.(value, scope)) ?? {};
      const parents = filter === matchesNone ? [] : Object.values(filter);
      if (hasFieldOrParameter(scope.resource, 'parent') || parents.length === 0) return filter;
      const hasTopLevel = parents.some((ids) => String(ids).split(',').includes('0'));
      return hasTopLevel === excludes ? matchesNone : {};
    },
  };
}

/** Returns whether a resource has a field or a parameter of this name. A plugin may have removed one of the two. */
export function hasFieldOrParameter({ properties, parameters }: Resource, name: string): boolean {
  return properties.has(name) || parameters.has(name);
}

/** The most common reason why an argument is not supported. */
export const noSuchFilter = "WordPress' REST API has no such filter.";

/**
 * Returns an argument that REST cannot serve. Its filter throws an `InputError`: a list that ignores the argument would
 * be wrong.
 */
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

/** Returns the arguments without their filters, for a connection that REST cannot filter. Documents with them still validate. */
export function unsupportedArguments(rows: readonly WhereRow[], why: string): readonly WhereRow[] {
  return rows.map(({ filter: _filter, terms: _terms, documentFilter: _documentFilter, ...row }) => ({
    ...row,
    description: '',
    availability: { to: 'nobody', otherwise: 'error', because: why },
  }));
}

/**
 * Checks that the client uses no argument of a connection that REST cannot filter.
 *
 * @throws InputError if an argument has a value
 */
export function refuseArguments(where: Readonly<Record<string, unknown>>, why: string): void {
  const used = Object.entries(where).find(([, value]) => !isNotGiven(value))?.[0];
  if (used) throw new InputError(`\`where.${used}\` can't be answered: ${why}`);
}

/** Returns an argument that does not change the result. */
export function ignoredArgument(argument: string, type: WhereType, because: string): WhereRow {
  return {
    argument,
    type,
    description: '',
    availability: { to: 'nobody', otherwise: 'no difference', because },
    filter: () => ({}),
  };
}

/** Returns whether a value counts as absent. WordPress' queries ignore empty values (`WP_Query`). */
export function isNotGiven(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Returns the ids of the documents with these slugs, for filters whose REST parameter takes ids only. */
export async function idsOfSlugs(
  slugs: readonly string[],
  resource: Resource,
  loaders: Loaders,
): Promise<readonly number[]> {
  const entities = await Promise.all(
    slugs.map((slug) => loaders.slugs(resource).load(slug, new Set(['id']))),
  );
  return entities.flat().map(({ document }) => document.id);
}

/** Returns a scalar of an input as a string or number. */
export function toScalar(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value);
}

/** Returns the items of a list that are not null. A single value becomes a list. */
export function asList(value: unknown): readonly unknown[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== undefined);
}

/** Returns the last segment of a path: `local` for `news/local/`. */
export function lastSegment(path: string): string {
  return (
    path
      .split('/')
      .filter((segment) => segment !== '')
      .at(-1) ?? path
  );
}
