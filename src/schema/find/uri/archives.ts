import { nullIfForbidden } from '../../../loading/base/refusals.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { type LocalAddress, linkSegments } from '../../../site/permalinks.ts';
import { isSamePath, segmentsOf } from '../../../site/segments.ts';
import { type Resource, resourcesOf, type Site } from '../../../site/site.ts';
import { text } from '../../../wordpress/document.ts';

/** Where a type lists its content; null for a type that has no such page. */
export async function archiveUri(type: Resource, loaders: Loaders): Promise<string | null> {
  const { site } = loaders;
  if (!type.hasArchive) return null;
  const isPlain = site.permalinks === 'plain' || [...site.links.parameters.values()].includes(type.name);
  if (isPlain) return `/?post_type=${type.name}`;
  const path = await archivePath(type, loaders);
  return `${site.permalinks === 'index' ? '/index.php' : ''}/${path.join('/')}/`;
}

/** The type whose content is listed at an address where WordPress shows a list; null where it is another list. */
export async function findArchiveAt(address: LocalAddress, loaders: Loaders): Promise<Resource | null> {
  const types = resourcesOf(loaders.site, 'content').filter(({ hasArchive }) => hasArchive);
  const certain = types.find((type) => isAt(address, knownPath(type, loaders.site)));
  if (certain) return certain;
  for (const type of types.filter((each) => knownPath(each, loaders.site) === null)) {
    if (isAt(address, await archivePath(type, loaders))) return type;
  }
  return null;
}

/** The type that lists its content at an address as far as is known without a question. */
export function likelyArchiveAt(address: LocalAddress, site: Site): Resource | null {
  const types = resourcesOf(site, 'content').filter(({ hasArchive }) => hasArchive);
  return types.find((type) => isAt(address, knownPath(type, site) ?? defaultPath(type, site))) ?? null;
}

/**
 * The path of a type's archive as WordPress builds it (`WP_Post_Type::add_rewrite_rules`): the front, unless the type
 * is registered without it, and the archive's own path, or else what addresses of its documents begin with. Null where
 * only a document at the top of a hierarchy tells.
 */
function knownPath({ name, archiveSlug }: Resource, { links }: Site): readonly string[] | null {
  const base = links.bases.get(name) ?? null;
  if (archiveSlug === null) return base;
  const own = segmentsOf(archiveSlug);
  const isBehindFront = base === null || isSamePath(base.slice(0, links.front.length), links.front);
  return isBehindFront ? [...links.front, ...own] : own;
}

/** The path that WordPress gives a type by default. */
function defaultPath({ name }: Resource, { links }: Site): readonly string[] {
  return [...links.front, name];
}

async function archivePath(type: Resource, { site, rest }: Loaders): Promise<readonly string[]> {
  const known = knownPath(type, site);
  if (known) return known;
  const query = { per_page: 1, ...(type.hierarchical ? { parent: 0 } : {}), _fields: ['id', 'link', 'slug'] };
  const document = (await nullIfForbidden(rest.list(type.route, query)))?.documents[0];
  const path = linkSegments(site, text(document, 'link') ?? '');
  const isOfDocument = isSamePath(path.slice(-1), [text(document, 'slug') ?? '']);
  return isOfDocument && path.length > 1 ? path.slice(0, -1) : defaultPath(type, site);
}

function isAt({ segments }: LocalAddress, path: readonly string[] | null): boolean {
  return path !== null && isSamePath(segments, path);
}
