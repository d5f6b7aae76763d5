import type { Resource, Site } from '../site/site.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import type { Rest } from '../wordpress/rest.ts';
import { grantedRest, readersOf, type Service } from './access/grant-readers.ts';
import type { Grant } from './access/grants.ts';
import { createViewer, type Viewer } from './access/viewer.ts';
import { type AuthorNames, createAuthorNames } from './entities/author-names.ts';
import { EmbeddedAuthorLoader } from './entities/authors.ts';
import { anyStatus, EditableLoader } from './entities/editable.ts';
import { EntityLoader } from './entities/entity-loader.ts';
import { createOwnersLoader, type OwnersLoader } from './entities/owners.ts';
import { createSettingsLoader, type SettingsLoader } from './entities/settings-loader.ts';
import { SlugLoader } from './entities/slug-loader.ts';
import { createMenuLoader, type MenuLoader } from './menus/menu-loader.ts';
import type { Page } from './pages/page.ts';
import { PageLoader, type PageRequest } from './pages/page-loader.ts';
import { type PartitionedPage, PartitionLoader } from './pages/partition.ts';
import { boundedRest } from './rest/bounded.ts';
import { withClosedUsers } from './rest/closed-users.ts';
import { withRestoredFields } from './rest/overlapped-fields.ts';
import { sharingReads } from './rest/shared-reads.ts';

/** Bounds that the operator sets. */
export interface Limits {
  /** Most items a connection gives for one `first` or `last`; larger numbers are cut to it. */
  readonly maxPageSize: number;
}

/** What one request of a client reads through: made anew for each, so that nothing outlives it. */
export interface Loaders {
  readonly site: Site;
  /** WordPress as the visitor. */
  readonly rest: Rest;
  readonly limits: Limits;
  /** Whether the visitor sent credentials; WordPress alone knows what they are worth. */
  readonly isSignedIn: boolean;
  /** Who signed in. */
  readonly viewer: Viewer;
  /** WordPress' settings, as far as the operator grants them. */
  readonly settings: SettingsLoader;
  /** The same, for nobody but who signed in and may see them. */
  readonly clientSettings: SettingsLoader;
  /** Menus, as far as the asking user may see them. */
  readonly menus: MenuLoader;
  /** Reads of what WordPress keeps from visitors, as far as the operator grants it. */
  restFor(grant: Grant): Rest;
  /** Documents as their editors see them; null for a visitor who didn't sign in. */
  editable(resource: Resource): EditableLoader | null;
  /** Documents of a resource by id. */
  entities(resource: Resource): EntityLoader;
  /** Which resources of a kind a document may belong to, by its id. */
  owners(kind: Resource['kind']): OwnersLoader;
  /** Documents of a resource by slug. */
  slugs(resource: Resource): SlugLoader;
  /** Authors as the posts of a resource embed them. */
  embeddedAuthors(content: Resource): EmbeddedAuthorLoader;
  /** A page of a connection. */
  page(request: PageRequest): Promise<Page>;
  /** A page of one part of a collection, read together with the same page of other parts. */
  part(page: PartitionedPage, key: number): Promise<Page>;
  /** First and last names of users, as far as the operator grants them. */
  readonly authorNames: AuthorNames;
  /** The same with nothing remembered, for what is read after a write; as who has these credentials, if given. */
  reset(credentials?: Credentials): Loaders;
}

/** What loaders are made of. */
export interface LoaderOptions {
  readonly rest: Rest;
  readonly site: Site;
  readonly limits: Limits;
  /** The visitor's own; null for one who doesn't sign in. */
  readonly credentials?: Credentials | null;
  /** The operator's; null for none. */
  readonly service?: Service | null;
  /** Ends all reads when the client is gone; a write on its way is let end. */
  readonly signal?: AbortSignal;
}

/** Loaders for one request of a client. */
export function createLoaders(options: LoaderOptions): Loaders {
  const { rest: upstream, site, limits, signal, credentials = null, service = null } = options;
  const isSignedIn = credentials !== null;
  const users = site.resources.get('user');
  if (!users) throw new Error('A site always has users');
  const asked = credentials ? upstream.withCredentials(credentials) : withClosedUsers(upstream, users.route);
  const rest = sharingReads(withRestoredFields(boundedRest(asked, site), site, isSignedIn), signal);
  const entities = lazily(
    (resource: Resource) => resource.name,
    (resource) => {
      const query = anyStatus(resource);
      // What is published comes in one request for everybody; only what isn't costs those who signed in another.
      const isMore = isSignedIn && Object.keys(query).length > 0;
      const isOwn = isSignedIn && resource.kind === 'user';
      return new EntityLoader(resource, rest, {
        ...(isMore ? { hiddenQuery: query } : {}),
        ...(resource.kind === 'comment' ? { readsHiddenSingly: true } : {}),
        ...(isOwn ? { readOwn: (paths) => viewer.load(paths) } : {}),
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
    (grant) => readersOf(grant, { rest, isSignedIn, service }),
  );
  const granted = lazily(
    (grant: Grant) => grant,
    (grant) => sharingReads(grantedRest(grant, rest, readers(grant)), signal),
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
      new PartitionLoader({ rest, site, entities: entities(page.collection.resource) }, page),
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
  return {
    site,
    rest,
    limits,
    isSignedIn,
    viewer,
    settings: createSettingsLoader(granted('settings')),
    clientSettings: createSettingsLoader(rest),
    menus: createMenuLoader(site, readers('menus'), rest),
    restFor: granted,
    editable: (resource) => (isSignedIn ? editable(resource) : null),
    entities,
    slugs,
    owners,
    embeddedAuthors,
    page: (request) => pages.load(request),
    part: (page, key) => parts(page).load(key),
    authorNames: createAuthorNames(users, readers('authors')),
    reset: (other) => createLoaders(other ? { ...options, credentials: other } : options),
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
