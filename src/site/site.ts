import type { RestRoot } from '../wordpress/rest.ts';
import type { JsonSchema } from './json-schema.ts';
import type { DeclaredMenu } from './menus.ts';
import type { Overlaps } from './overlaps.ts';
import type { PageSettings } from './page-settings.ts';
import type { SiteLinks } from './site-links.ts';
import type { Templates } from './templates.ts';

/** Everything known of one WordPress. Immutable: a changed site is a new `Site`. */
export interface Site {
  /** Home address without trailing slash, as the site's own links begin: `https://site.example/blog`. */
  readonly home: string;
  /**
   * Where the site answers, without trailing slash: `home`, unless the site's own links name another host than
   * the one it was reached at, as behind a proxy.
   */
  readonly address: string;
  /** How addresses of pages are written; null where it can't be told. */
  readonly permalinks: PermalinkStyle | null;
  /** What the links of its documents tell of its addresses. */
  readonly links: SiteLinks;
  /** Address of WordPress itself (`siteurl`), without trailing slash. */
  readonly url: string;
  readonly name: string;
  readonly description: string;
  /** `Europe/Lisbon`; empty where the site has a bare offset. */
  readonly timezone: string;
  /** Hours east of UTC. */
  readonly gmtOffset: number;
  readonly root: RestRoot;
  /** `7.1.1`; null where the site hides it. */
  readonly version: string | null;
  readonly namespaces: readonly string[];
  /** What `/` shows; null where the site's REST index doesn't say (before WordPress 6.8 or so). */
  readonly front: FrontPage | null;
  /** The picture that stands for the site (`site_icon`); null for none. */
  readonly icon: { readonly id: number; readonly url: string } | null;
  /** Settings that a page of the site tells. */
  readonly pageSettings: PageSettings;
  /** Menus that the operator wrote down. */
  readonly menus: readonly DeclaredMenu[];
  /** Places of the theme for menus: `primary`; null where it isn't known. */
  readonly menuLocations: readonly string[] | null;
  /** Whether these are all places, and not those alone that have a menu. */
  readonly knowsAllMenuLocations: boolean;
  /** The theme's templates that content can have; those that nobody may be asked for are missing. */
  readonly templates: Templates;
  /** All collections of the site by WordPress' own name: `post`, `attachment`, `category`, `user`, `comment`, `book` … */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Names of the types of content and of the taxonomies that one request to `/wp/v2/search` covers. */
  readonly searchable: ReadonlySet<string>;
  /** REST routes as the index lists them (`/wp/v2/posts/(?P<id>[\d]+)`); empty where the index hides them. */
  readonly routes: ReadonlySet<string>;
  /** Keys of documents that plugins add and whose values take WordPress long to make. */
  readonly expensiveFields: ReadonlySet<string>;
  /** Changes when anything that is known of the site does: its types, routes, name, front page. */
  readonly fingerprint: string;
}

/** `/2026/05/hello/`, `/index.php/2026/05/hello/`, or `/?p=12`. */
export type PermalinkStyle = 'pretty' | 'index' | 'plain';

/** Settings → Reading, as the REST index shows it. */
export interface FrontPage {
  readonly shows: 'posts' | 'page';
  /** Database id of the static front page, 0 for none. */
  readonly pageOnFront: number;
  /** Database id of the page that lists posts, 0 for none. */
  readonly pageForPosts: number;
}

/** A REST collection of the site: the row from which types, loaders and connections are made. */
export interface Resource {
  readonly kind: 'content' | 'term' | 'user' | 'comment';
  /** WordPress' own name: `post`, `attachment`, `category`, `post_tag`, `user`, `comment`, `book`. */
  readonly name: string;
  /** What WordPress treats differently of this resource. */
  readonly traits: ReadonlySet<Trait>;
  /** `/wp/v2/posts` */
  readonly route: string;
  /** Last part of the route; the key under which posts carry the ids of a taxonomy's terms: `categories`. */
  readonly restBase: string;
  /** GraphQL object type: `Post`, `MediaItem`, `Tag`. */
  readonly typeName: string;
  /** Root field of one: `post`, `mediaItem`. */
  readonly singular: string;
  /** Root field of many: `posts`, `mediaItems`. */
  readonly plural: string;
  /** As WordPress' admin names it. */
  readonly label: string;
  readonly description: string;
  readonly hierarchical: boolean;
  /** Whether `/plural/` is an archive page; content only. */
  readonly hasArchive: boolean;
  /** The archive's path, `books`, where the site names it; null where it follows the type's own addresses. */
  readonly archiveSlug: string | null;
  /** Top-level keys of the collection's JSON schema, which say what it supports: `title`, `author`, `featured_media` … */
  readonly properties: ReadonlySet<string>;
  /** What the site added to its documents, by key: registered `meta`, and fields of plugins. */
  readonly customFields: ReadonlyMap<string, JsonSchema>;
  /** Names of taxonomies (of content) or of post types (of a taxonomy). */
  readonly linked: readonly string[];
  /** Query parameters that the collection's route takes; empty where nobody knows. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Where taxonomies share names with its fields and parameters. */
  readonly overlaps: Overlaps;
}

/**
 * A way in which WordPress treats a resource differently from others of its kind:
 *
 * - `blog`: the posts page lists its content, which can have a format and trackbacks (`post`).
 * - `pages`: one of its documents can be the front page, the posts page or the privacy page (`page`).
 * - `files`: its documents are files, which have the status of what they are attached to (`attachment`).
 * - `default-term`: WordPress gives its default term to content without a term (`category`).
 */
export type Trait = 'blog' | 'pages' | 'files' | 'default-term';

/** A query parameter of a route, as the REST index describes it. A site's filters can change every part of it. */
export interface Parameter {
  /** Allowed values (`enum`); empty where any value is allowed. */
  readonly values: readonly string[];
  /** Smallest number allowed; null where the route does not say. */
  readonly minimum: number | null;
  /** Largest number allowed; null where the route does not say. */
  readonly maximum: number | null;
  /** What the route takes where a request does not give the parameter; null for nothing. */
  readonly default: string | number | boolean | null;
}

/** Resources of one kind, in the site's order. */
export function resourcesOf(site: Site, kind: Resource['kind']): readonly Resource[] {
  return [...site.resources.values()].filter((resource) => resource.kind === kind);
}
