import type { Credentials } from './credentials.ts';
import type { Document } from './document.ts';
import type { Ending } from './ending.ts';
import type { RequestBody } from './fetch.ts';
import type { OperationScope } from './operation.ts';
import type { RequestBudget } from './request-budget.ts';

/**
 * Query parameters of a REST request. Lists are joined with commas; `undefined` is left out.
 *
 * @example
 * const query: Query = { per_page: 10, include: [7, 9], _fields: ['id', 'title.rendered'] };
 */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[] | undefined>
>;

/**
 * The address of a site's REST API.
 *
 * @example
 * const root: RestRoot = { url: 'https://site.example/wp-json/', style: 'path' };
 */
export interface RestRoot {
  /** `https://site.example/wp-json/`, `…/index.php/wp-json/`, or `https://site.example/?rest_route=/`. */
  readonly url: string;
  /** Whether routes follow the root as a path, or as the value of the parameter `rest_route`. */
  readonly style: 'path' | 'query';
}

/** One page of a REST collection. */
export interface CollectionPage {
  readonly documents: readonly Document[];
  /** `X-WP-Total`. Null if a proxy removed the header. */
  readonly total: number | null;
  /** `X-WP-TotalPages`, from which the real page size of the site follows. Absent or null without the header. */
  readonly pages?: number | null;
  /** When WordPress answered, by its own clock (`Date`), in milliseconds since 1970. Absent or null without the header. */
  readonly at?: number | null;
  /** Indexes at which the documents of the second and each further request begin. @default one request */
  readonly seams?: readonly number[];
  /**
   * The number of documents that WordPress has deleted since it sent this page. WordPress is down, so no others follow in
   * their place, and `total` does not count them. @default 0
   */
  readonly lacks?: number;
}

/** The answer of a route, with the totals in its headers. */
export interface CountedAnswer {
  readonly json: unknown;
  /** `X-WP-Total`. Null without the header. */
  readonly total: number | null;
}

/** Options of a REST request. */
export interface CallOptions {
  /** Cancels the request, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Pays for the request. @default the budget of the operation */
  readonly budget?: RequestBudget;
  /** Ends a read that several operations wait for. @default the ending of the operation */
  readonly ending?: Ending;
}

/** Options of a `HEAD` request for a page of the site. */
export interface HeadOptions extends CallOptions {
  /** The route whose changes make the headers old, besides those of all documents: `/wp/v2/settings`. @default none */
  readonly about?: string;
}

/** The headers of a page of the site, not of its REST API. */
export interface PageHead {
  readonly status: number;
  /** Absolute target of a redirect. Null if the answer is not a redirect. */
  readonly location: string | null;
  /** Whether WordPress made the page: it has the header `Link: …; rel="https://api.w.org/"`. */
  readonly isWordPress: boolean;
  /** Whether the page names a REST root in another folder, as another WordPress or a translation plugin does. */
  readonly isOtherWordPress: boolean;
  /** Whether the page shows one document: only such pages have a short link (`wp_shortlink_header`). */
  readonly isSingular: boolean;
  /** REST route of the page's document or term, `/wp/v2/posts/7`, from the header `Link: …; rel="alternate"`. */
  readonly route: string | null;
}

/** What a client reads in a page of the site. */
export interface PageReading<T> {
  /** The address of the page. It must be on the site. */
  readonly url: string;
  /** Names what is read, so that the cache keeps different values of one page apart. */
  readonly of: string;
  /** The route whose changes make the value old, besides those of all documents: `/wp/v2/menus`. @default none */
  readonly about?: string;
  /** Returns a value, which must be JSON, of the HTML of the page. Reads long pages in parts. */
  readonly read: (page: ReadPage) => T | Promise<T>;
}

/** A page of the site, as its server sends it to visitors. */
export interface ReadPage {
  readonly status: number;
  /** Absolute target of a redirect. Null if the answer is not a redirect. */
  readonly location: string | null;
  readonly html: string;
}

/**
 * The client of one WordPress. Every method throws only `WordPressError`, or the reason of an aborted signal.
 *
 * @example
 * const answer = await rest.get('/reading-list/v1/likes', { posts: [7, 9] });
 */
export interface Rest {
  readonly root: RestRoot;
  /** Reads a page of a collection: `list('/wp/v2/posts', { per_page: 10, _fields: ['id', 'slug'] })`. */
  list(route: string, query?: Query, options?: CallOptions): Promise<CollectionPage>;
  /** Reads the JSON of a route. */
  get(route: string, query?: Query, options?: CallOptions): Promise<unknown>;
  /** Reads the JSON of a route that lists anything, documents or not, with its total. */
  counted(route: string, query?: Query, options?: CallOptions): Promise<CountedAnswer>;
  /** Reads the methods, arguments and JSON schema of a route with `OPTIONS`. */
  describe(route: string, options?: CallOptions): Promise<unknown>;
  /** Reads the headers of a page with `HEAD`, without following redirects. */
  head(url: string, options?: HeadOptions): Promise<PageHead>;
  /** Reads a value in a page of the site, as visitors see it. Does not follow redirects. */
  page<T>(reading: PageReading<T>, options?: CallOptions): Promise<T>;
  /**
   * Makes a change and returns WordPress' answer. Never retries.
   *
   * @throws WordPressError of the kind `uncertain` if WordPress may have made the change
   */
  write(write: Write): Promise<unknown>;
  /** Sends a form as a browser does, without credentials. Never retries, and does not follow redirects. */
  submit(form: Form): Promise<FormAnswer>;
  /** Returns a client that signs in with these credentials. It requests pages and forms (`head`, `page`, `submit`) without them. */
  withCredentials(credentials: Credentials): Rest;
  /** Closes idle connections. */
  close(): void;
}

/** The client of a site, before it belongs to an operation. */
export interface SiteRest extends Rest {
  /** Returns a client whose requests spend the budget of an operation, wait for its turns, and end with it. */
  forOperation(operation: OperationScope): Rest;
}

/**
 * A session that a plugin of the site keeps for one visitor, such as a shopping cart. Its headers go to the site alone, and
 * its answers to nobody but the visitor.
 */
export interface PluginSession {
  /** The header that continues the session. Null if it begins. */
  readonly headers: Credentials | null;
  /** Called with the headers of every answer, also of a refusal. */
  onAnswer(header: (name: string) => string | null): void;
}

/** A change to the site, or any request within the session of a plugin. */
export interface Write {
  readonly method: 'POST' | 'DELETE' | 'GET';
  /** The session that the request belongs to. Such a request changes nothing that others see. @default none */
  readonly session?: PluginSession;
  readonly route: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Sent instead of `body`, unchanged (REST API handbook: Media, "Create a Media Item"). */
  readonly file?: FileToSend;
  /**
   * Returns whether the JSON of a refusal (400) or of a redirect is the plugin's answer to the write. The write then returns it
   * and follows no redirect. Errors of the REST API never are. @default every such answer is an error
   */
  readonly isAnswer?: (json: unknown) => boolean;
}

/** A file to send to WordPress. */
export interface FileToSend {
  readonly name: string;
  /** MIME type: `image/png`. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Returns the whole file, anew for each call. */
  read(): Exclude<RequestBody, string>;
}

/** A form on a page of the site. */
export interface Form {
  /** The address that receives the form. */
  readonly url: string;
  /** Fields by name. A field with the value `undefined` is not sent. Absent to open the page of the form. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  /** The `Cookie` header to send. @default none */
  readonly cookies?: string;
}

/** The answer to a form. */
export interface FormAnswer {
  readonly status: number;
  /** Absolute target of a redirect, with its fragment. Null if the answer is not a redirect. */
  readonly location: URL | null;
  /** The HTML. */
  readonly body: string;
  /**
   * The text of WordPress' error page (`wp_die`), scrubbed for clients. Anybody can read it on the site. An empty text if
   * the answer is another page.
   */
  readonly message: string;
  /** The cookies that the answer sets, as a `Cookie` header. */
  readonly cookies: string;
}
