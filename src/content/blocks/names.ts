import { classesOf, type ElementNode } from '../html.ts';

/** Core blocks with the class `wp-block-<name>`. The classes of other blocks also name the plugin or theme. */
const coreBlocks: ReadonlySet<string> = new Set(
  `accordion accordion-heading accordion-item accordion-panel archives audio avatar button buttons calendar categories
  code column columns comment-author-name comment-content comment-date comments cover details embed file footnotes
  freeform gallery group heading home-link html image latest-comments latest-posts list list-item loginout math
  media-text more navigation navigation-link nextpage page-list paragraph post-author post-author-name
  post-comments-form post-content post-date post-excerpt post-featured-image post-navigation-link post-template
  post-terms post-time-to-read post-title preformatted pullquote query query-no-results query-pagination query-title
  quote read-more rss search separator shortcode site-logo site-tagline site-title social-link social-links spacer
  table table-of-contents tag-cloud template-part term-description text-columns verse video`
    .split(/\s+/)
    .filter(Boolean),
);

/** Blocks recognized by their element, because they have no class: old blocks, and classic content. */
const byElement: Readonly<Record<string, string>> = {
  ...{
    p: 'paragraph',
    h1: 'heading',
    h2: 'heading',
    h3: 'heading',
    h4: 'heading',
    h5: 'heading',
    h6: 'heading',
  },
  ...{ ul: 'list', ol: 'list', blockquote: 'quote', pre: 'preformatted', table: 'table', hr: 'separator' },
  ...{ video: 'video', audio: 'audio', img: 'image', details: 'details', iframe: 'embed' },
};

/** Elements that contain blocks but are not blocks themselves. */
const wrappers: ReadonlySet<string> = new Set([
  'div',
  'section',
  'article',
  'main',
  'aside',
  'header',
  'footer',
  'center',
]);

/** Returns the name of the block of an element: `core/image`. Returns null if the element is not a block. */
export function blockName(element: ElementNode): string | null {
  const marked = blockNameInClasses(element);
  if (marked || isPart(element)) return marked;
  const [only, ...others] = childElements(element);
  if (element.name === 'p' && only && others.length === 0) {
    if (isImage(only)) return 'core/image';
    if (only.name === 'iframe') return 'core/embed';
  }
  if (element.name === 'pre' && only?.name === 'code' && others.length === 0) return 'core/code';
  if (element.name === 'figure') return figureName(element);
  const name = byElement[element.name];
  return name ? `core/${name}` : null;
}

/** Whether an element only contains blocks. */
export function isWrapper(element: ElementNode): boolean {
  return wrappers.has(element.name) && blockName(element) === null;
}

/** Returns the block name in the classes of an element. Returns null if no class names a block. */
export function blockNameInClasses(element: ElementNode): string | null {
  const classes = classesOf(element);
  if (classes.includes('gallery') && classes.some((name) => name.startsWith('galleryid-')))
    return 'core/gallery';
  if (classes.includes('wp-caption')) return 'core/image';
  const names = classes
    .map((name) => /^wp-block-([a-z][a-z0-9-]*)$/.exec(name)?.[1])
    .filter((name) => name !== undefined);
  const core = names.find((name) => coreBlocks.has(name));
  if (core) return `core/${core}`;
  // Layouts and embeds add further classes.
  const pluginBlock = names.find((name) => !/-is-layout-|-\d+$/.test(name));
  const [, namespace, name] = /^([a-z0-9]+)-(.+)$/.exec(pluginBlock ?? '') ?? [];
  return namespace && name ? `${namespace}/${name}` : null;
}

/** Whether an element is a part of its parent block: `wp-block-cover__inner-container`. */
function isPart(element: ElementNode): boolean {
  return classesOf(element).some((name) => /^wp-block-[a-z0-9-]+__/.test(name));
}

function figureName({ children }: ElementNode): string | null {
  for (const child of children) {
    if (child.kind !== 'element') continue;
    if (isImage(child)) return 'core/image';
    const name = byElement[child.name];
    if (name) return `core/${name}`;
  }
  return null;
}

/** Whether an element is an image, or a link that contains only an image. */
function isImage(element: ElementNode): boolean {
  if (element.name === 'img') return true;
  const [only, ...others] = childElements(element);
  return element.name === 'a' && only?.name === 'img' && others.length === 0;
}

/**
 * Returns at most two child elements, enough to know whether an element has exactly one. Returns an empty list if the
 * element contains text beside them.
 */
function childElements({ children }: ElementNode): readonly ElementNode[] {
  const found: ElementNode[] = [];
  for (const child of children) {
    if (child.kind === 'text' && child.text.trim() !== '') return [];
    if (child.kind === 'element') found.push(child);
    if (found.length > 1) return found;
  }
  return found;
}
