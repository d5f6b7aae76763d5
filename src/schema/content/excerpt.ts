import { fullExcerpt, hasMoreBlock, isCountedInWords } from '../../content/excerpt.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { flag, text } from '../../wordpress/document.ts';

/** REST paths that {@link excerptOf} uses if another field reads them. */
export const excerptPaths: readonly string[] = ['content', 'slug', 'status', 'link'];

/**
 * Returns the excerpt of content as HTML. Returns null if a password withholds it.
 *
 * An excerpt that WordPress generates for REST ends at a More block, and WordPress generates none for a revision. WPGraphQL's
 * excerpt ignores the More block. The gateway therefore generates the excerpt from the content, if another field reads the
 * content. It returns REST's excerpt if it cannot be sure to generate the text that WPGraphQL returns.
 */
export function excerptOf(entity: Entity, loaders: Loaders): string | null {
  const { document, revisionOf } = entity;
  if (flag(document, 'excerpt', 'protected')) return null;
  const excerpt = text(document, 'excerpt', 'rendered');
  const rendered = text(document, 'content', 'rendered');
  if (excerpt === null || rendered === null) return excerpt;
  const hasMore = hasMoreBlock(rendered);
  const isComplete = revisionOf ? excerpt !== '' : !hasMore;
  if (isComplete) return excerpt;
  if (hasMore && !hasPageInWPGraphQL(revisionOf ?? entity, loaders)) return excerpt;
  const raw = text(document, 'content', 'raw');
  const generated = fullExcerpt({ rendered, raw, teaser: revisionOf ? null : excerpt });
  return generated !== null && isCountedInWords(generated, loaders.site.pageSettings.language)
    ? generated
    : excerpt;
}

/**
 * Returns whether WPGraphQL finds the page of the content. If it does, WordPress renders the text after a More block
 * (`Post::setup()`). WPGraphQL finds posts by id, and other content by its slug, which a draft may lack.
 */
function hasPageInWPGraphQL({ resource, document }: Entity, { isSignedIn }: Loaders): boolean {
  if (resource.traits.has('blog') || !isSignedIn) return true;
  if (text(document, 'status') === 'publish' || text(document, 'slug')) return true;
  return text(document, 'link')?.includes('?') === false;
}
