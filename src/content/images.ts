import {
  allElements,
  attribute,
  classesOf,
  type ElementNode,
  type HtmlDocument,
  numberIn,
  sourceOf,
} from './html.ts';

/** An image in content. */
export interface Image {
  readonly src: string;
  readonly srcSet: string | null;
  readonly sizes: string | null;
  /** Empty for a decorative image; null if there is no `alt`. */
  readonly alt: string | null;
  readonly title: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** HTML of the caption of the figure around the image. */
  readonly caption: string | null;
  /** Database id of the attachment; null if the HTML does not contain it. */
  readonly attachment: number | null;
}

/** Attributes in which lazy-loading scripts store the real image. */
const lazyAttributes = ['data-src', 'data-lazy-src', 'data-orig-file'];

/** Returns the images of HTML in order. Leaves out the copies in `noscript` and `template`. */
export function imagesOf(document: HtmlDocument): readonly Image[] {
  const images = [...allElements(document.children, ({ name }) => name !== 'noscript' && name !== 'template')]
    .filter(({ name }) => name === 'img')
    .map((element) => imageOf(element, document));
  return images.filter((image) => image !== null);
}

/** Returns the image of an `img`. Returns null if it has no URL. */
export function imageOf(element: ElementNode, document: HtmlDocument): Image | null {
  const src = sourceAddress(element);
  if (!src) return null;
  const isLazy = src !== attribute(element, 'src');
  return {
    src,
    srcSet: attribute(element, isLazy ? 'data-srcset' : 'srcset'),
    sizes: attribute(element, isLazy ? 'data-sizes' : 'sizes'),
    alt: attribute(element, 'alt'),
    title: attribute(element, 'title'),
    width: numberIn(element, 'width'),
    height: numberIn(element, 'height'),
    caption: captionOf(element, document),
    attachment: attachmentOf(element),
  };
}

/** Returns the database id that WordPress writes into an image: `class="wp-image-12"`, `data-id="12"`. */
export function attachmentOf(element: ElementNode): number | null {
  const named = classesOf(element).map((name) => /^wp-image-(\d{1,15})$/.exec(name)?.[1]);
  const id = named.find(Boolean) ?? attribute(element, 'data-id') ?? attribute(element, 'data-attachment-id');
  return id && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
}

/** Returns the caption of a figure as HTML. */
export function captionIn(figure: ElementNode, document: HtmlDocument): string | null {
  const caption = figure.children.find(
    (child) =>
      child.kind === 'element' &&
      (child.name === 'figcaption' || classesOf(child).includes('wp-caption-text')),
  );
  return caption?.kind === 'element' ? sourceOf(document, caption.inner).trim() || null : null;
}

function sourceAddress(element: ElementNode): string | null {
  const src = attribute(element, 'src');
  if (src && !src.startsWith('data:')) return src;
  return lazyAttributes.map((name) => attribute(element, name)).find(Boolean) ?? src;
}

/** Maximum number of elements between an image and its figure: a link, a frame. */
const maxFigureLevels = 6;

function isFigure(element: ElementNode): boolean {
  return element.name === 'figure' || classesOf(element).includes('wp-caption');
}

function captionOf(image: ElementNode, document: HtmlDocument): string | null {
  let figure = image.parent;
  for (let level = 1; figure && !isFigure(figure); level += 1) {
    figure = level < maxFigureLevels ? figure.parent : null;
  }
  if (!figure) return null;
  for (const other of allElements(figure.children)) if (other.name === 'img' && other !== image) return null;
  return captionIn(figure, document);
}
