import { integer, isRecord, text, valueAt } from '../../wordpress/document.ts';

/** One rendition of an image, as REST shows it under `media_details.sizes`. */
export interface ImageSize {
  readonly name: string;
  readonly file: string | null;
  readonly url: string | null;
  readonly width: number;
  readonly height: number;
  readonly mimeType: string | null;
  readonly fileSize: number | null;
}

/** Widest candidate of a `srcset`: WordPress' `max_srcset_image_width`. */
const widest = 2048;

/** The renditions of an image but the full one, in WordPress' order. */
export function imageSizes(document: unknown): readonly ImageSize[] {
  const sizes = valueAt(document, 'media_details', 'sizes');
  if (!isRecord(sizes)) return [];
  return Object.entries(sizes)
    .filter(([name]) => name !== 'full')
    .map(([name, size]) => ({
      name,
      file: text(size, 'file'),
      url: text(size, 'source_url'),
      width: integer(size, 'width') ?? 0,
      height: integer(size, 'height') ?? 0,
      mimeType: text(size, 'mime_type'),
      fileSize: integer(size, 'filesize'),
    }));
}

/** The rendition of a name; the full image where there is none of that name, null for what isn't an image. */
export function imageOfSize(document: unknown, name: string): ImageSize | null {
  return imageSizes(document).find((size) => size.name === name) ?? fullImage(document);
}

/** The image itself; null for what isn't one. */
export function fullImage(document: unknown): ImageSize | null {
  const width = integer(document, 'media_details', 'width');
  const height = integer(document, 'media_details', 'height');
  const url = text(document, 'source_url');
  const isImage =
    text(document, 'media_type') === 'image' || text(document, 'mime_type')?.startsWith('image/');
  if (!url || !isImage) return null;
  return {
    name: 'full',
    file: url.split('/').at(-1) ?? null,
    url,
    width: width ?? 0,
    height: height ?? 0,
    mimeType: text(document, 'mime_type'),
    fileSize: integer(document, 'media_details', 'filesize'),
  };
}

/**
 * The `srcset` of an image shown in one of its sizes, null where fewer than two renditions fit.
 * `wp_calculate_image_srcset()`: renditions of the same proportions, at most 2048 wide, the shown one first.
 */
export function srcSet(document: unknown, name: string): string | null {
  const shown = imageOfSize(document, name);
  const full = fullImage(document);
  if (!shown || !full || shown.width < 1) return null;
  const isGif = imageSizes(document).find((size) => size.name === 'thumbnail')?.mimeType === 'image/gif';
  const candidates = [...imageSizes(document), ...(isGif ? [] : [full])];
  const sources = new Map<number, string>();
  let source: ImageSize | null = null;
  for (const candidate of candidates) {
    if (!candidate.url) continue;
    const isShown = source === null && candidate.url === shown.url;
    if (isShown) source = candidate;
    if (candidate.width > widest && !isShown) continue;
    if (!matchesRatio(shown, candidate)) continue;
    if (isShown) {
      const others = [...sources].filter(([width]) => width !== candidate.width);
      sources.clear();
      sources.set(candidate.width, candidate.url);
      for (const [width, url] of others) sources.set(width, url);
    } else {
      sources.set(candidate.width, candidate.url);
    }
  }
  if (!source || sources.size < 2) return null;
  return [...sources].map(([width, url]) => `${url.replaceAll(' ', '%20')} ${width}w`).join(', ');
}

/** The `sizes` attribute that goes with a `srcset`: `wp_calculate_image_sizes()`. */
export function sizesAttribute(document: unknown, name: string): string | null {
  const width = imageOfSize(document, name)?.width;
  return width ? `(max-width: ${width}px) 100vw, ${width}px` : null;
}

/** Whether two renditions have the same proportions, a pixel more or less: `wp_image_matches_ratio()`. */
function matchesRatio(a: { width: number; height: number }, b: { width: number; height: number }): boolean {
  const [larger, smaller] = a.width > b.width ? [a, b] : [b, a];
  const ratio = larger.width > smaller.width ? smaller.width / larger.width : 1;
  const width = Math.max(1, Math.round(larger.width * ratio));
  const height = Math.max(1, Math.round(larger.height * ratio));
  return Math.abs(width - smaller.width) <= 1 && Math.abs(height - smaller.height) <= 1;
}
