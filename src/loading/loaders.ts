import type { Resource, Site } from '../site/site.ts';
import type { Listing, Rest } from '../wordpress/client.ts';
import { EmbeddedAuthorLoader } from './authors.ts';
import { EntityLoader } from './entities.ts';
import { SlugLoader } from './lookups.ts';
import { PageLoader, type PageRequest } from './page-loader.ts';
import type { Page } from './pages.ts';
import { type PartitionedPage, PartitionLoader } from './partitions.ts';

/** Bounds that the operator sets. */
export interface Limits {
  /** Most items a connection gives for one `first` or `last`; larger numbers are cut to it. */
  readonly maxPageSize: number;
}

/** What one request of a client reads through: made anew for each, so that nothing outlives it. */
export interface Loaders {
  readonly site: Site;
  readonly rest: Rest;
  readonly limits: Limits;
  /** Documents of a resource by id. */
  entities(resource: Resource): EntityLoader;
  /** Documents of a resource by slug. */
  slugs(resource: Resource): SlugLoader;
  /** Authors as the posts of a resource embed them. */
  embeddedAuthors(content: Resource): EmbeddedAuthorLoader;
  /** A page of a connection. */
  page(request: PageRequest): Promise<Page>;
  /** A page of one part of a collection, read together with the same page of other parts. */
  part(page: PartitionedPage, key: number): Promise<Page>;
  /** Whether this error is seen for the first time: a blocked route is one error, not one for each item. */
  isNews(error: unknown): boolean;
}

/** Loaders for one request of a client. */
export function createLoaders({
  rest: upstream,
  site,
  limits,
  signal,
}: {
  rest: Rest;
  site: Site;
  limits: Limits;
  /** Ends all calls when the client is gone. */
  signal?: AbortSignal;
}): Loaders {
  const rest = sharingReads(upstream, signal);
  const entities = lazily(
    (resource: Resource) => resource.name,
    (resource) => new EntityLoader(resource, rest),
  );
  const slugs = lazily(
    (resource: Resource) => resource.name,
    (resource) => new SlugLoader(resource, rest, entities(resource)),
  );
  const embeddedAuthors = lazily(
    (resource: Resource) => resource.name,
    (content) => {
      const users = site.resources.get('user');
      if (!users) throw new Error('A site always has users');
      return new EmbeddedAuthorLoader({ rest, content, users });
    },
  );
  const parts = lazily(
    partKey,
    (page: PartitionedPage) => new PartitionLoader(rest, entities(page.collection.resource), page),
  );
  const pages = new PageLoader(rest, (collection) => entities(collection.resource));
  const seen = new Set<unknown>();
  return {
    site,
    rest,
    limits,
    entities,
    slugs,
    embeddedAuthors,
    page: (request) => pages.load(request),
    part: (page, key) => parts(page).load(key),
    isNews: (error) => {
      const isNews = !seen.has(error);
      seen.add(error);
      return isNews;
    },
  };
}

/** Reads of which the same one, asked for again, is the same answer. */
function sharingReads(rest: Rest, signal: AbortSignal | undefined): Rest {
  const ending = signal ? { signal } : {};
  const listings = new Map<string, Promise<Listing>>();
  return {
    ...rest,
    head: (url, options) => rest.head(url, { ...ending, ...options }),
    list: (route, query, options) => {
      const key = JSON.stringify([route, query]);
      const known = listings.get(key);
      if (known) return known;
      const listing = rest.list(route, query, { ...ending, ...options });
      listings.set(key, listing);
      return listing;
    },
  };
}

/** One loader a key, made when first asked for. */
function lazily<In, Out>(keyOf: (input: In) => string, make: (input: In) => Out): (input: In) => Out {
  const made = new Map<string, Out>();
  return (input) => {
    const key = keyOf(input);
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(input);
    made.set(key, fresh);
    return fresh;
  };
}

function partKey({ collection, paths, partition, window, needs }: PartitionedPage): string {
  const { resource, filter, ordering } = collection;
  return JSON.stringify([resource.name, filter, ordering, partition, window, [...paths].sort(), needs]);
}
