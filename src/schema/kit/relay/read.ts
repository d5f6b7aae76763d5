import type { Collection, DocumentFilter, Ordering } from '../../../loading/base/collection.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { cursorsOf, emptyPage, type PageDemand } from '../../../loading/pages/page.ts';
import type { Partition } from '../../../loading/pages/partition.ts';
import type { Resource } from '../../../site/site.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { type GraphPage, toGraphPage } from '../graph/page.ts';
import type { Projection } from '../plugins/reads/projection.ts';
import { combineArguments, combineDocumentFilters, filtersBy } from '../where/combine.ts';
import { matchesNone, type WhereRow } from '../where/rows.ts';
import { splitByStatus } from '../where/status.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { readSeveralTypes } from './several-types.ts';
import { toWindow } from './window.ts';

/** The `where` arguments of a kind of resource, and the ordering that they select. */
export interface ListRules {
  readonly rows: readonly WhereRow[];
  ordering(where: Readonly<Record<string, unknown>>, resource: Resource): Ordering;
  /** Returns REST parameters that apply unless `where` sets them. */
  defaultFilter?(loaders: Loaders): Promise<Query>;
}

/** One resource of a connection, with its filters. */
export interface ListedResource {
  readonly resource: Resource;
  readonly rules: ListRules;
  /** REST parameters that the connection requires. `where` adds further filters. */
  readonly implied?: Query;
  /** The connection's own filter of documents, if REST has no parameter for it. */
  readonly documentFilter?: DocumentFilter;
}

/** Reads a page of one resource, or of several resources in one order. */
export async function readResources(
  request: ConnectionRequest,
  listed: readonly ListedResource[],
): Promise<GraphPage> {
  const collections = await Promise.all(listed.map((each) => collectionsOf(request, each)));
  return readCollections(request, collections.flat());
}

async function readCollections(
  request: ConnectionRequest,
  collections: readonly Collection[],
): Promise<GraphPage> {
  const { loaders, projection } = request;
  const [first] = collections;
  if (!first) return toGraphPage(emptyPage);
  if (collections.length > 1 && !first.ordering.keyset) {
    return readSeveralTypes(request, [first, ...collections.slice(1)]);
  }
  const projections = collections.map(({ resource }) => projection(resource.typeName));
  const page = await loaders.page({
    collections: collections.map((collection, index) => ({
      collection,
      paths: projections[index]?.paths ?? new Set(['id']),
    })),
    window: toWindow(request.paging, cursorsOf(first), loaders.limits),
    needs: needsOf(projections),
  });
  return toGraphPage(page);
}

/**
 * Reads a page of one part of a resource, such as the comments of a post. One request serves all parts whose page is
 * requested in the same wave.
 */
export async function readPart(
  request: ConnectionRequest,
  listed: ListedResource,
  part: { partition: Partition; key: number },
): Promise<GraphPage> {
  const { loaders, projection } = request;
  const { parameter } = part.partition;
  const [collection, ...others] = await collectionsOf(request, listed);
  if (!collection) return toGraphPage(emptyPage);
  if (others.length > 0 || collection.documentFilter || filtersBy(collection.filter, parameter)) {
    const implied = { ...listed.implied, [parameter]: [part.key] };
    return readCollections(request, await collectionsOf(request, { ...listed, implied }));
  }
  const { paths } = projection(listed.resource.typeName);
  const page = await loaders.part(
    {
      collection,
      paths,
      partition: part.partition,
      window: toWindow(request.paging, cursorsOf(collection), loaders.limits),
      needs: needsOf([projection(listed.resource.typeName)]),
    },
    part.key,
  );
  return toGraphPage(page);
}

/**
 * Returns the collection that `where` selects from a resource. Returns several if REST lists the statuses separately, and
 * none if no document can match.
 */
async function collectionsOf(
  { where, loaders }: ConnectionRequest,
  { resource, rules, implied = {}, documentFilter }: ListedResource,
): Promise<readonly Collection[]> {
  const selection = await combineArguments(rules.rows, where, { resource, loaders, implied });
  if (selection === matchesNone) return [];
  const defaults = await rules.defaultFilter?.(loaders);
  const ordering = rules.ordering(where, resource);
  const combinedFilter = combineDocumentFilters([
    ...(documentFilter ? [documentFilter] : []),
    ...selection.documentFilters,
  ]);
  return splitByStatus(selection.filter, resource).map((filter) => ({
    resource,
    filter: { ...defaults, ...filter },
    ordering,
    documentFilter: combinedFilter,
  }));
}

function needsOf(projections: readonly Projection[]): PageDemand {
  return {
    items: projections.some(({ items }) => items),
    cursors: projections.some(({ cursors }) => cursors),
    total: projections.some(({ total }) => total),
  };
}
