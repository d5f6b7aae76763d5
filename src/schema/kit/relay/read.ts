import type { Collection, Keep, Ordering } from '../../../loading/base/collection.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { cursorsOf, emptyPage, type PageDemand } from '../../../loading/pages/page.ts';
import type { Partition } from '../../../loading/pages/partition.ts';
import type { Resource } from '../../../site/site.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { type GraphPage, toGraphPage } from '../graph/page.ts';
import type { Projection } from '../plugins/reads/projection.ts';
import { allOf, combineArguments, filtersBy } from '../where/combine.ts';
import { matchesNone, type WhereRow } from '../where/rows.ts';
import { splitByStatus } from '../where/status.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { readSeveralTypes } from './several-types.ts';
import { toWindow } from './window.ts';

/** How a kind of resource is filtered and ordered by `where`. */
export interface ListRules {
  readonly rows: readonly WhereRow[];
  ordering(where: Readonly<Record<string, unknown>>, resource: Resource): Ordering;
  /** REST parameters that hold where `where` says nothing else. */
  defaultFilter?(loaders: Loaders): Promise<Query>;
}

/** One resource of a connection. */
export interface ListedResource {
  readonly resource: Resource;
  readonly rules: ListRules;
  /** REST parameters that the connection itself implies; `where` narrows them down. */
  readonly implied?: Query;
  /** Which documents the connection itself is of, where REST has no filter for it. */
  readonly keep?: Keep;
}

/** A page of one resource, or of several in one order. */
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

/** A page of one part of a resource: the comments of a post. The same page of other parts is read with it. */
export async function readPart(
  request: ConnectionRequest,
  listed: ListedResource,
  part: { partition: Partition; key: number },
): Promise<GraphPage> {
  const { loaders, projection } = request;
  const { parameter } = part.partition;
  const [collection, ...others] = await collectionsOf(request, listed);
  if (!collection) return toGraphPage(emptyPage);
  if (others.length > 0 || collection.keep || filtersBy(collection.filter, parameter)) {
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

/** What `where` leaves of a resource: one collection, none where nothing can match, several where REST lists it in parts. */
async function collectionsOf(
  { where, loaders }: ConnectionRequest,
  { resource, rules, implied = {}, keep }: ListedResource,
): Promise<readonly Collection[]> {
  const selection = await combineArguments(rules.rows, where, { resource, loaders, implied });
  if (selection === matchesNone) return [];
  const unasked = await rules.defaultFilter?.(loaders);
  const ordering = rules.ordering(where, resource);
  const kept = allOf([...(keep ? [keep] : []), ...selection.keeps]);
  return splitByStatus(selection.filter, resource).map((filter) => ({
    resource,
    filter: { ...unasked, ...filter },
    ordering,
    keep: kept,
  }));
}

function needsOf(projections: readonly Projection[]): PageDemand {
  return {
    items: projections.some(({ items }) => items),
    cursors: projections.some(({ cursors }) => cursors),
    total: projections.some(({ total }) => total),
  };
}
