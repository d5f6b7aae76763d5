import { longLists } from '#platform/loading/pages/long-lists';
import { type CachedRestOptions, cachedRest } from '../cache/cached-rest.ts';
import { knownDocuments } from '../cache/known-documents.ts';
import { documentTag } from '../cache/tags.ts';
import { type Resource, resourcesOf, type Site } from '../site/site.ts';
import { remembered } from '../values/remembered.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import type { OperationScope } from '../wordpress/operation.ts';
import type { Rest, SiteRest } from '../wordpress/rest.ts';
import {
  type GrantReader,
  grantedRest,
  readersOf,
  readGranted,
  type Service,
} from './access/grant-readers.ts';
import type { Grant } from './access/grants.ts';
import { createViewer, type Viewer } from './access/viewer.ts';
import { capabilitiesOf } from './base/capabilities.ts';
import { type AuthorNames, createAuthorNames } from './entities/author-names.ts';
import { EmbeddedAuthorLoader } from './entities/authors.ts';
import { anyStatus, EditableLoader } from './entities/editable.ts';
import { EntityLoader } from './entities/entity-loader.ts';
import { createOwnersLoader, type OwnersLoader } from './entities/owners.ts';
import { createSavedContent, type SavedContent } from './entities/saved-content.ts';
import { SlugLoader } from './entities/slug-loader.ts';
import { createMenuLoader, type MenuLoader } from './menus/menu-loader.ts';
import type { Page } from './pages/page.ts';
import { PageLoader, type PageRequest } from './pages/page-loader.ts';
import { type PartitionedPage, PartitionLoader } from './pages/partition.ts';
import { boundedRest } from './rest/bounded.ts';
import { withClosedUsers } from './rest/closed-users.ts';
import { withRestoredFields } from './rest/overlapped-fields.ts';
import { withParts } from './rest/parts.ts';
import { sharingReads } from './rest/shared-reads.ts';
import { type PostsPerPage, readPostsPerPage } from './settings/posts-per-page.ts';
import { createSettingsLoader, type SettingsLoader } from './settings/settings-loader.ts';

/** Limits that the operator sets. */
export interface Limits {
  /** Maximum number of items for `first` or `last`. Larger numbers are reduced to it. */
  readonly maxPageSize: number;
}

/** The loaders of one request of a client. Each request gets new ones, so that nothing is shared between clients. */
export interface Loaders {
  readonly site: Site;
  /** WordPress, with the client's credentials. */
  readonly rest: Rest;
  readonly limits: Limits;
  /** The operation that the loaders read for. */
  readonly operation: OperationScope;
  /** Whether the client sent credentials. Only WordPress knows whether they are valid. */
  readonly isSignedIn: boolean;
  /** The signed-in user. */
  readonly viewer: Viewer;
  /** WordPress' settings, read with the operator's credential if it is granted. */
  readonly settings: SettingsLoader;
  /** WordPress' settings, read with the client's credentials only. */
  readonly clientSettings: SettingsLoader;
  /** Returns how many posts the pages of the site have. Returns null if the pages do not tell it. */
  postsPerPage(): Promise<PostsPerPage | null>;
  /** Menus that the client may see. */
  readonly menus: MenuLoader;
  /** Returns a client of WordPress for a grant. */
  restFor(grant: Grant): Rest;
  /**
   * Reads with each reader of a grant in turn, as {@link restFor} does, and tells which one it is. Returns the first result that
   * WordPress allows.
   *
   * @throws ClosedError if WordPress allows none
   */
  readGranted<T>(grant: Grant, read: (reader: GrantReader) => Promise<T>): Promise<T>;
  /** Returns whether WordPress may show the data of a grant: the operator gave it, or a user has signed in. */
  mayRead(grant: Grant): boolean;
  /** Documents in the `edit` context. Null for visitors. */
  editable(resource: Resource): EditableLoader | null;
  /** Documents of a resource by id. */
  entities(resource: Resource): EntityLoader;
  /** The resources of a kind that an id may belong to. */
  owners(kind: Resource['kind']): OwnersLoader;
  /** Documents of a resource by slug. */
  slugs(resource: Resource): SlugLoader;
  /** Authors that the posts of a resource embed. */
  embeddedAuthors(content: Resource): EmbeddedAuthorLoader;
  /** Reads a page of a connection. */
  page(request: PageRequest): Promise<Page>;
  /** Reads a page of one part of a collection, together with the same page of other parts. */
  part(page: PartitionedPage, key: number): Promise<Page>;
  /** First and last names of users, if the operator grants them. */
  readonly authorNames: AuthorNames;
  /** The editor's text of published content, if the operator grants it. */
  readonly savedContent: SavedContent;
  /** Says that a document makes no sense, so that later requests read it again. */
  doubt(resource: Resource, id: number): void;
  /**
   * Returns new loaders without any stored documents, for reads after a write. If credentials are given, the new
   * loaders use them.
   */
  reset(credentials?: Credentials): Loaders;
}

/** Options of {@link createLoaders}. */
export interface LoaderOptions {
  readonly rest: SiteRest;
  readonly site: Site;
  readonly limits: Limits;
  /** The operation that the loaders read for. */
  readonly operation: OperationScope;
  /** The client's credentials; null for a visitor. */
  readonly credentials?: Credentials | null;
  /** The operator's credentials; null if there are none. */
  readonly service?: Service | null;
  /** What the gateway remembers for all visitors. @default nothing */
  readonly shared?: Pick<CachedRestOptions, 'cache' | 'changes' | 'ownOperation'> | null;
}

/** Returns the loaders for one request of a client. */
export function createLoaders(options: LoaderOptions): Loaders {
  const { site, limits, operation, credentials = null, service = null } = options;
  const isSignedIn = credentials !== null;
  const users = site.resources.get('user');
  if (!users) throw new Error('A site always has users');
  const upstream = upstreamOf(options);
  const clientRest = credentials
    ? upstream.withCredentials(credentials)
    : withClosedUsers(upstream, users.route);
  const bounded = boundedRest(clientRest, site, operation.budget);
  const rest = withParts(sharingReads(withRestoredFields(bounded, site, isSignedIn)), site);
  const inMemory =
    isSignedIn || !options.shared ? null : knownDocuments({ ...options.shared, site, operation });
  const entities = lazily(
    (resource: Resource) => resource.name,
    (resource) => {
      const query = anyStatus(resource);
      // One request reads published documents for every client. A second one reads all others, for signed-in users only.
      const mayReadHidden = isSignedIn && Object.keys(query).length > 0;
      const mayBeViewer = isSignedIn && resource.kind === 'user';
      return new EntityLoader(resource, rest, {
        ...(inMemory && isReadAsStored(resource) ? { inMemory } : {}),
        ...(mayReadHidden ? { hiddenQuery: query } : {}),
        ...(resource.kind === 'comment' ? { readsHiddenSingly: true } : {}),
        ...(mayBeViewer ? { readOwn: (paths) => viewer.load(paths) } : {}),
      });
    },
  );
  const viewer = createViewer(users, { rest, isSignedIn });
  const editable = lazily(
    (resource: Resource) => resource.name,
    (resource) => new EditableLoader(resource, { rest, viewer: resource.kind === 'user' ? viewer : null }),
  );
  const readers = lazily(
    (grant: Grant) => grant,
    (grant) =>
      readersOf(grant, { rest, isSignedIn, service, published: routesOfContent(site) }).map(
        (reader): GrantReader =>
          reader.isOperator ? { ...reader, rest: sharingReads(reader.rest) } : reader,
      ),
  );
  const granted = lazily(
    (grant: Grant) => grant,
    (grant) => sharingReads(grantedRest(grant, rest, readers(grant))),
  );
  const slugs = lazily(
    (resource: Resource) => resource.name,
    (resource) => new SlugLoader(resource, rest, entities(resource)),
  );
  const embeddedAuthors = lazily(
    (resource: Resource) => resource.name,
    (content) => new EmbeddedAuthorLoader({ rest, content, users }),
  );
  const parts = lazily(
    partKey,
    (page: PartitionedPage) =>
      new PartitionLoader(
        { rest, site, entities: entities(page.collection.resource), budget: operation.budget },
        page,
      ),
  );
  const pages = new PageLoader({
    rest,
    entitiesOf: (collection) => entities(collection.resource),
    ownersOf: (id) => owners('content').load(id),
    searchable: new Set([...site.searchable].filter((name) => site.resources.get(name)?.kind !== 'term')),
  });
  const owners = lazily(
    (kind: Resource['kind']) => kind,
    (kind) => createOwnersLoader(kind, { site, rest, isSignedIn }),
  );
  const postsPerPage = lazily(
    () => '',
    () => readPostsPerPage(rest, site),
  );
  return {
    site,
    rest,
    limits,
    operation,
    isSignedIn,
    viewer,
    settings: createSettingsLoader(granted('settings')),
    clientSettings: createSettingsLoader(rest),
    postsPerPage: () => postsPerPage(null),
    menus: createMenuLoader(site, readers('menus'), rest),
    restFor: granted,
    readGranted: (grant, read) => readGranted(grant, readers(grant), read),
    mayRead: (grant) => isSignedIn || readers(grant).some(({ isOperator }) => isOperator),
    editable: (resource) => (isSignedIn ? editable(resource) : null),
    entities,
    slugs,
    owners,
    embeddedAuthors,
    async page(request) {
      await longLists.enter(operation.whole ?? operation, request.window.limit);
      return pages.load(request);
    },
    part: (page, key) => parts(page).load(key),
    authorNames: createAuthorNames(users, readers('authors')),
    savedContent: createSavedContent(readers('editor-blocks')),
    doubt: ({ name }, id) => options.shared?.cache.doubt([documentTag(name, id)]),
    reset: (other) => createLoaders(other ? { ...options, credentials: other } : options),
  };
}

/** Whether documents in the cache have the form in which loaders get them: no fields have to be restored. */
function isReadAsStored(resource: Resource): boolean {
  const { fields, parameters } = resource.overlaps;
  return fields.size + parameters.size === 0 && capabilitiesOf(resource).takes('include');
}

/** Returns WordPress for an operation: through the cache for visitors, and past it for signed-in users. */
function upstreamOf({ rest, site, operation, service, shared }: LoaderOptions): Rest {
  const open = (scope: OperationScope) => rest.forOperation(scope);
  if (!shared) return open(operation);
  return cachedRest({ ...shared, site, operation, open, operator: service?.credentials ?? null });
}

const routesOfContent = remembered(
  (site: Site) => new Set(resourcesOf(site, 'content').map(({ route }) => route)),
);

/** Returns a function that creates one loader for each key, on its first use. */
function lazily<In, Out>(keyOf: (input: In) => string, create: (input: In) => Out): (input: In) => Out {
  const created = new Map<string, Out>();
  return (input) => {
    const key = keyOf(input);
    const known = created.get(key);
    if (known !== undefined) return known;
    const loader = create(input);
    created.set(key, loader);
    return loader;
  };
}

function partKey({ collection, paths, partition, window, needs }: PartitionedPage): string {
  const { resource, filter, ordering } = collection;
  return JSON.stringify([resource.name, filter, ordering, partition, window, [...paths].sort(), needs]);
}
