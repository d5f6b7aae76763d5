import { isRecord, valueAt } from '../../../values/json.ts';
import { integer, text } from '../../../wordpress/document.ts';

/** One rendition of an image, as REST shows it under `media_details.sizes`. */
export interface Rendition {
  readonly name: string;
  readonly file: string | null;
  readonly url: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly mimeType: string | null;
  readonly fileSize: number | null;
}

/** Widest candidate of a `srcset`: WordPress' `max_srcset_image_width`. */
const widest = 2048;

/** The renditions of a file as `media_details.sizes` lists them; of an image without the full one, as in WPGraphQL. */
export function renditionsOf(document: unknown): readonly Rendition[] {
  const sizes = valueAt(document, 'media_details', 'sizes');
  if (!isRecord(sizes)) return [];
  return Object.entries(sizes)
    .filter(([name]) => name !== 'full' || !isImage(document))
    .map(([name, size]) => rendition(name, size));
}

/** The rendition of a name; the full image where there is none of that name, null for what has no picture. */
export function renditionOfSize(document: unknown, name: string): Rendition | null {
  const found = renditionsOf(document).find((size) => size.name === name);
  if (found && isMeasured(found)) return found;
  const full = fullImage(document);
  return full && { ...full, ...found, ...within(full, name) };
}

/** The image itself, or the picture that WordPress made of a document; null for what has none. */
export function fullImage(document: unknown): Rendition | null {
  if (!isImage(document)) {
    const picture = valueAt(document, 'media_details', 'sizes', 'full');
    return isRecord(picture) ? rendition('full', picture) : null;
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

/** Whether a file is an image. Reads `media_type` and `mime_type`. */
function isImage(document: unknown): boolean {
  return text(document, 'media_type') === 'image' || (text(document, 'mime_type') ?? '').startsWith('image/');
}

function rendition(name: string, size: unknown): Rendition {
  const file = text(size, 'file');
  return {
    name,
    file,
    url: text(size, 'source_url'),
    width: integer(size, 'width'),
    height: integer(size, 'height'),
    // REST gives the picture of a document the document's own type (`WP_REST_Attachments_Controller`).
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

/** Widths that WordPress fixes for sizes which the settings page doesn't offer (`_wp_add_additional_image_sizes()`). */
const fixedWidths: Readonly<Record<string, number>> = {
  medium_large: 768,
  '1536x1536': 1536,
  '2048x2048': 2048,
};

/** The size in which WordPress shows an image that has no rendition of a name (`image_constrain_size_for_editor()`). */
function within({ width, height }: Rendition, name: string): Pick<Rendition, 'width' | 'height'> {
  // Without metadata WordPress counts an image as one pixel.
  const [fullWidth, fullHeight] = [width || 1, height || 1];
  const most = fixedWidths[name];
  if (most === undefined || fullWidth <= most) return { width: fullWidth, height: fullHeight };
  return { width: most, height: Math.max(1, Math.round((fullHeight * most) / fullWidth)) };
}

/**
 * The `srcset` of an image shown in one of its sizes, null where fewer than two renditions fit.
 * `wp_calculate_image_srcset()`: renditions of the same proportions, at most 2048 wide, the shown one first.
 */
export function srcSet(document: unknown, name: string): string | null {
  const shown = renditionOfSize(document, name);
  const full = fullImage(document);
  // The picture of a document has no file of its own in the metadata.
  if (!shown || !full || !isMeasured(full) || !text(document, 'media_details', 'file')) return null;
  const isGif = renditionsOf(document).find((size) => size.name === 'thumbnail')?.mimeType === 'image/gif';
  const candidates = [...renditionsOf(document), ...(isGif ? [] : [full])];
  const sources = new Map<number, string>();
  let source: Rendition | null = null;
  for (const candidate of candidates) {
    const width = candidate.width ?? 0;
    if (!candidate.url || !isMeasured(candidate)) continue;
    const isShown = source === null && candidate.url === shown.url;
    if (isShown) source = candidate;
    if (width > widest && !isShown) continue;
    if (!matchesRatio(shown, candidate)) continue;
    if (isShown) {
      const others = [...sources].filter(([other]) => other !== width);
      sources.clear();
      sources.set(width, candidate.url);
      for (const [other, url] of others) sources.set(other, url);
    } else {
      sources.set(width, candidate.url);
    }
  }
  if (!source || sources.size < 2) return null;
  return [...sources].map(([width, url]) => `${url.replaceAll(' ', '%20')} ${width}w`).join(', ');
}

/** The `sizes` attribute that goes with a `srcset`: `wp_calculate_image_sizes()`. */
export function sizesAttribute(document: unknown, name: string): string | null {
  const width = renditionOfSize(document, name)?.width;
  return width ? `(max-width: ${width}px) 100vw, ${width}px` : null;
}

/** Whether two renditions have the same proportions, a pixel more or less: `wp_image_matches_ratio()`. */
function matchesRatio(a: Rendition, b: Rendition): boolean {
  const [one, other] = [a, b].map(({ width, height }) => [width ?? 0, height ?? 0] as const);
  if (!one || !other) return false;
  const [larger, smaller] = one[0] > other[0] ? [one, other] : [other, one];
  const ratio = larger[0] > smaller[0] ? smaller[0] / larger[0] : 1;
  const width = Math.max(1, Math.round(larger[0] * ratio));
  const height = Math.max(1, Math.round(larger[1] * ratio));
  return Math.abs(width - smaller[0]) <= 1 && Math.abs(height - smaller[1]) <= 1;
}
