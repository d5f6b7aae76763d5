import type { Site } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { RequestBudget } from '../../wordpress/request-budget.ts';
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
  readonly budget: RequestBudget;
}

/**
 * Returns a client whose `list` takes any `per_page`. A list with more documents than the route gives for one request is
 * read in parts. The REST index states the largest number. If it does not, the refusal of a route states it.
 *
 * `list` throws a WordPressError if the query has a filter that the route does not take, or if the parts are more than the
 * budget of the operation has left.
 */
export function boundedRest(
  rest: Rest,
  site: Pick<Site, 'resources' | 'routes'>,
  budget: RequestBudget,
): Rest {
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
    if (bounds && size > bounds.maxSize) {
      return listInParts(rest, { route, query, size, options, budget: options?.budget ?? budget }, bounds);
    }
    try {
      return await rest.list(route, query, options);
    } catch (error) {
      const maxSize = largestSizeIn(error);
      if (maxSize === null || maxSize >= size) throw error;
      boundsByRoute.set(route, { minSize: 1, paging: 'page', ...bounds, maxSize });
      return list(route, query, options);
    }
  };
  const { root, get, counted, describe, head, page, write, submit, withCredentials, close } = rest;
  return {
    root,
    list,
    get,
    counted,
    describe,
    head,
    page,
    write,
    submit,
    withCredentials: (credentials) => boundedRest(withCredentials(credentials), site, budget),
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
  call: ListCall,
  { include, maxSize }: { include: readonly (string | number)[]; maxSize: number },
): Promise<CollectionPage> {
  const { route, query } = call;
  const parts = await readParts(call, chunks(include, maxSize), (ids, options) =>
    rest.list(route, { ...query, include: ids, per_page: maxSize }, options),
  );
  const documents = parts.flatMap((part) => part.documents);
  return { documents, total: documents.length };
}

/** Reads a range of an ordered collection. The first answer has the total. The other requests go out in parallel. */
async function listByRanks(rest: Rest, call: ListCall, { maxSize, paging }: Bounds): Promise<CollectionPage> {
  const { route, query, size, options } = call;
  const { offset, page, ...others } = query;
  const start = typeof offset === 'number' ? offset : (Number(page ?? 1) - 1) * size;
  // A route that takes `page` but not `offset` can only begin at a multiple of `per_page`.
  let step = maxSize;
  while (paging !== 'offset' && start % step !== 0) step -= 1;
  const read = (from: number, options?: CallOptions) => {
    const place = from === 0 ? {} : paging === 'offset' ? { offset: from } : { page: from / step + 1 };
    return rest.list(route, { ...others, ...place, per_page: step }, options);
  };
  const first = await read(start, options);
  const { total } = first;
  const end = Math.min(start + size, total ?? start + step);
  const starts: number[] = [];
  for (let from = start + step; from < end; from += step) starts.push(from);
  const parts = [first, ...(await readParts(call, starts, read))];
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
    lacks: parts.reduce((sum, { lacks = 0 }) => sum + lacks, 0),
    pages: total === null ? null : Math.ceil(total / size),
  };
}

/** Sends one request for each part, after the budget has set them aside. */
function readParts<Part>(
  { route, size, options, budget }: ListCall,
  parts: readonly Part[],
  read: (part: Part, options: CallOptions) => Promise<CollectionPage>,
): Promise<CollectionPage[]> {
  const plan = {
    requests: parts.length,
    because: `${size} items of ${route}, in parts`,
    advice: 'Ask for fewer items (`first`, `last`), and for the next ones with `after`.',
  };
  return budget.plan(plan, (share) =>
    Promise.all(parts.map((part) => read(part, { ...options, budget: share }))),
  );
}
