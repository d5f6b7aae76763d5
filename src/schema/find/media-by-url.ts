import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { text } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** The loaders and the selection of a field that looks up media. */
interface Reader {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/**
 * Returns the media item whose file has a URL. Returns null if there is none. First looks up the slug that WordPress derives
 * from the file name, since one request serves many slugs. If that fails, searches for the file name.
 *
 * @param isMatch - whether a media item with this URL is the one. @default the URLs are equal
 */
export async function findMediaByUrl(
  url: string,
  { loaders, info }: Reader,
  isMatch: (sourceUrl: string) => boolean = (sourceUrl) => sourceUrl === url,
): Promise<Entity | null> {
  const resource = resourceNamed(loaders.site, 'attachment');
  const file = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  const stem = file.replace(/\.[^.]+$/, '').replace(/-scaled$/, '');
  if (stem === '') return null;
  const paths = union(projectionOf(info, resource.typeName).paths, ['id', 'source_url']);
  const hasUrl = ({ document }: Entity) => isMatch(text(document, 'source_url') ?? '');
  const itemBySlug = (await loaders.slugs(resource).load(stem, paths)).find(hasUrl);
  if (itemBySlug) return itemBySlug;
  const { documents } = await loaders.rest.list(resource.route, {
    search: stem,
    per_page: 100,
    _fields: [...paths],
  });
  return documents.map((document) => ({ resource, document })).find(hasUrl) ?? null;
}

/** Returns the media item whose file, or one of its renditions, has a URL. Returns null if there is none. */
export async function findMediaByRenditionUrl(url: string, reader: Reader): Promise<Entity | null> {
  const originalUrl = originalOf(url);
  const item = await findMediaByUrl(originalUrl, reader, (sourceUrl) => isRenditionOf(url, sourceUrl));
  return item ?? (originalUrl === url ? null : findMediaByUrl(url, reader));
}

/**
 * Returns whether a URL is that of a file, or of one of its renditions: `photo-1024x683.jpg` is a rendition of `photo.jpg`
 * and of `photo-scaled.jpg`.
 */
export function isRenditionOf(url: string, file: string): boolean {
  return url === file || originalOf(url) === file.replace(/-scaled(\.\w+)$/, '$1');
}

/** Returns the URL without the suffix of a rendition. */
function originalOf(url: string): string {
  return url.replace(/-(?:\d+x\d+|scaled)(\.\w+)$/, '$1');
}
