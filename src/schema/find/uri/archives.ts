import { nullIfForbidden } from '../../../loading/base/refusals.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { type LocalAddress, linkSegments } from '../../../site/permalinks.ts';
import { isSamePath, segmentsOf } from '../../../site/segments.ts';
import { type Resource, resourcesOf, type Site } from '../../../site/site.ts';
import { text } from '../../../wordpress/document.ts';

/** Returns the URI of a post type's archive. Returns null if the type has none. */
export async function archiveUri(type: Resource, loaders: Loaders): Promise<string | null> {
  const { site } = loaders;
  if (!type.hasArchive) return null;
  const isPlain = site.permalinks === 'plain' || [...site.links.parameters.values()].includes(type.name);
  if (isPlain) return `/?post_type=${type.name}`;
  const path = await archivePath(type, loaders);
  return `${site.permalinks === 'index' ? '/index.php' : ''}/${path.join('/')}/`;
}

/**
 * Returns the post type whose archive is at an address. Returns null if none is. May read a document of each type whose
 * archive path is unknown.
 */
export async function findArchiveAt(address: LocalAddress, loaders: Loaders): Promise<Resource | null> {
  const types = resourcesOf(loaders.site, 'content').filter(({ hasArchive }) => hasArchive);
  const match = types.find((type) => isAt(address, knownPath(type, loaders.site)));
  if (match) return match;
  for (const type of types.filter((each) => knownPath(each, loaders.site) === null)) {
    if (isAt(address, await archivePath(type, loaders))) return type;
  }
  return null;
}

/** Returns the post type whose archive is probably at an address, without a request. Returns null if none is. */
export function likelyArchiveAt(address: LocalAddress, site: Site): Resource | null {
  const types = resourcesOf(site, 'content').filter(({ hasArchive }) => hasArchive);
  return types.find((type) => isAt(address, knownPath(type, site) ?? defaultPath(type, site))) ?? null;
}

/**
 * Returns the path of a type's archive, as WordPress builds it (`WP_Post_Type::add_rewrite_rules()`): the front of the
 * permalinks, unless the type has `with_front: false`, and then the archive's slug. Without a slug, it is the path that
 * precedes the slugs of documents. Returns null if discovery does not know that path.
 */
function knownPath({ name, archiveSlug }: Resource, { links }: Site): readonly string[] | null {
  const base = links.bases.get(name) ?? null;
  if (archiveSlug === null) return base;
  const slugs = segmentsOf(archiveSlug);
  const hasFront = base === null || isSamePath(base.slice(0, links.front.length), links.front);
  return hasFront ? [...links.front, ...slugs] : slugs;
}

/** Returns the default path of a type's archive: the front of the permalinks and the type's name. */
function defaultPath({ name }: Resource, { links }: Site): readonly string[] {
  return [...links.front, name];
}

/** Returns the path of a type's archive. If discovery does not know it, reads it from the link of a top-level document. */
async function archivePath(type: Resource, { site, rest }: Loaders): Promise<readonly string[]> {
  const known = knownPath(type, site);
  if (known) return known;
  const query = { per_page: 1, ...(type.hierarchical ? { parent: 0 } : {}), _fields: ['id', 'link', 'slug'] };
  const document = (await nullIfForbidden(rest.list(type.route, query)))?.documents[0];
  const path = linkSegments(site, text(document, 'link') ?? '');
  const endsWithSlug = isSamePath(path.slice(-1), [text(document, 'slug') ?? '']);
  return endsWithSlug && path.length > 1 ? path.slice(0, -1) : defaultPath(type, site);
}

function isAt({ segments }: LocalAddress, path: readonly string[] | null): boolean {
  return path !== null && isSamePath(segments, path);
}
