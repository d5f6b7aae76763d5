import { noOverlaps } from './overlaps.ts';
import { type Resource, resourcesOf, type Site } from './site.ts';

/**
 * The taxonomy of post formats, which REST shows by a post's `format` alone: it has no route, and its terms no ids.
 * Its type in the graph is WPGraphQL's.
 */
export const postFormats: Resource = {
  kind: 'term',
  name: 'post_format',
  traits: new Set(),
  route: '',
  restBase: '',
  typeName: 'PostFormat',
  singular: 'postFormat',
  plural: 'postFormats',
  label: 'Formats',
  description: '',
  hierarchical: false,
  hasArchive: false,
  archiveSlug: null,
  customFields: new Map(),
  properties: new Set(),
  linked: ['post'],
  parameters: new Map(),
  overlaps: noOverlaps,
};

/** Whether posts of a site have formats. */
export function hasPostFormats({ resources }: Site): boolean {
  return resources.get('post')?.properties.has('format') ?? false;
}

/** Taxonomies in WordPress' order: post formats follow categories and tags. */
export function taxonomiesOf(site: Site): readonly Resource[] {
  const terms = resourcesOf(site, 'term');
  return hasPostFormats(site) ? [...terms.slice(0, 2), postFormats, ...terms.slice(2)] : terms;
}

/** Formats that a post may have (WordPress handbook: Theme Handbook, Post Formats); `standard` is to have none. */
export const formats: readonly string[] = [
  'aside',
  'audio',
  'chat',
  'gallery',
  'image',
  'link',
  'quote',
  'status',
  'video',
];
