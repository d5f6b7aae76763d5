import { excerptOfAll, hasMore, isCountedInWords } from '../../content/excerpt.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { flag, text } from '../../wordpress/document.ts';

/** REST paths that tell more than WordPress' own excerpt does. */
export const excerptPaths: readonly string[] = ['content', 'slug', 'status', 'link'];

/**
 * The excerpt of content as HTML; null where a password keeps it back. REST's excerpt ends at a More block, and an earlier
 * version has none but what was written by hand. Where the content is read too, the excerpt is of all of it, as in
 * WPGraphQL; where the content doesn't tell that excerpt surely, REST's stays.
 */
export function excerptOf(entity: Entity, loaders: Loaders): string | null {
  const { document, revisionOf } = entity;
  if (flag(document, 'excerpt', 'protected')) return null;
  const excerpt = text(document, 'excerpt', 'rendered');
  const rendered = text(document, 'content', 'rendered');
  if (excerpt === null || rendered === null) return excerpt;
  const isCut = hasMore(rendered);
  if (revisionOf ? excerpt !== '' || (isCut && !hasPageInWPGraphQL(revisionOf, loaders)) : !isCut)
    return excerpt;
  if (!revisionOf && !hasPageInWPGraphQL(entity, loaders)) return excerpt;
  const raw = text(document, 'content', 'raw');
  const all = excerptOfAll({ rendered, raw, teaser: revisionOf ? null : excerpt });
  return all !== null && isCountedInWords(all, loaders.site.pageSettings.language) ? all : excerpt;
}

/**
 * Whether WPGraphQL finds the content's own page, where WordPress shows what stands behind a More block
 * (`Post::setup()`). It finds posts by their ids and other content by its slug, which a draft may lack.
 */
function hasPageInWPGraphQL({ resource, document }: Entity, { isSignedIn }: Loaders): boolean {
  if (resource.traits.has('blog') || !isSignedIn) return true;
  if (text(document, 'status') === 'publish' || text(document, 'slug')) return true;
  return text(document, 'link')?.includes('?') === false;
}
