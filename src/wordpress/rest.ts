import type { Readable } from 'node:stream';
import type { Credentials } from './credentials.ts';
import type { Document } from './document.ts';

/** Query parameters of a REST call; lists are joined with commas, `undefined` is left out. */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[] | undefined>
>;

/** Where a site's REST API is and how routes are written there. */
export interface RestRoot {
  /** `https://site.example/wp-json/`, `…/index.php/wp-json/`, or `https://site.example/?rest_route=/`. */
  readonly url: string;
  /** Routes follow the root as a path, or as the value of `rest_route`. */
  readonly style: 'path' | 'query';
}

/** What a collection answered. */
export interface CollectionPage {
  readonly documents: readonly Document[];
  /** `X-WP-Total`; null where a proxy took the header away. */
  readonly total: number | null;
  /** `X-WP-TotalPages`, which tells how many documents the site really puts on a page; absent where it isn't told. */
  readonly pages?: number | null;
  /** Indexes at which the documents of a further request begin, where one answer was put together from several. */
  readonly seams?: readonly number[];
}

/** What a call may say beside its query. */
export interface CallOptions {
  /** Ends the call early; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a `HEAD` on a page of the site (not of its REST API) said. */
export interface PageHead {
  readonly status: number;
  /** Absolute URL, when the answer is a redirect. */
  readonly location: string | null;
  /** Whether WordPress itself answered: the `Link: …; rel="https://api.w.org/"` header is there. */
  readonly isWordPress: boolean;
  /** Whether it is the page of another WordPress: it names a REST root in another folder. A language may have one, too. */
  readonly isOtherWordPress: boolean;
  /** Whether it shows one document: only those have a short link (`wp_shortlink_header`). */
  readonly isSingular: boolean;
  /** REST route of what the page shows (`/wp/v2/posts/7`), from `Link: …; rel="alternate"; type="application/json"`. */
  readonly route: string | null;
}

/** One WordPress. The only way out of the gateway. Every method throws only `WordPressError`. */
export interface Rest {
  readonly root: RestRoot;
  /** A collection: `list('/wp/v2/posts', { per_page: 10, _fields: ['id', 'slug'] })`. */
  list(route: string, query?: Query, options?: CallOptions): Promise<CollectionPage>;
  /** One resource, as it came. */
  get(route: string, query?: Query, options?: CallOptions): Promise<unknown>;
  /** `OPTIONS` of a route: its methods, arguments and JSON schema. */
  describe(route: string, options?: CallOptions): Promise<unknown>;
  /** `HEAD` of a page of the site, redirects not followed. */
  head(url: string, options?: CallOptions): Promise<PageHead>;
  /** Changes something, and gives what WordPress answers. Never repeated; an `uncertain` error where nobody can tell whether it was done. */
  write(write: Write): Promise<unknown>;
  /** Sends a form of the site, as a browser does, without credentials. Never repeated, its redirect isn't followed. */
  submit(form: Form): Promise<FormAnswer>;
  /** The same WordPress as somebody. Pages and forms (`head`, `submit`) never get credentials. */
  withCredentials(credentials: Credentials): Rest;
  /** Ends kept-alive connections. */
  close(): void;
}

/** A change of something of the site. */
export interface Write {
  readonly method: 'POST' | 'DELETE';
  readonly route: string;
  readonly query?: Query;
  /** What is sent as JSON. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** What is sent instead, as it is (REST API handbook: Media, "Create a Media Item"). */
  readonly file?: FileToSend;
}

/** A file on its way to WordPress. */
export interface FileToSend {
  readonly name: string;
  /** `image/png` */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** The file from its beginning. */
  read(): Readable;
}

/** A form of the site. */
export interface Form {
  /** Where it is sent. */
  readonly url: string;
  /** Its fields, one without a value left out; absent where the page is only opened. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  /** Cookies that the site gave for it. */
  readonly cookies?: string;
}

/** What a site answered to a form. */
export interface FormAnswer {
  readonly status: number;
  /** Where it leads to, as a whole address with its fragment; null for a page. */
  readonly location: URL | null;
  /** The page's HTML. */
  readonly body: string;
  /** Cookies that it sets, as a request sends them. */
  readonly cookies: string;
}
