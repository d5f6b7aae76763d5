import { type Entity, union } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { text } from '../../wordpress/document.ts';
import { resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

interface Asking {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/**
 * The media item of a file's address: named by its file, of which WordPress makes the slug, so that many are found
 * with one request; else by a search, each for itself. Null where no item has that address.
 *
 * @param isIt - whether an item's address is the one @default the same
 */
export async function findMediaByUrl(
  url: string,
  { loaders, info }: Asking,
  isIt: (address: string) => boolean = (address) => address === url,
): Promise<Entity | null> {
  const resource = resourceNamed(loaders.site, 'attachment');
  const file = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  const stem = file.replace(/\.[^.]+$/, '').replace(/-scaled$/, '');
  if (stem === '') return null;
  const paths = union(projectionOf(info, resource.typeName).paths, ['id', 'source_url']);
  const hasAddress = ({ document }: Entity) => isIt(text(document, 'source_url') ?? '');
  const named = (await loaders.slugs(resource).load(stem, paths)).find(hasAddress);
  if (named) return named;
  const { documents } = await loaders.rest.list(resource.route, {
    search: stem,
    per_page: 100,
    _fields: [...paths],
  });
  return documents.map((document) => ({ resource, document })).find(hasAddress) ?? null;
}

/** The media item of a file's address, or of a rendition's. */
export async function findMediaByRenditionUrl(url: string, asking: Asking): Promise<Entity | null> {
  const whole = wholeOf(url);
  const found = await findMediaByUrl(whole, asking, (address) => isRenditionOf(url, address));
  return found ?? (whole === url ? null : findMediaByUrl(url, asking));
}

/** Whether an address is that of a file, or of a rendition of it: `photo-1024x683.jpg` is one of `photo.jpg` and of `photo-scaled.jpg`. */
export function isRenditionOf(url: string, file: string): boolean {
  return url === file || wholeOf(url) === file.replace(/-scaled(\.\w+)$/, '$1');
}

function wholeOf(url: string): string {
  return url.replace(/-(?:\d+x\d+|scaled)(\.\w+)$/, '$1');
}
