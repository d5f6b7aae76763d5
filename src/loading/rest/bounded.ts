import type { Site } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { CallOptions, CollectionPage, Query, Rest } from '../../wordpress/rest.ts';
import { type Capabilities, capabilitiesOf } from '../base/capabilities.ts';
import { chunks } from '../base/lists.ts';
import { refuseUnknownFilters, statedRoutes } from './filters.ts';

type Bounds = Pick<Capabilities, 'least' | 'most' | 'places'>;

interface Listed {
  readonly route: string;
  readonly query: Query;
  readonly size: number;
  readonly options: CallOptions | undefined;
}

/**
 * Reads of a site in which a list may ask for more documents than its route gives for one request: it is put together
 * from several. The REST index states the largest number; a route of which it is not known says so when it refuses.
 * A list with a filter that its route doesn't take is refused.
 */
export function boundedRest(rest: Rest, site: Pick<Site, 'resources' | 'routes'>): Rest {
  const stated = statedRoutes(site);
  const bounds = new Map<string, Bounds>(
    [...site.resources.values()].map((resource) => [resource.route, capabilitiesOf(resource)]),
  );
  const list: Rest['list'] = async (route, query = {}, options) => {
    const resource = stated.get(route);
    if (resource) refuseUnknownFilters(resource, query);
    const { per_page: size } = query;
    const bound = bounds.get(route);
    if (typeof size !== 'number') return rest.list(route, query, options);
    if (bound && size < bound.least) {
      const { documents, ...others } = await rest.list(route, { ...query, per_page: bound.least }, options);
      return { ...others, documents: documents.slice(0, size) };
    }
    if (bound && size > bound.most) return listInParts(rest, { route, query, size, options }, bound);
    try {
      return await rest.list(route, query, options);
    } catch (error) {
      const most = largestIn(error);
      if (most === null || most >= size) throw error;
      bounds.set(route, { least: 1, places: 'page', ...bound, most });
      return list(route, query, options);
    }
  };
  return {
    ...rest,
    list,
    withCredentials: (credentials) => boundedRest(rest.withCredentials(credentials), site),
  };
}

/** The largest `per_page` that WordPress named when it refused a larger one; null for any other failure. */
function largestIn(error: unknown): number | null {
  if (!(error instanceof WordPressError)) return null;
  const digits = /(\d+)\D*$/.exec(error.details.parameters?.['per_page'] ?? '')?.[1];
  return digits && Number(digits) > 0 ? Number(digits) : null;
}

function listInParts(rest: Rest, listed: Listed, bounds: Bounds): Promise<CollectionPage> {
  const { include } = listed.query;
  return Array.isArray(include) && include.length > bounds.most && include.length <= listed.size
    ? listByIds(rest, listed, { include, most: bounds.most })
    : listByRanks(rest, listed, bounds);
}

/** Documents of given ids, some of the ids in each request. */
async function listByIds(
  rest: Rest,
  { route, query, options }: Listed,
  { include, most }: { include: readonly (string | number)[]; most: number },
): Promise<CollectionPage> {
  const parts = await Promise.all(
    chunks(include, most).map((ids) => rest.list(route, { ...query, include: ids, per_page: most }, options)),
  );
  const documents = parts.flatMap((part) => part.documents);
  return { documents, total: documents.length };
}

/** Documents in their order: the first answer says how many there are, the others are asked for in parallel. */
async function listByRanks(
  rest: Rest,
  { route, query, size, options }: Listed,
  { most, places }: Bounds,
): Promise<CollectionPage> {
  const { offset, page, ...others } = query;
  const start = typeof offset === 'number' ? offset : (Number(page ?? 1) - 1) * size;
  // A page begins at a multiple of its size.
  let step = most;
  while (places !== 'offset' && start % step !== 0) step -= 1;
  const read = (from: number) => {
    const place = from === 0 ? {} : places === 'offset' ? { offset: from } : { page: from / step + 1 };
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
