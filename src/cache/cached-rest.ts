import type { Resource, Site } from '../site/site.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import type { OperationScope } from '../wordpress/operation.ts';
import type { CallOptions, Query, Rest } from '../wordpress/rest.ts';
import { readAnswer } from './answer-reads.ts';
import type { Changes } from './changes.ts';
import { pageOfDocuments } from './document-reads.ts';
import { readList } from './list-reads.ts';
import { privateRest } from './private-rest.ts';
import { prefixOf, type Reading } from './reading.ts';
import { listRequestOf, queryKey, resourcesByRoute } from './requests.ts';
import { factsOf } from './routes.ts';
import type { SharedCache } from './shared-cache.ts';
import { addressTag } from './tags.ts';

/** Options of {@link cachedRest}. */
export interface CachedRestOptions {
  readonly cache: SharedCache;
  readonly changes: Changes;
  readonly site: Site;
  readonly operation: OperationScope;
  /** The operator's credential, with which the gateway reads for visitors. Null if there is none. */
  readonly operator: Credentials | null;
  /** Opens a client of WordPress, without credentials, for an operation. */
  readonly open: (operation: OperationScope) => Rest;
  /** Returns the scope of an operation of the gateway itself. */
  readonly ownOperation: () => OperationScope;
}

/** Whether a status says that an address has no page. */
const isMissing = (status: number) => status === 404 || status === 410;

/**
 * Returns a client of WordPress that reads through the cache for visitors. Reads with the operator's credential have cache
 * entries of their own. Reads with any other credential neither use nor fill the cache, except for pages: the gateway reads
 * them as a visitor.
 */
export function cachedRest(options: CachedRestOptions): Rest {
  const { operation, changes, site, operator } = options;
  const rest = options.open(operation);
  const resources = resourcesByRoute(site);
  const ofVisitor = cachedFor(options, { audience: 'visitor', resources, credentials: null });
  return {
    ...privateRest(rest, { operation, changes, site }),
    ...ofVisitor,
    withCredentials: (credentials) =>
      credentials === operator
        ? {
            ...privateRest(rest.withCredentials(credentials), { operation, changes, site }),
            ...cachedFor(options, { audience: 'operator', resources, credentials }),
          }
        : {
            ...privateRest(rest.withCredentials(credentials), { operation, changes, site }),
            // Nobody's credentials go with the request of a page, so it is the same for everybody.
            page(page, more) {
              operation.reads.notePrivate();
              return ofVisitor.page(page, more);
            },
          },
  };
}

/** The readers who share entries: all visitors, or the gateway with the operator's credential. */
interface Audience {
  readonly audience: 'visitor' | 'operator';
  readonly credentials: Credentials | null;
  readonly resources: ReadonlyMap<string, Resource>;
}

/** Returns the methods of a client that read through the cache. */
function cachedFor(
  { cache, site, operation, open, ownOperation }: CachedRestOptions,
  { audience, credentials, resources }: Audience,
): Pick<Rest, 'list' | 'get' | 'counted' | 'describe' | 'head' | 'page'> {
  const signedIn = (rest: Rest) => (credentials ? rest.withCredentials(credentials) : rest);
  const rest = signedIn(open(operation));
  const reading: Reading = {
    cache,
    prefix: prefixOf(site, audience),
    rest,
    operation,
    expensiveFields: new Set(['content', 'excerpt', ...site.expensiveFields]),
    inBackground(key, read) {
      if (cache.isPaused(key)) return;
      const own = ownOperation();
      const done = cache.flights
        .share(`background ${key}`, null, () =>
          read({ ...reading, operation: own, rest: signedIn(open(own)) }),
        )
        .catch(() => cache.pause(key))
        .finally(() => own.complete());
      cache.inBackground(done);
    },
  };
  const isPrivate = (query: Query | undefined, options: CallOptions | undefined) =>
    options?.signal !== undefined || query?.['password'] !== undefined;
  const answerOf = <T>(
    { method, route, query = {} }: { method: string; route: string; query?: Query | undefined },
    ask: (rest: Rest, options: CallOptions) => Promise<T>,
    options?: CallOptions,
  ): Promise<T> => {
    const { tags, resource } = factsOf(route, resources);
    // A change of an embedded document changes the answer.
    const all = query['_embed'] === undefined ? tags : [...tags, addressTag];
    const key = `a:${method} ${route} ${queryKey(query)}`;
    return readAnswer(reading, { key, tags: all, resource, ask }, options);
  };
  // A page also names documents, with their addresses.
  const pageTags = (about: string | undefined) => [
    ...new Set([addressTag, ...(about === undefined ? [] : factsOf(about, resources).tags)]),
  ];
  return {
    async list(route, query = {}, options) {
      const ask = (client: Rest, more?: CallOptions) => client.list(route, query, more);
      if (isPrivate(query, options)) {
        operation.reads.notePrivate();
        return ask(rest, options);
      }
      const request = listRequestOf(resources.get(route), query);
      if (request.form === 'ids') {
        const page = await pageOfDocuments(reading, request, options);
        if (page) return page;
      }
      if (request.form === 'list') return readList(reading, request, options);
      return answerOf({ method: 'list', route, query }, ask, options);
    },
    async get(route, query, options) {
      const ask = (client: Rest, more?: CallOptions) => client.get(route, query, more);
      if (!isPrivate(query, options)) return answerOf({ method: 'get', route, query }, ask, options);
      operation.reads.notePrivate();
      return ask(rest, options);
    },
    async counted(route, query, options) {
      const ask = (client: Rest, more?: CallOptions) => client.counted(route, query, more);
      if (!isPrivate(query, options)) return answerOf({ method: 'counted', route, query }, ask, options);
      operation.reads.notePrivate();
      return ask(rest, options);
    },
    describe: (route, options) =>
      answerOf({ method: 'options', route }, (client, more) => client.describe(route, more), options),
    head: (url, options) =>
      readAnswer(
        reading,
        {
          key: `h:${options?.about ? `${options.about} ` : ''}${url}`,
          tags: pageTags(options?.about),
          resource: null,
          ask: (client, more) => client.head(url, more),
          isKept: ({ status }) => status < 500,
          isBrief: ({ status }) => isMissing(status),
        },
        options,
      ),
    page: (page, options) =>
      readAnswer(
        reading,
        {
          key: `p:${page.of} ${page.url}`,
          tags: pageTags(page.about),
          resource: null,
          ask: (client, more) => client.page(page, more),
        },
        options,
      ),
  };
}
