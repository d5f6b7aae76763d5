import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { IntegrationGraph, TypeRef } from '../../schema/integration/integration-graph.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import type { InterfaceRef } from '../../schema/kit/base/pothos.ts';
import { isEntity } from '../../schema/kit/base/virtual-nodes.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { EntityFields, Field } from '../../schema/kit/graph/graph.ts';
import type { Site } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';
import type { Head } from './head.ts';
import type { SiteHead } from './site-head.ts';

/** The way to read an SEO plugin's data. */
export interface SeoSource {
  /** Returns the field `seo` of a kind of documents. */
  field(t: EntityFields, type: TypeRef<Seo>, kind: 'content' | 'term' | 'user'): Field;
  /** Adds the fields that the plugin's own WPGraphQL extension has. @default it has none */
  readonly ownNames?: (graph: IntegrationGraph) => OwnNames;
  /**
   * Returns the head as the plugin's WPGraphQL extension has it, from the head in REST. @default they are the same
   */
  readonly extensionHtml?: (html: string, site: Site) => string;
  /** Reads what the plugin writes into the head of the home page. Returns null if it answers none. */
  home(loaders: Loaders): Promise<SiteHead | null>;
  /**
   * Returns `seo` with the document's own words for search engines, for the fields that have them. @default `seo` has them
   *
   * @throws WordPressError if it is unknown which words are its own
   */
  readonly ownRobots?: (seo: Seo, context: Context) => Promise<Seo>;
  /** The keys of REST documents that contain the head. Null if the head takes a request of its own. */
  readonly keys: SeoKeys | null;
}

/** Fields of `seo` in the names of the plugin's own WPGraphQL extension. The types of `seo` have them beside those of Yoast's. */
export interface OwnNames {
  /** The interfaces with the fields, for the types of `seo`. */
  readonly interfaces: Readonly<Record<'content' | 'term' | 'user', readonly InterfaceRef<Types, Seo>[]>>;
  /** The fields that Yoast's extension names alike. Those of the interfaces take their place. */
  readonly replaces: readonly string[];
}

/** Keys that an SEO plugin adds to REST documents. */
export interface SeoKeys {
  /** The key of the head as JSON: `yoast_head_json`. */
  readonly json: string;
  /** The key of the head as HTML: `yoast_head`. */
  readonly html: string;
  /** Returns the head under Yoast's keys. The gateway then reads the whole head. @default the head has Yoast's keys */
  readonly read?: (json: Head) => Head;
}

/** The value of `seo`: the document itself, or a head from a separate request. */
export type Seo = Entity | FetchedHead;

/** A head from a separate request. */
export interface FetchedHead {
  readonly head: Head;
  /** Null if the plugin does not show it. */
  readonly html: string | null;
  /** The database id of the document's featured image. */
  readonly featured: number | null;
}

/** Returns the REST paths of parts of the head. Returns an empty list if the head takes a request of its own. */
export function headPaths({ keys }: SeoSource, parts: readonly string[]): readonly string[] {
  if (!keys) return [];
  return keys.read ? [keys.json] : parts.map((part) => `${keys.json}.${part}`);
}

/** Returns the head. Returns null if the document has none. */
export function headOf({ keys }: Pick<SeoSource, 'keys'>, seo: Seo): Head | null {
  const head = isEntity(seo) ? seo.document[keys?.json ?? ''] : seo.head;
  // PHP encodes an empty object as an empty list.
  if (Array.isArray(head)) return {};
  if (!isRecord(head)) return null;
  return isEntity(seo) && keys?.read ? keys.read(head) : head;
}

/** Returns the head as HTML. Returns null if the document has none. */
export function htmlOf(
  { keys, extensionHtml }: Pick<SeoSource, 'keys' | 'extensionHtml'>,
  seo: Seo,
  site: Site,
): string | null {
  const html = isEntity(seo) ? text(seo.document, keys?.html ?? '') : seo.html;
  return html !== null && extensionHtml ? extensionHtml(html, site) : html;
}

/** Returns the database id of the document's featured image. Returns null or 0 if there is none. */
export function featuredOf(seo: Seo): number | null {
  return isEntity(seo) ? integer(seo.document, 'featured_media') : seo.featured;
}
