import type { Collection, Keep, Ordering } from '../../loading/collection.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { cursorsOf, emptyPage, type PageNeeds } from '../../loading/pages.ts';
import type { Partition } from '../../loading/partitions.ts';
import type { Resource } from '../../site/site.ts';
import type { Query } from '../../wordpress/client.ts';
import { InputError } from '../errors.ts';
import type { Projection } from '../reads/projection.ts';
import { allOf, filterOf, keepOf, type WhereRow } from '../where/rows.ts';
import { readAcross } from './across.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { type GraphPage, toGraphPage } from './page.ts';
import { toWindow } from './window.ts';

/** How a kind of resource is filtered and ordered by `where`. */
export interface Listing {
  readonly rows: readonly WhereRow[];
  ordering(where: Readonly<Record<string, unknown>>, resource: Resource): Ordering;
  /** REST parameters that hold where `where` says nothing else. */
  unasked?(loaders: Loaders): Promise<Query>;
}

/** One resource of a connection. */
export interface ListedResource {
  readonly resource: Resource;
  readonly listing: Listing;
  /** REST parameters that the connection itself implies; they win over `where`. */
  readonly implied?: Query;
  /** Which documents the connection itself is of, where REST has no filter for it. */
  readonly keep?: Keep;
}

/** A page of one resource, or of several in one order. */
export async function readResources(
  request: ConnectionRequest,
  listed: readonly ListedResource[],
): Promise<GraphPage> {
  const collections: Collection[] = [];
  for (const each of listed) {
    const collection = await collectionOf(request, each);
    if (collection !== 'nothing') collections.push(collection);
  }
  return readCollections(request, collections);
}

async function readCollections(
  request: ConnectionRequest,
  collections: readonly Collection[],
): Promise<GraphPage> {
  const { loaders, projection } = request;
  const [first] = collections;
  if (!first) return toGraphPage(emptyPage);
  if (collections.length > 1 && !first.ordering.keyset)
    return readAcross(request, [first, ...collections.slice(1)]);
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
  const collection = await collectionOf(request, listed);
  if (collection === 'nothing') return toGraphPage(emptyPage);
  const { [part.partition.parameter]: overridden, ...filter } = collection.filter;
  if (
    overridden !== undefined &&
    listed.resource.kind === 'content' &&
    part.partition.parameter !== 'author'
  ) {
    throw new InputError(
      `\`where\` can't filter by ${part.partition.parameter} here: the connection itself does, and WordPress' REST API takes only one.`,
    );
  }
  if (collection.keep) {
    const own = { ...filter, [part.partition.parameter]: [part.key] };
    return readCollections(request, [{ ...collection, filter: own }]);
  }
  const { paths } = projection(listed.resource.typeName);
  const page = await loaders.part(
    {
      collection: { ...collection, filter },
      paths,
      partition: part.partition,
      window: toWindow(request.paging, cursorsOf(collection), loaders.limits),
      needs: needsOf([projection(listed.resource.typeName)]),
    },
    part.key,
  );
  return toGraphPage(page);
}

async function collectionOf(
  { where, loaders }: ConnectionRequest,
  { resource, listing, implied = {}, keep }: ListedResource,
): Promise<Collection | 'nothing'> {
  const filter = await filterOf(listing.rows, where, { resource, loaders });
  if (filter === 'nothing') return 'nothing';
  return {
    resource,
    filter: { ...(await listing.unasked?.(loaders)), ...filter, ...implied },
    ordering: listing.ordering(where, resource),
    keep: allOf([...(keep ? [keep] : []), ...(await keepOf(listing.rows, where, { resource, loaders }))]),
  };
}

function needsOf(projections: readonly Projection[]): PageNeeds {
  return {
    items: projections.some(({ items }) => items),
    cursors: projections.some(({ cursors }) => cursors),
    total: projections.some(({ total }) => total),
  };
}
