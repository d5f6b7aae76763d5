import type { RestRoot } from '../wordpress/rest.ts';
import type { JsonSchema } from './json-schema.ts';
import type { DeclaredMenu } from './menus.ts';
import type { Overlaps } from './overlaps.ts';
import type { PageSettings } from './page-settings.ts';
import type { Variants } from './plugin-content.ts';
import type { PluginNamespace } from './plugin-routes.ts';
import type { SiteLinks } from './site-links.ts';
import type { Templates } from './templates.ts';

/**
 * One WordPress as discovery read it. Immutable: a changed site is a new `Site`.
 *
 * @example
 * const hasReadingList = ({ namespaces, routes }: Site) =>
 *   namespaces.includes('reading-list/v1') && routes.has('/reading-list/v1/likes');
 */
export interface Site {
  /** Home address without trailing slash, as the site's own links begin: `https://site.example/blog`. */
  readonly home: string;
  /**
   * Address at which the gateway reaches the site, without trailing slash. It differs from `home` if the links of the
   * site name another host, as behind a proxy.
   */
  readonly address: string;
  /** Style of permalinks. Null if it is unknown. */
  readonly permalinks: PermalinkStyle | null;
  /** Patterns of the links of its documents. */
  readonly links: SiteLinks;
  /** Address of WordPress itself (`siteurl`), without trailing slash. */
  readonly url: string;
  readonly name: string;
  readonly description: string;
  /** `Europe/Lisbon`. Empty if the site has only an offset. */
  readonly timezone: string;
  /** Hours east of UTC. */
  readonly gmtOffset: number;
  readonly root: RestRoot;
  /** `7.1.1`. Null if the site hides it. */
  readonly version: string | null;
  readonly namespaces: readonly string[];
  /** Settings of the front page. Null if the REST index has none, as before WordPress 6.8. */
  readonly front: FrontPage | null;
  /** The site icon (`site_icon`). Null if there is none. */
  readonly icon: { readonly id: number; readonly url: string } | null;
  /** Settings that the HTML of a page contains. */
  readonly pageSettings: PageSettings;
  /** Who makes the pages at `address`. Only pages of `wordpress` say what WordPress shows to visitors. */
  readonly pagesAre: PageMaker;
  /** Menus that the operator declared. */
  readonly menus: readonly DeclaredMenu[];
  /** Whether the gateway reads the menus that the theme prints on the home page, if WordPress hides its menus. */
  readonly readsThemeMenus: boolean;
  /** Whether visitors get settings that the pages of the site show, if WordPress hides its settings. */
  readonly readsSettingsOnPages: boolean;
  /** Menu locations of the theme: `primary`. Null if they are unknown. */
  readonly menuLocations: readonly string[] | null;
  /** Whether `menuLocations` has all locations, and not only locations with a menu. */
  readonly knowsAllMenuLocations: boolean;
  /** Templates of the theme that content can have, as far as the gateway can read them. */
  readonly templates: Templates;
  /** All collections of the site by WordPress' own name: `post`, `attachment`, `category`, `user`, `comment`, `book` … */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Names of the types of content and of the taxonomies that one request to `/wp/v2/search` covers. */
  readonly searchable: ReadonlySet<string>;
  /** REST routes in the index: `/wp/v2/posts/(?P<id>[\d]+)`. Empty if the index is closed. */
  readonly routes: ReadonlySet<string>;
  /** Keys of plugins whose values take WordPress a long time to compute. */
  readonly expensiveFields: ReadonlySet<string>;
  /** Image sizes that plugins register, with descriptions, by WordPress' names. */
  readonly imageSizes: Readonly<Record<string, string>>;
  /** Routes of plugins that the operator turned on, by namespace. */
  readonly pluginNamespaces: readonly PluginNamespace[];
  /** Answers of routes that integrations of plugins name, by route. A route that could not be read is absent. */
  readonly pluginAnswers: Readonly<Record<string, unknown>>;
  /** A hash of all other properties, to detect changes of the site. */
  readonly fingerprint: string;
}

/**
 * Who makes the pages of a site:
 *
 * - `wordpress`: the home page is WordPress' own.
 * - `other`: the home page is that of a frontend or a server, or redirects to another origin, or the operator says that a frontend
 *   is there (`frontendUrl`). A frontend may ask this gateway for the data of a page, so the gateway must not wait for one.
 * - `unknown`: the home page could not be read, for example because it asks for a login, or because a frontend that needs this
 *   gateway has not started.
 */
export type PageMaker = 'wordpress' | 'other' | 'unknown';

/** Pretty permalinks (`/2026/05/hello/`), with `index.php` (`/index.php/2026/05/hello/`), or plain ones (`/?p=12`). */
export type PermalinkStyle = 'pretty' | 'index' | 'plain';

/**
 * Settings → Reading, as the REST index shows it.
 *
 * @example
 * const front: FrontPage = { shows: 'page', pageOnFront: 12, pageForPosts: 14 };
 */
export interface FrontPage {
  readonly shows: 'posts' | 'page';
  /** Database id of the static front page. 0 if there is none. */
  readonly pageOnFront: number;
  /** Database id of the posts page. 0 if there is none. */
  readonly pageForPosts: number;
}

/**
 * A REST collection of the site. The gateway makes its types, loaders and connections from it.
 *
 * @example
 * const hasRecipe = ({ kind, customFields }: Resource) => kind === 'content' && customFields.has('recipe');
 */
export interface Resource {
  readonly kind: 'content' | 'term' | 'user' | 'comment';
  /** WordPress' own name: `post`, `attachment`, `category`, `post_tag`, `user`, `comment`, `book`. */
  readonly name: string;
  /** Ways in which WordPress treats it differently from other resources. */
  readonly traits: ReadonlySet<Trait>;
  /** `/wp/v2/posts` */
  readonly route: string;
  /** Last part of the route, `categories`. It is also the key under which posts have the ids of a taxonomy's terms. */
  readonly restBase: string;
  /** GraphQL object type: `Post`, `MediaItem`, `Tag`. */
  readonly typeName: string;
  /** Field of payloads for one item: `post`, `mediaItem`. The root field is the same without `_`. */
  readonly singular: string;
  /** Root field for the connection: `posts`, `mediaItems`, `allNews`. */
  readonly plural: string;
  /** Field of other types for the connection: `posts`, `news`. */
  readonly connection: string;
  /** Plural label in WordPress' admin. */
  readonly label: string;
  readonly description: string;
  readonly hierarchical: boolean;
  /** Whether a post type has an archive page. False for other kinds. */
  readonly hasArchive: boolean;
  /** Path of the archive, `books`, if the site names it. Null if the path follows from the permalinks of the type. */
  readonly archiveSlug: string | null;
  /** Top-level keys of its JSON schema: `title`, `author`, `featured_media` … */
  readonly properties: ReadonlySet<string>;
  /** Schemas of the fields that the site adds, by key: registered `meta`, and fields of plugins. */
  readonly customFields: ReadonlyMap<string, JsonSchema>;
  /** Names of the taxonomies of a post type, or of the post types of a taxonomy. */
  readonly linked: readonly string[];
  /** Query parameters of the route. Empty if they are unknown. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Conflicts between taxonomies and its fields or parameters. */
  readonly overlaps: Overlaps;
  /** Its object types, if its documents have several; `typeName` is then an interface. @default one object type */
  readonly variants?: Variants;
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

/**
 * A query parameter of a route, as the REST index describes it. A site's filters can change every part of it.
 *
 * @example
 * const maximumOf = ({ parameters }: Resource) => parameters.get('per_page')?.maximum ?? 100;
 */
export interface Parameter {
  /** Allowed values (`enum`). Empty if every value is allowed. */
  readonly values: readonly string[];
  /** Smallest allowed number. Null if the route names none. */
  readonly minimum: number | null;
  /** Largest allowed number. Null if the route names none. */
  readonly maximum: number | null;
  /** Value for requests without the parameter. Null if there is none. */
  readonly default: string | number | boolean | null;
}

/** Returns the resources of one kind, in the order of the site. */
export function resourcesOf(site: Site, kind: Resource['kind']): readonly Resource[] {
  return [...site.resources.values()].filter((resource) => resource.kind === kind);
}
