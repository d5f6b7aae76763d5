import { skippedElements } from './elements.ts';
import { allElements, classesOf, type ElementNode, type HtmlDocument } from './html.ts';

/**
 * Returns the database ids of the posts that a theme prints in a page, in the order of the page. `post_class()` writes them:
 * `<article class="post-7 post type-post …">`. An id that follows itself counts once. Documents of other types are null, because they
 * are not in the list of posts either.
 *
 * @example
 * printedPosts(parseHtml('<article class="post-7 post type-post"></article>')) // [7]
 */
export function printedPosts(page: HtmlDocument): readonly (number | null)[] {
  const ids: (number | null)[] = [];
  for (const element of allElements(page.children, ({ name }) => !skippedElements.has(name))) {
    const id = idOf(element);
    if (id !== undefined && id !== ids.at(-1)) ids.push(id);
  }
  return ids;
}

/** Returns the id of the post that an element shows. Returns null for a document of another type, and undefined for no document. */
function idOf(element: ElementNode): number | null | undefined {
  const classes = classesOf(element);
  const digits = classes.flatMap((name) => /^post-(\d{1,15})$/.exec(name)?.[1] ?? []);
  const type = classes.find((name) => name.startsWith('type-'));
  if (digits.length !== 1 || type === undefined) return undefined;
  return type === 'type-post' ? Number(digits[0]) : null;
}
