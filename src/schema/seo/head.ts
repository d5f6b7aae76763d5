import type { Entity } from '../../loading/base/entity.ts';
import type { Site } from '../../site/site.ts';
import { integer, isRecord, list, text, valueAt } from '../../wordpress/document.ts';
import { decodedText } from '../kit/base/text.ts';
import { isEntity } from '../kit/base/virtual-nodes.ts';
import type { Head } from './rank-math.ts';

/** The plugin from which a site's head comes. */
export type SeoPlugin = 'yoast' | 'rank-math';

/** A head that was fetched by itself. */
export interface FetchedHead {
  readonly head: Head;
  readonly html: string;
  /** Database id of the main image of what it is of. */
  readonly featured: number | null;
}

/** What `seo` fields stand on: a document that carries Yoast's fields, or what Rank Math's route answered. */
export type Seo = Entity | FetchedHead;

/** Rank Math's route for other frontends; there where the site's owner switched it on. */
export const rankMathRoute = '/rankmath/v1/getHead';

/** The plugin that writes a site's head, as far as REST shows it; null for none. */
export function seoPluginOf({ routes, resources }: Site): SeoPlugin | null {
  const isInDocuments = [...resources.values()].some(({ customFields }) =>
    customFields.has('yoast_head_json'),
  );
  if (isInDocuments || routes.has('/yoast/v1/get_head')) return 'yoast';
  return routes.has(rankMathRoute) ? 'rank-math' : null;
}

/** The REST path of a part of the head; none where it is fetched by itself. */
export function headPaths(plugin: SeoPlugin, parts: readonly string[]): readonly string[] {
  return plugin === 'yoast' ? parts.map((part) => `yoast_head_json.${part}`) : [];
}

/** The head's JSON; null where the site has none for this. */
export function headOf(seo: Seo): Head | null {
  const head = isEntity(seo) ? seo.document['yoast_head_json'] : seo.head;
  // PHP writes an object without keys as a list.
  if (Array.isArray(head)) return {};
  return isRecord(head) ? head : null;
}

/** A text of the head, in plain characters; empty where the head is without it, as WPGraphQL's extension has it. */
export function headText(seo: Seo, path: string): string | null {
  const head = headOf(seo);
  if (!head) return null;
  return decodedText((text(head, ...path.split('.')) ?? '').trim()) ?? '';
}

/** Database id of the main image of what a head is of; null or 0 for none. */
export function featuredOf(seo: Seo): number | null {
  return isEntity(seo) ? integer(seo.document, 'featured_media') : seo.featured;
}

/** The head as HTML. */
export function headHtml(seo: Seo): string | null {
  return isEntity(seo) ? text(seo.document, 'yoast_head') : seo.html;
}

/** Types of that piece of the schema that is the page, or the article; none where there is no such piece. */
export function schemaTypes(seo: Seo, pattern: RegExp): readonly string[] {
  const types = pieces(seo).map(typesOf);
  return types.find((names) => names.some((name) => pattern.test(name))) ?? [];
}

/** A step on the way from the home page. */
export interface Breadcrumb {
  readonly text: string | null;
  readonly url: string | null;
}

/** The way from the home page, as the schema has it; the last step is the page itself. */
export function breadcrumbs(seo: Seo): readonly Breadcrumb[] {
  const trail = pieces(seo).find((piece) => typesOf(piece).includes('BreadcrumbList'));
  return list(trail, 'itemListElement').map((step) => {
    const item = valueAt(step, 'item');
    // Rank Math has an object where Yoast has the address.
    const url = typeof item === 'string' ? item : text(item, '@id');
    const name = text(step, 'name') ?? text(item, 'name');
    return { text: decodedText(name), url: url ?? headText(seo, 'canonical') };
  });
}

/** Minutes, which stand last among what is told to Slack, in the site's language: `5 minutes`. */
export function readingTime(seo: Seo): number | null {
  const told = valueAt(headOf(seo), 'twitter_misc');
  const last = isRecord(told) ? Object.values(told).at(-1) : undefined;
  const minutes = /^\s*(\d+)\b/.exec(typeof last === 'string' ? last : '')?.[1];
  return minutes === undefined ? null : Number(minutes);
}

function pieces(seo: Seo): readonly unknown[] {
  return list(headOf(seo), 'schema', '@graph');
}

function typesOf(piece: unknown): readonly string[] {
  const type = valueAt(piece, '@type');
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}
