import type { Site } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { CallOptions, CollectionPage, Query, Rest } from '../../wordpress/rest.ts';
import { type Capabilities, capabilitiesOf } from '../base/capabilities.ts';
import { chunks } from '../base/lists.ts';
import { refuseUnknownFilters, resourcesInIndex } from './filters.ts';

type Bounds = Pick<Capabilities, 'minSize' | 'maxSize' | 'paging'>;

interface ListCall {
  readonly route: string;
  readonly query: Query;
  /** The `per_page` of the query. */
  readonly size: number;
  readonly options: CallOptions | undefined;
}

/**
 * Returns a client whose `list` takes any `per_page`. A list with more documents than the route gives for one request is
 * read in parts. The REST index states the largest number. If it does not, the refusal of a route states it.
 *
 * `list` throws a WordPressError if the query has a filter that the route does not take.
 */
export function boundedRest(rest: Rest, site: Pick<Site, 'resources' | 'routes'>): Rest {
  const resources = resourcesInIndex(site);
  const boundsByRoute = new Map<string, Bounds>(
    [...site.resources.values()].map((resource) => [resource.route, capabilitiesOf(resource)]),
  );
  const list: Rest['list'] = async (route, query = {}, options) => {
    const resource = resources.get(route);
    if (resource) refuseUnknownFilters(resource, query);
    const { per_page: size } = query;
    const bounds = boundsByRoute.get(route);
    if (typeof size !== 'number') return rest.list(route, query, options);
    if (bounds && size < bounds.minSize) {
      const { documents, ...others } = await rest.list(
        route,
        { ...query, per_page: bounds.minSize },
        options,
      );
      return { ...others, documents: documents.slice(0, size) };
    }
    if (bounds && size > bounds.maxSize) return listInParts(rest, { route, query, size, options }, bounds);
    try {
      return await rest.list(route, query, options);
    } catch (error) {
      const maxSize = largestSizeIn(error);
      if (maxSize === null || maxSize >= size) throw error;
      boundsByRoute.set(route, { minSize: 1, paging: 'page', ...bounds, maxSize });
      return list(route, query, options);
    }
  };
  const { root, get, describe, head, write, submit, withCredentials, close } = rest;
  return {
    root,
    list,
    get,
    describe,
    head,
    write,
    submit,
    withCredentials: (credentials) => boundedRest(withCredentials(credentials), site),
    close,
  };
}

/** Returns the largest `per_page` that WordPress names when it refuses a larger one. Returns null for other errors. */
function largestSizeIn(error: unknown): number | null {
  if (!(error instanceof WordPressError)) return null;
  const digits = /(\d+)\D*$/.exec(error.details.parameters?.['per_page'] ?? '')?.[1];
  return digits && Number(digits) > 0 ? Number(digits) : null;
}

function listInParts(rest: Rest, call: ListCall, bounds: Bounds): Promise<CollectionPage> {
  const { include } = call.query;
  return Array.isArray(include) && include.length > bounds.maxSize && include.length <= call.size
    ? listByIds(rest, call, { include, maxSize: bounds.maxSize })
    : listByRanks(rest, call, bounds);
}

/** Reads the documents with certain ids. Each request asks for some of the ids. */
async function listByIds(
  rest: Rest,
  { route, query, options }: ListCall,
  { include, maxSize }: { include: readonly (string | number)[]; maxSize: number },
): Promise<CollectionPage> {
  const parts = await Promise.all(
    chunks(include, maxSize).map((ids) =>
      rest.list(route, { ...query, include: ids, per_page: maxSize }, options),
    ),
  );
  const documents = parts.flatMap((part) => part.documents);
  return { documents, total: documents.length };
}

/** Reads a range of an ordered collection. The first answer has the total. The other requests go out in parallel. */
async function listByRanks(
  rest: Rest,
  { route, query, size, options }: ListCall,
  { maxSize, paging }: Bounds,
): Promise<CollectionPage> {
  const { offset, page, ...others } = query;
  const start = typeof offset === 'number' ? offset : (Number(page ?? 1) - 1) * size;
  // A route that takes `page` but not `offset` can only begin at a multiple of `per_page`.
  let step = maxSize;
  while (paging !== 'offset' && start % step !== 0) step -= 1;
  const read = (from: number) => {
    const place = from === 0 ? {} : paging === 'offset' ? { offset: from } : { page: from / step + 1 };
    return rest.list(route, { ...others, ...place, per_page: step }, options);
  };
  const first = await read(start);
  const { total } = first;
  const end = Math.min(start + size, total ?? start + step);
  const starts: number[] = [];
  for (let from = start + step; from < end; from += step) starts.push(from);
  const parts = [first, ...(await Promise.all(starts.map(read)))];
  const seams: number[] = [];
  const documents = [];
  for (const part of parts) {
    if (documents.length > 0) seams.push(documents.length);
    documents.push(...part.documents);
  }
  return {
    documents: documents.slice(0, size),
    seams,
    total,
    pages: total === null ? null : Math.ceil(total / size),
  };
}
