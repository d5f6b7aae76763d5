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
export interface Listing {
  readonly documents: readonly Document[];
  /** `X-WP-Total`; the number of documents where the header is missing. */
  readonly total: number;
  /** `X-WP-TotalPages`; 1 where the header is missing. */
  readonly pages: number;
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
  /** REST route of what the page shows (`/wp/v2/posts/7`), from `Link: …; rel="alternate"; type="application/json"`. */
  readonly route: string | null;
}

/** Reads of one WordPress. The only way out of the gateway. Every method throws only `WordPressError`. */
export interface Rest {
  readonly root: RestRoot;
  /** A collection: `list('/wp/v2/posts', { per_page: 10, _fields: ['id', 'slug'] })`. */
  list(route: string, query?: Query, options?: CallOptions): Promise<Listing>;
  /** One resource, as it came. */
  get(route: string, query?: Query, options?: CallOptions): Promise<unknown>;
  /** `OPTIONS` of a route: its methods, arguments and JSON schema. */
  describe(route: string, options?: CallOptions): Promise<unknown>;
  /** `HEAD` of a page of the site, redirects not followed. */
  head(url: string, options?: CallOptions): Promise<PageHead>;
  /** Ends kept-alive connections. */
  close(): void;
}
