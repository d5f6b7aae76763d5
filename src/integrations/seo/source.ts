import type { Entity } from '../../loading/base/entity.ts';
import type { TypeRef } from '../../schema/integration/integration-graph.ts';
import { isEntity } from '../../schema/kit/base/virtual-nodes.ts';
import type { EntityFields, Field } from '../../schema/kit/graph/graph.ts';
import { isRecord } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';
import type { Head } from './head.ts';

/** Where a plugin's data for search engines come from. */
export interface SeoSource {
  /** Makes the field `seo`. */
  field(t: EntityFields, type: TypeRef<Seo>): Field;
  /** The keys of REST documents that have the head; null if it is fetched by itself. */
  readonly keys: SeoKeys | null;
}

/** Keys that an SEO plugin adds to REST documents. */
export interface SeoKeys {
  /** Has the head as JSON: `yoast_head_json`. */
  readonly json: string;
  /** Has the head as HTML: `yoast_head`. */
  readonly html: string;
}

/** The value of `seo`: the document itself, or a head that was fetched by itself. */
export type Seo = Entity | FetchedHead;

/** A head that was fetched by itself. */
export interface FetchedHead {
  readonly head: Head;
  readonly html: string;
  /** Database id of the main image of the document. */
  readonly featured: number | null;
}

/** Returns the REST paths of parts of the head; none if it is fetched by itself. */
export function headPaths({ keys }: SeoSource, parts: readonly string[]): readonly string[] {
  return keys ? parts.map((part) => `${keys.json}.${part}`) : [];
}

/** Returns the head; null if the site has none for this document. */
export function headOf({ keys }: SeoSource, seo: Seo): Head | null {
  const head = isEntity(seo) ? seo.document[keys?.json ?? ''] : seo.head;
  // PHP writes an object without keys as a list.
  if (Array.isArray(head)) return {};
  return isRecord(head) ? head : null;
}

/** Returns the head as HTML. */
export function htmlOf({ keys }: SeoSource, seo: Seo): string | null {
  return isEntity(seo) ? text(seo.document, keys?.html ?? '') : seo.html;
}

/** Returns the database id of the document's main image; null or 0 for none. */
export function featuredOf(seo: Seo): number | null {
  return isEntity(seo) ? integer(seo.document, 'featured_media') : seo.featured;
}
