import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import { renderedField } from '../body/formats.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import {
  fullImage,
  type Rendition,
  renditionOfSize,
  renditionsOf,
  sizesAttribute,
  srcSet,
} from '../kit/base/renditions.ts';
import { textField } from '../kit/fields/fields.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type EntityFields, enumNamed, type Graph, oncePerGraph } from '../kit/graph/graph.ts';
import { imageMetaType } from './image-meta.ts';

/*
 * WordPress leaves `media_details`, `caption` and `description` of media out if `_fields` names only a part of them:
 * `_fields=media_details.width` returns no size (`WP_REST_Attachments_Controller::prepare_item_for_response`).
 */

/** REST paths of the fields that depend on renditions. */
const renditionPaths = ['source_url', 'media_type', 'mime_type', 'media_details'];

/** Returns the fields that only `MediaItem` has. */
export function mediaFields(t: EntityFields, graph: Graph): FieldMap {
  return {
    altText: t.string({
      description: 'The alternative text of the image. Empty if nobody has written one.',
      reads: ['alt_text'],
      resolve: ({ document }) => text(document, 'alt_text') ?? '',
    }),
    caption: renderedField(t, graph, {
      description: 'The caption as HTML.',
      reads: ['caption', 'mime_type', 'title.rendered', 'source_url'],
      html: captionOf,
      key: 'caption',
    }),
    description: renderedField(t, graph, {
      description: 'The description as HTML, without the image itself.',
      reads: ['description'],
      html: (document) => withoutAttachmentMarkup(text(document, 'description', 'rendered')),
      key: 'description',
    }),
    mediaType: textField(t, 'media_type', 'The media type: `image`, or `file` for any other file.'),
    mimeType: textField(t, 'mime_type', 'The MIME type of the file.', { emptyIsNull: true }),
    mediaItemUrl: textField(t, 'source_url', 'The URL of the file.'),
    ...sizedFields(t, graph),
    mediaDetails: t.field({
      type: mediaDetailsType(graph),
      description: 'The dimensions and renditions of the file.',
      reads: ['media_details'],
      sameDocument: true,
      resolve: (entity) => (isEmptyRecord(entity.document['media_details']) ? null : entity),
    }),
  };
}

/** Returns the fields that have an argument `size`. */
function sizedFields(t: EntityFields, graph: Graph) {
  const size = () => ({
    size: t.arg({ type: enumNamed(graph, 'MediaItemSizeEnum'), description: 'The name of the rendition.' }),
  });
  const renditionOrFull = (entity: Entity, name: string) => renditionOfSize(entity.document, name);
  const exactRendition = ({ document }: Entity, name: string) =>
    renditionsOf(document).find((each) => each.name === name);
  return {
    sourceUrl: t.string({
      description:
        'The URL of a rendition. If the rendition does not exist: the URL of the original image, or of the preview image of a document. Null for other files.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['source_url']),
      resolve: (entity, { size: name }, { loaders }) =>
        name ? (renditionOrFull(entity, name)?.url ?? null) : readImageUrl(entity, loaders),
    }),
    srcSet: t.string({
      description:
        'The `srcset` attribute for an `img`: the renditions with the proportions of the given one. Default: `MEDIUM`.',
      args: size(),
      reads: renditionPaths,
      resolve: ({ document }, { size: name }) => srcSet(document, name ?? 'medium'),
    }),
    sizes: t.string({
      description: 'The `sizes` attribute, which belongs to `srcSet`. Default: `MEDIUM`.',
      args: size(),
      reads: renditionPaths,
      resolve: ({ document }, { size: name }) => sizesAttribute(document, name ?? 'medium'),
    }),
    file: t.string({
      description:
        'The file name of a rendition. If the rendition does not exist: the name of the original file.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['source_url']),
      resolve: (entity, { size: name }) =>
        (name && exactRendition(entity, name)?.file) || fileNameOf(text(entity.document, 'source_url')),
    }),
    filePath: t.string({
      description:
        'The path of a rendition in the URL. If the rendition does not exist: the path of the original file.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['source_url']),
      resolve: (entity, { size: name }) =>
        pathOf((name && exactRendition(entity, name)?.url) || text(entity.document, 'source_url')),
    }),
    fileSize: t.int({
      description: 'The size of the file or of a rendition in bytes.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['media_details']),
      resolve: (entity, { size: name }) =>
        name && renditionOrFull(entity, name)
          ? (renditionOrFull(entity, name)?.fileSize ?? null)
          : integer(entity.document, 'media_details', 'filesize'),
    }),
  };
}

/** Returns `MediaDetails`. Its fields read a media item. The first call adds it. */
export const mediaDetailsType = oncePerGraph((graph): ObjectRef<Types, Entity> => {
  const { builder } = graph;
  const size = builder.objectRef<Rendition>('MediaSize').implement({
    description: 'A rendition of an image.',
    fields: (t) => ({
      name: t.string({ description: 'The name of the size: `medium`.', resolve: ({ name }) => name }),
      file: t.string({ description: 'The name of the file.', resolve: ({ file }) => file }),
      filePath: t.string({
        description: 'The path of the file in its URL.',
        resolve: ({ file, url }) => file && pathOf(url),
      }),
      fileSize: t.int({ description: 'The size of the file in bytes.', resolve: ({ fileSize }) => fileSize }),
      width: t.string({ description: 'The width in pixels.', resolve: ({ width }) => pixels(width) }),
      height: t.string({ description: 'The height in pixels.', resolve: ({ height }) => pixels(height) }),
      mimeType: t.string({ description: 'The MIME type of the file.', resolve: ({ mimeType }) => mimeType }),
      sourceUrl: t.string({ description: 'The URL of the file.', resolve: ({ url }) => url }),
    }),
  });
  return builder.objectRef<Entity>('MediaDetails').implement({
    description: 'The dimensions and renditions of a file.',
    fields: (t) => ({
      file: t.string({
        description: 'The name of the file.',
        reads: ['media_details'],
        resolve: ({ document }) => fileNameOf(text(document, 'media_details', 'file')),
      }),
      filePath: t.string({
        description: 'The path of the file in its URL.',
        reads: ['media_details', 'source_url'],
        resolve: ({ document }) =>
          text(document, 'media_details', 'file') && pathOf(text(document, 'source_url')),
      }),
      width: t.int({
        description: 'The width in pixels.',
        reads: ['media_details'],
        resolve: ({ document }) => integer(document, 'media_details', 'width'),
      }),
      height: t.int({
        description: 'The height in pixels.',
        reads: ['media_details'],
        resolve: ({ document }) => integer(document, 'media_details', 'height'),
      }),
      meta: t.field({
        type: imageMetaType(graph),
        description: 'The metadata that the camera wrote into the file.',
        reads: ['media_details'],
        sameDocument: true,
        resolve: (entity) =>
          isRecord(valueAt(entity.document, 'media_details', 'image_meta')) ? entity : null,
      }),
      sizes: t.field({
        type: [size],
        nullable: { list: true, items: true },
        description: 'The renditions. Only the preview image of a document has a rendition `full`.',
        args: {
          include: t.arg({
            type: [enumNamed(graph, 'MediaItemSizeEnum')],
            required: { list: false, items: false },
            description: 'Return only these sizes.',
          }),
          exclude: t.arg({
            type: [enumNamed(graph, 'MediaItemSizeEnum')],
            required: { list: false, items: false },
            description: 'Leave out these sizes.',
          }),
        },
        reads: ['media_details', 'media_type', 'mime_type'],
        resolve: ({ document }, { include, exclude }) => {
          const sizes = renditionsOf(document).filter(
            ({ name }) =>
              (!include || include.length === 0 || include.includes(name)) && !exclude?.includes(name),
          );
          return sizes.length > 0 ? sizes : null;
        },
      }),
    }),
  });
});

/**
 * Returns the URL of an image, or of the preview image that WordPress made of a document. Returns null if there is none.
 * The file extension tells images and files without a preview, so that only documents cost a further read.
 */
async function readImageUrl({ document, resource }: Entity, loaders: Loaders): Promise<string | null> {
  const url = text(document, 'source_url');
  if (!url || fileWithoutPreview.test(url)) return null;
  if (imageFile.test(url)) return url;
  const read = await loaders.entities(resource).load(document.id, new Set(renditionPaths));
  return (read && fullImage(read.document)?.url) ?? null;
}

const imageFile = /\.(jpe?g|png|gif|webp|avif|bmp|ico|heic|heif|tiff?|svg)$/i;

/** Matches URLs of files that WordPress makes no preview image of. */
const fileWithoutPreview =
  /\.(mp3|m4a|aac|ogg|oga|wav|flac|mp4|m4v|mov|avi|mpe?g|ogv|webm|zip|gz|tar|rar|7z|txt|csv|vtt|css|html?)$/i;

/** Removes the image, the link to the file or the player that WordPress puts before a description in REST. */
function withoutAttachmentMarkup(html: string | null): string | null {
  return html?.replace(attachmentMarkup, '') || null;
}

/** Matches that markup. Old WordPress versions also put a script before the first player on a page. */
const attachmentMarkup =
  /^(<!--\[if lt IE 9\]>[\s\S]*?<!\[endif\]-->\n?)?(<p class="attachment">[\s\S]*?<\/p>|<div [^>]*class="wp-video">[\s\S]*?<\/video><\/div>|<audio class="wp-audio-shortcode"[\s\S]*?<\/audio>)\n?/;

/**
 * Returns the caption of a media item. Returns null if nobody has written one: REST then contains the file's title or URL
 * instead.
 */
function captionOf(document: Document): string | null {
  const caption = text(document, 'caption', 'rendered');
  if (!caption || text(document, 'mime_type')?.startsWith('image/')) return caption || null;
  const substitutes = [text(document, 'title', 'rendered'), text(document, 'source_url')];
  return substitutes.includes(caption.replace(/^<p>|<\/p>\n?$/g, '')) ? null : caption;
}

/** Returns whether a value is an empty object, which PHP encodes as an empty list. */
function isEmptyRecord(value: unknown): boolean {
  return !isRecord(value) || Object.keys(value).length === 0;
}

function fileNameOf(path: string | null): string | null {
  return path?.split('/').at(-1) ?? null;
}

/** Returns the path of a URL without decoding it, as `wp_make_link_relative()` does. */
function pathOf(url: string | null | undefined): string | null {
  return url ? url.replace(/^(https?:)?\/\/[^/]+/i, '').replace(/[?#].*$/, '') : null;
}

function pixels(count: number | null): string | null {
  return count === null ? null : String(count);
}
