import { noOverlaps } from './overlaps.ts';
import { type Resource, resourcesOf, type Site } from './site.ts';

/**
 * The taxonomy of post formats, with WPGraphQL's names. It has no REST route, and its terms have no ids: the REST API shows
 * only the `format` of a post.
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
  connection: 'postFormats',
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

/** Returns whether the posts of a site have formats. */
export function hasPostFormats({ resources }: Site): boolean {
  return resources.get('post')?.properties.has('format') ?? false;
}

/** Returns the taxonomies in WordPress' order: post formats follow categories and tags. */
export function taxonomiesOf(site: Site): readonly Resource[] {
  const terms = resourcesOf(site, 'term');
  return hasPostFormats(site) ? [...terms.slice(0, 2), postFormats, ...terms.slice(2)] : terms;
}

/** The formats of posts (Theme Handbook: Post Formats). A post without a format is `standard`. */
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
