import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import { integer, text } from '../../wordpress/document.ts';
import { type Breadcrumb, breadcrumbs, type Head } from './head.ts';
import type { SeoSource } from './source.ts';

/** REST paths of a document's own link in a trail. The keys of content and of terms differ. */
export const trailPaths: readonly string[] = ['link', 'parent', 'title.rendered', 'name'];

/** More ancestors than this are a loop. */
const maxAncestors = 20;

/**
 * Returns the breadcrumb trail of a document whose schema has none: Yoast leaves it out if search engines must not list the
 * document. The trail leads from the home page over the document's ancestors.
 */
export async function trailOf(
  entity: Entity,
  { home }: Pick<SeoSource, 'home'>,
  loaders: Loaders,
): Promise<readonly Breadcrumb[]> {
  const front = await home(loaders).catch(() => null);
  const [first] = breadcrumbs(front?.head ?? null);
  const ancestors: Entity[] = [];
  const paths = new Set(['id', ...trailPaths]);
  for (let child: Entity | null = entity; child && ancestors.length < maxAncestors; ) {
    const parent = integer(child.document, 'parent');
    child = parent ? await loaders.entities(entity.resource).load(parent, paths) : null;
    if (child) ancestors.unshift(child);
  }
  const start = { text: first?.text ?? 'Home', url: `${loaders.site.home}/` };
  return [start, ...[...ancestors, entity].map(stepOf)];
}

function stepOf({ document }: Entity): Breadcrumb {
  const name = text(document, 'title', 'rendered') ?? text(document, 'name');
  return { text: decodedText(name), url: text(document, 'link') };
}

/** Whether search engines must not list the page of a head. */
export function isUnlisted(head: Head): boolean {
  return text(head, 'robots', 'index') === 'noindex';
}
