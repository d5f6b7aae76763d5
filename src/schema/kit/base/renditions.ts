import { isRecord, valueAt } from '../../../values/json.ts';
import { integer, text } from '../../../wordpress/document.ts';

/** One rendition of an image, as REST lists it under `media_details.sizes`. */
export interface Rendition {
  readonly name: string;
  readonly file: string | null;
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly mimeType: string | null;
  readonly fileSize: number | null;
}

/** Maximum width of a `srcset` candidate, in pixels (`max_srcset_image_width`). */
const maxSrcSetWidth = 2048;

/** Returns the renditions in `media_details.sizes`. Leaves out an image's full size, as WPGraphQL does. */
export function renditionsOf(document: unknown): readonly Rendition[] {
  const sizes = valueAt(document, 'media_details', 'sizes');
  if (!isRecord(sizes)) return [];
  return Object.entries(sizes)
    .filter(([name]) => name !== 'full' || !isImage(document))
    .map(([name, size]) => readRendition(name, size));
}

/** Returns the rendition of a size, or else the full image. Returns null if the file has no picture. */
export function renditionOfSize(document: unknown, name: string): Rendition | null {
  const rendition = renditionsOf(document).find((size) => size.name === name);
  if (rendition && isMeasured(rendition)) return rendition;
  const full = fullImage(document);
  return full && { ...full, ...rendition, ...fittedDimensions(full, name) };
}

/** Returns the image itself, or the preview picture of a document such as a PDF. Returns null for other files. */
export function fullImage(document: unknown): Rendition | null {
  if (!isImage(document)) {
    const picture = valueAt(document, 'media_details', 'sizes', 'full');
    return isRecord(picture) ? readRendition('full', picture) : null;
  }
  const url = text(document, 'source_url');
  if (!url) return null;
  return {
    name: 'full',
    file: url.split('/').at(-1) ?? null,
    url,
    width: integer(document, 'media_details', 'width'),
    height: integer(document, 'media_details', 'height'),
    mimeType: text(document, 'mime_type'),
    fileSize: integer(document, 'media_details', 'filesize'),
  };
}

/** Returns whether a file is an image. Reads `media_type` and `mime_type`. */
function isImage(document: unknown): boolean {
  return text(document, 'media_type') === 'image' || (text(document, 'mime_type') ?? '').startsWith('image/');
}

function readRendition(name: string, size: unknown): Rendition {
  const file = text(size, 'file');
  return {
    name,
    file,
    url: text(size, 'source_url'),
    width: integer(size, 'width'),
    height: integer(size, 'height'),
    // REST reports the document's MIME type for its preview picture (`WP_REST_Attachments_Controller`).
    mimeType:
      name === 'full' && file ? (pictureType(file) ?? text(size, 'mime_type')) : text(size, 'mime_type'),
    fileSize: integer(size, 'filesize'),
  };
}

const pictureTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
};

function pictureType(file: string): string | undefined {
  return pictureTypes[file.split('.').at(-1)?.toLowerCase() ?? ''];
}

function isMeasured({ width, height }: Rendition): boolean {
  return (width ?? 0) > 0 && (height ?? 0) > 0;
}

/** Widths of the sizes that the settings page does not offer (`_wp_add_additional_image_sizes()`). */
const fixedWidths: Readonly<Record<string, number>> = {
  medium_large: 768,
  '1536x1536': 1536,
  '2048x2048': 2048,
};

/** Returns the dimensions that WordPress gives the full image if a size has no file (`image_constrain_size_for_editor()`). */
function fittedDimensions({ width, height }: Rendition, name: string): Pick<Rendition, 'width' | 'height'> {
  // Without metadata WordPress treats an image as one pixel.
  const [fullWidth, fullHeight] = [width || 1, height || 1];
  const maxWidth = fixedWidths[name];
  if (maxWidth === undefined || fullWidth <= maxWidth) return { width: fullWidth, height: fullHeight };
  return { width: maxWidth, height: Math.max(1, Math.round((fullHeight * maxWidth) / fullWidth)) };
}

/**
 * Returns the `srcset` of an image in one of its sizes. Returns null if fewer than two renditions fit.
 *
 * Like `wp_calculate_image_srcset()`, it lists the rendition of that size first, then others of the same proportions
 * that are at most 2048 pixels wide.
 */
export function srcSet(document: unknown, name: string): string | null {
  const source = renditionOfSize(document, name);
  const full = fullImage(document);
  // A document's preview picture has no `file` in the metadata, so WordPress writes no `srcset` for it.
  if (!source || !full || !isMeasured(full) || !text(document, 'media_details', 'file')) return null;
  const isGif = renditionsOf(document).find((size) => size.name === 'thumbnail')?.mimeType === 'image/gif';
  const candidates = [...renditionsOf(document), ...(isGif ? [] : [full])];
  const urls = new Map<number, string>();
  let hasSource = false;
  for (const candidate of candidates) {
    const width = candidate.width ?? 0;
    if (!candidate.url || !isMeasured(candidate)) continue;
    const isSource = !hasSource && candidate.url === source.url;
    if (isSource) hasSource = true;
    if (width > maxSrcSetWidth && !isSource) continue;
    if (!matchesRatio(source, candidate)) continue;
    if (isSource) {
      const others = [...urls].filter(([other]) => other !== width);
      urls.clear();
      urls.set(width, candidate.url);
      for (const [other, url] of others) urls.set(other, url);
    } else {
      urls.set(width, candidate.url);
    }
  }
  if (!hasSource || urls.size < 2) return null;
  return [...urls].map(([width, url]) => `${url.replaceAll(' ', '%20')} ${width}w`).join(', ');
}

/** Returns the `sizes` attribute for a `srcset` (`wp_calculate_image_sizes()`). Returns null if the width is unknown. */
export function sizesAttribute(document: unknown, name: string): string | null {
  const width = renditionOfSize(document, name)?.width;
  return width ? `(max-width: ${width}px) 100vw, ${width}px` : null;
}

/** Returns whether two renditions have the same proportions, to within one pixel (`wp_image_matches_ratio()`). */
function matchesRatio(a: Rendition, b: Rendition): boolean {
  const [one, other] = [a, b].map(({ width, height }) => [width ?? 0, height ?? 0] as const);
  if (!one || !other) return false;
  const [larger, smaller] = one[0] > other[0] ? [one, other] : [other, one];
  const ratio = larger[0] > smaller[0] ? smaller[0] / larger[0] : 1;
  const width = Math.max(1, Math.round(larger[0] * ratio));
  const height = Math.max(1, Math.round(larger[1] * ratio));
  return Math.abs(width - smaller[0]) <= 1 && Math.abs(height - smaller[1]) <= 1;
}
